using System.Numerics;

namespace Functional.IO;

// Batches of files that are larger than memory.
public static partial class Csv
{
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
        Source.StreamClasses<T>(path, encoding, size, shuffle, last, ahead);

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
        Source.StreamNumbers<T>(path, encoding, size, shuffle, last, ahead);
}
