using System.Collections.Immutable;
using System.Numerics;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

/// <summary>
/// Samples from <see href="https://parquet.apache.org">Parquet</see> files. How rows become numbers is learnt from a file as <see cref="Csv"/> does, and one <see cref="TableEncoding"/>
/// encodes files of both kinds. A null is a value that is missing; truth values are the classes <c>false</c> and <c>true</c>, dates and times the texts of ISO 8601. Columns that are
/// nested or repeated are passed over, or refused when they are asked for.
/// </summary>
/// <example><code>
/// var iris = Parquet.ReadClasses&lt;float&gt;("iris.parquet", target: "species");
/// var houses = Parquet.ReadNumbers&lt;float&gt;("houses.parquet", target: "price", features: [Column.Number("area", Fill.Mean), Column.OneHot("city")]);
/// </code></example>
public static class Parquet
{
    private static readonly TableSource Source = new("Parquet", static (path, _) => new ParquetTable(path));

    /// <summary>Looks at all values of a file: what its columns can be taken for. It is read once, a group of rows at a time.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The survey of the columns that are not nested; or what is wrong with the file.</returns>
    public static Validation<Error, TableSurvey> Survey(string path) => Source.Survey(path, new());

    /// <summary>Learns how the rows of a file become numbers: classes and their order, means, most frequent values. The file is read once, a group of rows at a time.</summary>
    /// <param name="path">The file.</param>
    /// <param name="target">The column that becomes the target: a class or a number.</param>
    /// <param name="features">The columns that become inputs, in order; all others that are not nested, as numbers, when none are given.</param>
    /// <param name="missing">Texts that say, beside nulls, that a value is missing, <c>NaN</c> perhaps; the empty one, when nothing is said.</param>
    /// <returns>The encoding; or all that is wrong with the file.</returns>
    /// <exception cref="ArgumentException">The target is neither a class nor a number, a feature is a class, or a column is there twice.</exception>
    public static Validation<Error, TableEncoding> Learn(string path, Column target, ImmutableArray<Column>? features = null, ImmutableArray<string>? missing = null) =>
        Source.Learn(path, target, features, missing is { } texts ? new() { Missing = texts } : new());

    /// <summary>Reads samples whose target is a class, and how they are encoded.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="target">The column that has the classes.</param>
    /// <param name="features">The columns that become inputs; all others that are not nested, as numbers, when none are given.</param>
    /// <param name="missing">Texts that say, beside nulls, that a value is missing.</param>
    /// <returns>The samples, their classes in natural order of their names; or all that is wrong with the file.</returns>
    public static Validation<Error, Table<T, Labels>> ReadClasses<T>(string path, string target, ImmutableArray<Column>? features = null, ImmutableArray<string>? missing = null)
        where T : struct, IFloatingPointIeee754<T> =>
        Learn(path, Column.Class(target), features, missing).Bind(encoding => ReadClasses<T>(path, encoding).Map(samples => new Table<T, Labels>(samples, encoding)));

    /// <summary>Reads samples whose target is a number, and how they are encoded.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="target">The column that has the targets.</param>
    /// <param name="features">The columns that become inputs; all others that are not nested, as numbers, when none are given.</param>
    /// <param name="missing">Texts that say, beside nulls, that a value is missing.</param>
    /// <returns>The samples, targets of shape <c>[samples, 1]</c>; or all that is wrong with the file.</returns>
    public static Validation<Error, Table<T, Tensor<T>>> ReadNumbers<T>(string path, string target, ImmutableArray<Column>? features = null, ImmutableArray<string>? missing = null)
        where T : struct, IFloatingPointIeee754<T> =>
        Learn(path, Column.Number(target), features, missing).Bind(encoding => ReadNumbers<T>(path, encoding).Map(samples => new Table<T, Tensor<T>>(samples, encoding)));

