using System.Numerics;

namespace Functional.IO;

// Batches of files that are larger than memory.
internal sealed partial class TableSource
{
    /// <summary>A batch has room for so many rows before it has to grow: a size of two thousand million asks for no memory that the file does not fill.</summary>
    private const int FirstRows = 4096;

    /// <summary>Batches of samples whose target is a class.</summary>
    public IEnumerable<Samples<Tensor<T>, Labels>> StreamClasses<T>(string path, TableEncoding encoding, int size, ShuffleWindow? shuffle, LastBatch last, int ahead)
        where T : struct, IFloatingPointIeee754<T> =>
        Stream<T, Samples<Tensor<T>, Labels>>(path, encoding, ColumnKind.Class, size, shuffle, last, ahead, static rows => new(rows.Inputs(), rows.Classes()));

    /// <summary>Batches of samples whose target is a number.</summary>
    public IEnumerable<Samples<Tensor<T>, Tensor<T>>> StreamNumbers<T>(string path, TableEncoding encoding, int size, ShuffleWindow? shuffle, LastBatch last, int ahead)
        where T : struct, IFloatingPointIeee754<T> =>
        Stream<T, Samples<Tensor<T>, Tensor<T>>>(path, encoding, ColumnKind.Number, size, shuffle, last, ahead, static rows => new(rows.Inputs(), rows.Numbers()));

    private IEnumerable<A> Stream<T, A>(
        string path, TableEncoding encoding, ColumnKind target, int size, ShuffleWindow? shuffle, LastBatch last, int ahead, Func<RowStore<T>, A> made)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Expect(encoding, target);
        if (size < 1)
            throw new ArgumentOutOfRangeException(nameof(size), Invariant($"{name}: a batch has at least 1 sample, got {size}."));
        if (ahead < 0)
            throw new ArgumentOutOfRangeException(nameof(ahead), Invariant($"{name}: at least 0 batches are read ahead, got {ahead}."));
        var batches = BatchesOf(path, encoding, size, shuffle, last, made);
        return ahead == 0 ? batches : batches.ReadAhead(ahead);
    }

    private IEnumerable<A> BatchesOf<T, A>(
        string path, TableEncoding encoding, int size, ShuffleWindow? shuffle, LastBatch last, Func<RowStore<T>, A> made)
        where T : struct, IFloatingPointIeee754<T>
    {
        using var file = Opened(path, encoding.Format);
        var problems = new Problems(path, most: 1);
        var encoder = new RowEncoder<T>(file, encoding, withTarget: true, problems);
        Expect(problems);
        var window = new RowWindow<T>(encoder.Width, shuffle);
        for (var isEnd = false; !isEnd;)
        {
            var rows = new RowStore<T>(encoder.Width, targets: 1, capacity: Math.Min(size, FirstRows));
            while (rows.Count < size && !isEnd)
                if (window.IsReading)
                    Advance(encoder, window, rows, problems);
                else if (window.TryTake(rows.Free))
                    rows.Keep();
                else
                    isEnd = true;
            if (rows.Count == size || (rows.Count > 0 && last == LastBatch.Keep))
                yield return made(rows);
        }
    }

    /// <summary>Reads one row into the window, or notes that there is none; what falls out of the window is kept.</summary>
    private static void Advance<T>(RowEncoder<T> encoder, RowWindow<T> window, RowStore<T> rows, Problems problems)
        where T : struct, IFloatingPointIeee754<T>
    {
        var status = encoder.Next(window.Incoming(rows.Free));
        Expect(problems);
        if (status is null)
            window.IsReading = false;
        else if (status == RowStatus.Encoded && window.Exchange(rows.Free))
            rows.Keep();
    }

    private TableReader Opened(string path, CsvFormat format)
    {
        try
        {
            return open(path, format);
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            throw problem is IOException ? new IOException($"{path}: {problem.Message}.", problem) : new InvalidDataException($"{path}: {problem.Message}.", problem);
        }
    }

    private static void Expect(Problems problems)
    {
        if (problems.First is { } problem)
            throw new InvalidDataException(problem.Message);
    }
}
