using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

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

/// <summary>The data sets that come with the library. Functional.IO reads your own.</summary>
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

    /// <summary>A header, then a line a sample: numbers, and last the class by its name. The files that come with the library have no quotes.</summary>
    private static LabelledSet<T> Shipped<T>(string name)
        where T : struct, IFloatingPointIeee754<T>
    {
        using var reader = new StreamReader(typeof(DataSets).Assembly.GetManifestResourceStream(name)!);
        string[] features = reader.ReadLine()!.Split(',')[..^1];
        var (numbers, labels) = (new List<T>(), new List<string>());
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            numbers.AddRange(fields[..^1].Select(static field => T.Parse(field, NumberStyles.Float, CultureInfo.InvariantCulture)));
            labels.Add(fields[^1]);
        }
        var classes = labels.Distinct().Order(NaturalOrder.Comparer).ToImmutableArray();
        return new(
            new(Tensor.Create([labels.Count, features.Length], [.. numbers]), [.. labels.Select(label => classes.IndexOf(label))]), [.. features], classes);
    }
}
