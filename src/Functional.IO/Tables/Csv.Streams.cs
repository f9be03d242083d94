using System.Numerics;

namespace Functional.IO;

// Batches of files that are larger than memory.
public static partial class Csv
{
    /// <summary>A batch has room for so many rows before it has to grow: a size of two thousand million asks for no memory that the file does not fill.</summary>
    private const int FirstRows = 4096;

    /// <summary>
    /// Batches of samples whose target is a class, encoded as it was learnt, one after the other: the file may be larger than memory. Each time the sequence is gone through, the file is
    /// read again, by a thread of its own that is a few batches ahead; it is closed when the sequence ends or is left.
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
    /// <exception cref="InvalidDataException">While it is gone through: something is wrong with the file; the message says what, and in which line.</exception>
    /// <exception cref="IOException">While it is gone through: the file cannot be read.</exception>
    /// <example><code>
    /// var encoding = Csv.Learn("large.csv", Column.Class("kind"));
    /// var batches = encoding.Map(each =&gt; Csv.StreamClasses&lt;float&gt;("large.csv", each, 256, new ShuffleWindow(key, 100_000)));
    /// </code></example>
    public static IEnumerable<Samples<Tensor<T>, Labels>> StreamClasses<T>(
        string path, TableEncoding encoding, int size, ShuffleWindow? shuffle = null, LastBatch last = LastBatch.Keep, int ahead = 2)
        where T : struct, IFloatingPointIeee754<T> =>
        Stream<T, Samples<Tensor<T>, Labels>>(path, encoding, ColumnKind.Class, size, shuffle, last, ahead, static rows => new(rows.Inputs(), rows.Classes()));

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
    /// <exception cref="InvalidDataException">While it is gone through: something is wrong with the file; the message says what, and in which line.</exception>
    /// <exception cref="IOException">While it is gone through: the file cannot be read.</exception>
    public static IEnumerable<Samples<Tensor<T>, Tensor<T>>> StreamNumbers<T>(
        string path, TableEncoding encoding, int size, ShuffleWindow? shuffle = null, LastBatch last = LastBatch.Keep, int ahead = 2)
        where T : struct, IFloatingPointIeee754<T> =>
        Stream<T, Samples<Tensor<T>, Tensor<T>>>(path, encoding, ColumnKind.Number, size, shuffle, last, ahead, static rows => new(rows.Inputs(), rows.Numbers()));

    private static IEnumerable<A> Stream<T, A>(
        string path, TableEncoding encoding, ColumnKind target, int size, ShuffleWindow? shuffle, LastBatch last, int ahead, Func<RowStore<T>, A> made)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Expect(encoding, target);
        if (size < 1)
            throw new ArgumentOutOfRangeException(nameof(size), Invariant($"Csv: a batch has at least 1 sample, got {size}."));
        if (ahead < 0)
            throw new ArgumentOutOfRangeException(nameof(ahead), Invariant($"Csv: at least 0 batches are read ahead, got {ahead}."));
        var batches = BatchesOf(path, encoding, size, shuffle, last, made);
        return ahead == 0 ? batches : batches.ReadAhead(ahead);
    }

    private static IEnumerable<A> BatchesOf<T, A>(
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

    private static CsvReader Opened(string path, CsvFormat format)
    {
        try
        {
            return new(path, format);
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
