using System.Numerics;

namespace Functional.IO;

/// <summary>
/// An order for what is read once, row by row: so many rows wait, and each time one of them, which the key says, goes out and the next row of the file takes its place. A window as large
/// as the file is a shuffle of all of it; a smaller one brings a row forward by at most as many places.
/// </summary>
/// <param name="Key">The random key; split it for each epoch.</param>
/// <param name="Rows">How many rows wait; at least 1, which is the order of the file.</param>
public sealed record ShuffleWindow(Key Key, int Rows)
{
    /// <summary>How many rows wait.</summary>
    public int Rows { get; } = Rows >= 1 ? Rows : throw new ArgumentOutOfRangeException(nameof(Rows), Invariant($"ShuffleWindow: at least 1 row waits, got {Rows}."));

    /// <summary>The key and the number of rows.</summary>
    public override string ToString() => Invariant($"ShuffleWindow({Key}, {Rows})");
}

/// <summary>The rows that wait.</summary>
internal sealed class RowWindow<T>(int width, ShuffleWindow? shuffle)
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly int most = shuffle?.Rows ?? 0;
    private readonly T[] incoming = new T[width];
    private T[] waiting = [];
    private int count, taken;

    /// <summary>Whether there are rows to come.</summary>
    public bool IsReading { get; set; } = true;

    /// <summary>Where the next row is written to: without a window, it goes to the batch directly.</summary>
    public Span<T> Incoming(Span<T> direct) => most == 0 ? direct : incoming;

    /// <summary>Takes in the row that came, and gives one out when all places are taken.</summary>
    public bool Exchange(Span<T> given)
    {
        if (most == 0)
            return true;
        if (count < most)
        {
            if ((count + 1L) * width > Array.MaxLength)
                throw new InvalidDataException(Invariant($"a window of {most} rows of {width} numbers is larger than memory can be: at most {Array.MaxLength / width} rows can wait"));
            if ((count + 1L) * width > waiting.Length)
                Array.Resize(ref waiting, (int)long.Min(Math.Max(2L * waiting.Length, 16L * width), Math.Min((long)most * width, Array.MaxLength)));
            incoming.CopyTo(Waiting(count++));
            return false;
        }
        var place = Waiting(Next());
        place.CopyTo(given);
        incoming.CopyTo(place);
        return true;
    }

    /// <summary>Gives out one of those that wait, when no more come.</summary>
    public bool TryTake(Span<T> given)
    {
        if (count == 0)
            return false;
        var place = Waiting(Next());
        place.CopyTo(given);
        Waiting(--count).CopyTo(place);
        return true;
    }

    private Span<T> Waiting(int row) => waiting.AsSpan(row * width, width);

    private int Next() => (int)(shuffle!.Key.Bits(taken++ & int.MaxValue) % (ulong)count);
}
