namespace Functional.Kernels;

/// <summary>Work on a range of elements, each by itself.</summary>
internal interface IRange
{
    void Do(int start, int end);
}

/// <summary>Long ranges are divided among threads: into a few pieces for each, so that one that is held up does not hold up the others.</summary>
internal readonly struct Ranges<TRange>(TRange range, int length, int piece) : IParallelBody
    where TRange : struct, IRange
{
    private const long WorkOfElement = 32;  // multiply-adds of a product that take the time: memory is what it waits for
    private const int PiecesForEachThread = 4;
    private const int Alignment = 64;

    public static void Run(TRange range, int length)
    {
        var work = length * WorkOfElement;
        var threads = Grid.ThreadsFor(work);
        if (threads <= 1)
        {
            range.Do(0, length);
            return;
        }
        var pieces = threads * PiecesForEachThread;
        var piece = ((length + pieces - 1) / pieces + Alignment - 1) / Alignment * Alignment;
        ParallelFor<Ranges<TRange>>.Do(new(range, length, piece), (length + piece - 1) / piece, threads, work);
    }

    /// <summary>The same for few, long elements, as rows are: as many multiply-adds of a product take the time of one.</summary>
    public static void Run(TRange range, int length, long workOfOne)
    {
        var work = length * workOfOne;
        var threads = Math.Min(Grid.ThreadsFor(work), length);
        if (threads <= 1)
        {
            range.Do(0, length);
            return;
        }
        var pieces = threads * PiecesForEachThread;
        var piece = (length + pieces - 1) / pieces;
        ParallelFor<Ranges<TRange>>.Do(new(range, length, piece), (length + piece - 1) / piece, threads, work);
    }

    public void Do(int part) => range.Do(part * piece, Math.Min(length, (part + 1) * piece));
}
