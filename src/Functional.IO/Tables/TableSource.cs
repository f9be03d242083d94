using System.Collections.Immutable;
using System.Numerics;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

/// <summary>What is done with the tables of a kind of file: surveyed, learnt from, read and streamed. Kinds differ in how a file is opened, and in nothing else.</summary>
/// <param name="name">The name that mistakes of the program are told with: <c>Csv</c>.</param>
/// <param name="open">Opens a file; throws <see cref="IOException"/> or <see cref="InvalidDataException"/>, without the path, when it cannot.</param>
internal sealed partial class TableSource(string name, Func<string, CsvFormat, TableReader> open)
{
    /// <summary>Learns how the rows of a file become numbers.</summary>
    public Validation<Error, TableEncoding> Learn(string path, Column target, ImmutableArray<Column>? features, CsvFormat format)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(target);
        if ((format.Problem() ?? TableEncoding.ProblemOfRoles(features ?? [], target)) is { } problem)
            throw new ArgumentException($"{name}: {problem}.");
        return Outside.TryAll(path, () =>
        {
            using var file = open(path, format);
            return TableLearner.Learn(file, path, target, features, format);
        });
    }

    /// <summary>Samples whose target is a class, encoded as it was learnt.</summary>
    public Validation<Error, Samples<Tensor<T>, Labels>> Classes<T>(string path, TableEncoding encoding)
        where T : struct, IFloatingPointIeee754<T> =>
        Read<T, Samples<Tensor<T>, Labels>>(path, encoding, ColumnKind.Class, static rows => new(rows.Inputs(), rows.Classes()));

    /// <summary>Samples whose target is a number, encoded as it was learnt.</summary>
    public Validation<Error, Samples<Tensor<T>, Tensor<T>>> Numbers<T>(string path, TableEncoding encoding)
        where T : struct, IFloatingPointIeee754<T> =>
        Read<T, Samples<Tensor<T>, Tensor<T>>>(path, encoding, ColumnKind.Number, static rows => new(rows.Inputs(), rows.Numbers()));

    /// <summary>Inputs alone, encoded as it was learnt.</summary>
    public Validation<Error, Tensor<T>> Inputs<T>(string path, TableEncoding encoding)
        where T : struct, IFloatingPointIeee754<T> => Read<T, Tensor<T>>(path, encoding, null, static rows => rows.Inputs());

    /// <summary>Encodes all rows of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">How rows become numbers.</param>
    /// <param name="target">What the target is; null when there is none.</param>
    /// <param name="made">What is made of the rows.</param>
    private Validation<Error, A> Read<T, A>(string path, TableEncoding encoding, ColumnKind? target, Func<RowStore<T>, A> made)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Expect(encoding, target);
        return Outside.TryAll(path, () =>
        {
            using var file = open(path, encoding.Format);
            var problems = new Problems(path, encoding.Format.MostProblems);
            var encoder = new RowEncoder<T>(file, encoding, target is not null, problems);
            if (!problems.IsEmpty)
                return problems.Or<A>(static () => default!);
            var rows = new RowStore<T>(encoder.Width, target is null ? 0 : 1, capacity: 1);
            while (!problems.IsFull && encoder.Next(rows.Free) is { } status)
                if (status == RowStatus.Encoded)
                    rows.Keep();
            if (problems.IsEmpty && rows.Count == 0)
                problems.Add("there are no rows of which every value is there");
            return problems.Or(() => made(rows));
        });
    }

    private void Expect(TableEncoding encoding, ColumnKind? target)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        if (encoding.Problem() is { } problem)
            throw new ArgumentException($"{name}: this encoding was not learnt from a file: {problem}.", nameof(encoding));
        if (target is not null && encoding.Target.Kind != target)
            throw new ArgumentException($"{name}: the target '{encoding.Target.Name}' is a {encoding.Target.Kind}, but it is read as a {target}.", nameof(encoding));
    }
}
