using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Storage;

/// <summary>
/// Arrays to be used again, in sizes of which four come to each power of two. It keeps as many as the last two steps have needed at once. Safe to
/// share between threads.
/// </summary>
/// <param name="strict">Whether arrays of any size are kept, and what comes back is filled with NaN, so that nobody reads it by mistake: for laws.</param>
internal sealed class BufferPool(bool strict = false)
{
    // Smaller arrays are the garbage collector's: it is quicker with them.
    private readonly int smallestBytes = strict ? 1 : 1024;
    private readonly Dictionary<(Type Element, int Length), Shelf> shelves = [];
    private readonly Lock gate = new();

    /// <summary>How many leases the last step had: about as many as the next one will have.</summary>
    public int LastLeases { get; set; }

    /// <summary>Whether an array is worth keeping.</summary>
    public bool Keeps<T>(int length) => (long)length * Unsafe.SizeOf<T>() >= smallestBytes;

    public T[] Rent<T>(int length)
    {
        var size = SizeFor(length);
        lock (gate)
        {
            if (!shelves.TryGetValue((typeof(T), size), out var shelf))
                shelves[(typeof(T), size)] = shelf = new();
            shelf.InUse++;
            shelf.Peak = Math.Max(shelf.Peak, shelf.InUse);
            if (shelf.Free.TryPop(out var free))
                return (T[])free;
        }
        return GC.AllocateUninitializedArray<T>(size);
    }

    public void Return<T>(T[] array)
    {
        if (strict)
            MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length * Unsafe.SizeOf<T>()).Fill(0xFF);
        lock (gate)
        {
            var shelf = shelves[(typeof(T), array.Length)];
            shelf.InUse--;
            shelf.Free.Push(array);
        }
    }

    /// <summary>An array that has left for good: it will not come back.</summary>
    public void Forget<T>(T[] array)
    {
        lock (gate)
            shelves[(typeof(T), array.Length)].InUse--;
    }

    /// <summary>Lets go of what neither this step nor the one before has needed.</summary>
    public void Trim()
    {
        lock (gate)
            foreach (var shelf in shelves.Values)
            {
                var needed = Math.Max(shelf.Peak, shelf.PeakBefore) - shelf.InUse;
                while (shelf.Free.Count > needed)
                    shelf.Free.Pop();
                (shelf.PeakBefore, shelf.Peak) = (shelf.Peak, shelf.InUse);
            }
    }

    /// <summary>The next of 4, 5, 6 or 7 times a power of two: at most a quarter is left unused.</summary>
    private static int SizeFor(int length)
    {
        var step = Math.Max(1, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length / 8 + 1) / 2);
        var size = ((long)length + step - 1) / step * step;
        return (int)Math.Min(size, Array.MaxLength);
    }

    private sealed class Shelf
    {
        public Stack<Array> Free { get; } = new();

        public int InUse { get; set; }

        public int Peak { get; set; }

        public int PeakBefore { get; set; }
    }
}
