using System.Collections.Immutable;
using System.Numerics;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

/// <summary>
/// Samples from files of separated values. How rows become numbers is learnt from a file, and is a value, <see cref="TableEncoding"/>, that encodes any other file the same way. All that
/// is wrong with a file is told at once, each problem with its line and column.
/// </summary>
/// <example><code>
/// var iris = Csv.ReadClasses&lt;float&gt;("iris.csv", target: "species");
/// var houses = Csv.ReadNumbers&lt;float&gt;("houses.csv", target: "price", features: [Column.Number("area", Fill.Mean), Column.OneHot("city")]);
/// </code></example>
public static partial class Csv
{
    private static readonly TableSource Source = new("Csv", static (path, format) => new CsvReader(path, format));

    /// <summary>Reads samples whose target is a class, and how they are encoded.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="target">The column that has the classes.</param>
    /// <param name="features">The columns that become inputs; all others, as numbers, when none are given.</param>
    /// <param name="format">How the file is written; found out, when it is not said.</param>
    /// <returns>The samples, their classes in natural order of their names; or all that is wrong with the file.</returns>
    public static Validation<Error, Table<T, Labels>> ReadClasses<T>(string path, string target, ImmutableArray<Column>? features = null, CsvFormat? format = null)
        where T : struct, IFloatingPointIeee754<T> =>
        Learn(path, Column.Class(target), features, format).Bind(encoding => ReadClasses<T>(path, encoding).Map(samples => new Table<T, Labels>(samples, encoding)));

    /// <summary>Reads samples whose target is a number, and how they are encoded.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="target">The column that has the targets.</param>
    /// <param name="features">The columns that become inputs; all others, as numbers, when none are given.</param>
    /// <param name="format">How the file is written; found out, when it is not said.</param>
    /// <returns>The samples, targets of shape <c>[samples, 1]</c>; or all that is wrong with the file.</returns>
    public static Validation<Error, Table<T, Tensor<T>>> ReadNumbers<T>(string path, string target, ImmutableArray<Column>? features = null, CsvFormat? format = null)
        where T : struct, IFloatingPointIeee754<T> =>
        Learn(path, Column.Number(target), features, format).Bind(encoding => ReadNumbers<T>(path, encoding).Map(samples => new Table<T, Tensor<T>>(samples, encoding)));

    /// <summary>Learns how the rows of a file become numbers: classes and their order, means, most frequent values. The file is read once, and may be larger than memory.</summary>
    /// <param name="path">The file.</param>
    /// <param name="target">The column that becomes the target: a class or a number.</param>
    /// <param name="features">The columns that become inputs, in order; all others, as numbers, when none are given.</param>
    /// <param name="format">How the file is written; found out, when it is not said.</param>
    /// <returns>The encoding; or all that is wrong with the file.</returns>
    /// <exception cref="ArgumentException">The target is neither a class nor a number, a feature is a class, a column is there twice, or the format contradicts itself.</exception>
    public static Validation<Error, TableEncoding> Learn(string path, Column target, ImmutableArray<Column>? features = null, CsvFormat? format = null) =>
        Source.Learn(path, target, features, format ?? new());

    /// <summary>Reads samples whose target is a class, encoded as it was learnt.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="encoding">How rows become numbers.</param>
    /// <returns>The samples; or all that is wrong with the file, such as a class that was not learnt.</returns>
    /// <exception cref="ArgumentException">The target of the encoding is a number, or it is none that was learnt.</exception>
    public static Validation<Error, Samples<Tensor<T>, Labels>> ReadClasses<T>(string path, TableEncoding encoding)
        where T : struct, IFloatingPointIeee754<T> =>
        Source.Classes<T>(path, encoding);

    /// <summary>Reads samples whose target is a number, encoded as it was learnt.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="encoding">How rows become numbers.</param>
    /// <returns>The samples, targets of shape <c>[samples, 1]</c>; or all that is wrong with the file.</returns>
    /// <exception cref="ArgumentException">The target of the encoding is a class, or it is none that was learnt.</exception>
    public static Validation<Error, Samples<Tensor<T>, Tensor<T>>> ReadNumbers<T>(string path, TableEncoding encoding)
        where T : struct, IFloatingPointIeee754<T> =>
        Source.Numbers<T>(path, encoding);

    /// <summary>Reads inputs alone, encoded as it was learnt: of a file that need not have the target, to predict it.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="encoding">How rows become numbers.</param>
    /// <returns>The inputs, <c>[rows, features]</c>; or all that is wrong with the file.</returns>
    /// <exception cref="ArgumentException">It is no encoding that was learnt.</exception>
    public static Validation<Error, Tensor<T>> ReadInputs<T>(string path, TableEncoding encoding)
        where T : struct, IFloatingPointIeee754<T> => Source.Inputs<T>(path, encoding);
}