    /// <summary>Reads samples whose target is a class, encoded as it was learnt.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="encoding">How rows become numbers.</param>
    /// <returns>The samples; or all that is wrong with the file, such as a class that was not learnt.</returns>
    /// <exception cref="ArgumentException">The target of the encoding is a number, or it is none that was learnt.</exception>
    public static Validation<Error, Samples<Tensor<T>, Labels>> ReadClasses<T>(string path, TableEncoding encoding)
        where T : struct, IFloatingPointIeee754<T> => Source.Classes<T>(path, encoding);

    /// <summary>Reads samples whose target is a number, encoded as it was learnt.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="encoding">How rows become numbers.</param>
    /// <returns>The samples, targets of shape <c>[samples, 1]</c>; or all that is wrong with the file.</returns>
    /// <exception cref="ArgumentException">The target of the encoding is a class, or it is none that was learnt.</exception>
    public static Validation<Error, Samples<Tensor<T>, Tensor<T>>> ReadNumbers<T>(string path, TableEncoding encoding)
        where T : struct, IFloatingPointIeee754<T> => Source.Numbers<T>(path, encoding);

    /// <summary>Reads inputs alone, encoded as it was learnt: of a file that need not have the target, to predict it.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="encoding">How rows become numbers.</param>
    /// <returns>The inputs, <c>[rows, features]</c>; or all that is wrong with the file.</returns>
    /// <exception cref="ArgumentException">It is no encoding that was learnt.</exception>
    public static Validation<Error, Tensor<T>> ReadInputs<T>(string path, TableEncoding encoding)
        where T : struct, IFloatingPointIeee754<T> => Source.Inputs<T>(path, encoding);

    /// <summary>
    /// Batches of samples whose target is a class, encoded as it was learnt, one after the other: the file may be larger than memory, for one group of its rows is there at a time. Each
    /// time the sequence is gone through, the file is read again, by a thread of its own that is a few batches ahead; it is closed when the sequence ends or is left.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="encoding">How rows become numbers.</param>
    /// <param name="size">How many samples a batch has; at least 1.</param>
    /// <param name="shuffle">In which order; that of the file, when it is not said.</param>
    /// <param name="last">What becomes of a short batch at the end.</param>
    /// <param name="ahead">How many batches are read before they are asked for; 0 for none, without a thread.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    /// <exception cref="ArgumentException">The target of the encoding is a number, or it is none that was learnt.</exception>
    /// <exception cref="InvalidDataException">While it is gone through: something is wrong with the file; the message says what, and in which row.</exception>
    /// <exception cref="IOException">While it is gone through: the file cannot be read.</exception>
    public static IEnumerable<Samples<Tensor<T>, Labels>> StreamClasses<T>(
        string path, TableEncoding encoding, int size, ShuffleWindow? shuffle = null, LastBatch last = LastBatch.Keep, int ahead = 2)
        where T : struct, IFloatingPointIeee754<T> => Source.StreamClasses<T>(path, encoding, size, shuffle, last, ahead);

    /// <summary>The same of samples whose target is a number: targets have the shape <c>[samples, 1]</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="encoding">How rows become numbers.</param>
    /// <param name="size">How many samples a batch has; at least 1.</param>
    /// <param name="shuffle">In which order; that of the file, when it is not said.</param>
    /// <param name="last">What becomes of a short batch at the end.</param>
    /// <param name="ahead">How many batches are read before they are asked for; 0 for none, without a thread.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    /// <exception cref="ArgumentException">The target of the encoding is a class, or it is none that was learnt.</exception>
    /// <exception cref="InvalidDataException">While it is gone through: something is wrong with the file; the message says what, and in which row.</exception>
    /// <exception cref="IOException">While it is gone through: the file cannot be read.</exception>
    public static IEnumerable<Samples<Tensor<T>, Tensor<T>>> StreamNumbers<T>(
        string path, TableEncoding encoding, int size, ShuffleWindow? shuffle = null, LastBatch last = LastBatch.Keep, int ahead = 2)
        where T : struct, IFloatingPointIeee754<T> => Source.StreamNumbers<T>(path, encoding, size, shuffle, last, ahead);
}
