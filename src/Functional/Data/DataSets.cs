using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using CsvHelper;
using LanguageExt;
using LanguageExt.Common;

namespace Functional;

/// <summary>A labelled data set with the names of its features and classes.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Samples">The samples: features <c>[samples, features]</c> and classes.</param>
/// <param name="Features">The names of the features.</param>
/// <param name="Classes">The names of the classes, by number.</param>
public sealed record LabelledSet<T>(Samples<Tensor<T>, Labels> Samples, ImmutableArray<string> Features, ImmutableArray<string> Classes)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public bool Equals(LabelledSet<T>? other) => ReferenceEquals(this, other)
        || (other is not null && Samples == other.Samples
            && Features.AsSpan().SequenceEqual(other.Features.AsSpan()) && Classes.AsSpan().SequenceEqual(other.Classes.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => Features.Concat(Classes).Aggregate(Samples.GetHashCode(), HashCode.Combine);
}

/// <summary>The data sets that come with the library, and any like them in a CSV file.</summary>
public static class DataSets
{
    /// <summary>Fisher's iris: 150 flowers of three species, four lengths in centimetres.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static LabelledSet<T> Iris<T>()
        where T : struct, IFloatingPointIeee754<T> => Shipped<T>("iris.csv");

    /// <summary>Optical digits: 1797 handwritten digits of 8×8 pixels, each from 0 to 16.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static LabelledSet<T> Digits<T>()
        where T : struct, IFloatingPointIeee754<T> => Shipped<T>("digits.csv");

    /// <summary>Reads a labelled set: a header, then a line a sample, numbers and last the class by its name.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The CSV file, in UTF-8.</param>
    /// <returns>The set, its classes in natural order of their names; or what is wrong with the file, and in which line.</returns>
    public static Fin<LabelledSet<T>> ReadCsv<T>(string path)
        where T : struct, IFloatingPointIeee754<T>
    {
        try
        {
            using var reader = new StreamReader(path);
            return Read<T>(reader, path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or CsvHelperException)
        {
            return Fin<LabelledSet<T>>.Fail(Error.New($"{path}: {problem.Message}"));
        }
    }

    private static LabelledSet<T> Shipped<T>(string name)
        where T : struct, IFloatingPointIeee754<T>
    {
        using var reader = new StreamReader(typeof(DataSets).Assembly.GetManifestResourceStream(name)!);
        return Read<T>(reader, name).ThrowIfFail();
    }

    private static Fin<LabelledSet<T>> Read<T>(TextReader source, string name)
        where T : struct, IFloatingPointIeee754<T>
    {
        using var csv = new CsvParser(source, CultureInfo.InvariantCulture);
        if (!csv.Read() || csv.Record is not { Length: >= 2 } header)
            return Fail("there is no header of at least one feature and the class");
        var (numbers, labels) = (new List<T>(), new List<string>());
        while (csv.Read())
        {
            var record = csv.Record!;
            if (record.Length != header.Length)
                return Fail(Invariant($"line {csv.RawRow} has {record.Length} fields, the header {header.Length}"));
            foreach (var field in record[..^1])
            {
                if (!T.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !T.IsFinite(number))
                    return Fail(Invariant($"line {csv.RawRow}: '{field}' is no finite number"));
                numbers.Add(number);
            }
            labels.Add(record[^1]);
        }
        if (labels.Count == 0)
            return Fail("there are no samples");
        var classes = labels.Distinct().Order(Comparer<string>.Create(NaturalOrder.Compare)).ToImmutableArray();
        return new LabelledSet<T>(
            new(Tensor.Create([labels.Count, header.Length - 1], [.. numbers]), [.. labels.Select(label => classes.IndexOf(label))]),
            [.. header[..^1]],
            classes);

        Fin<LabelledSet<T>> Fail(string problem) => Fin<LabelledSet<T>>.Fail(Error.New($"{name}: {problem}."));
    }
}
