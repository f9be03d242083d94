using System.Runtime.ExceptionServices;

namespace Functional.Kernels;

/// <summary>Work in parts that do not depend on each other, each of which any thread may do.</summary>
internal interface IParallelBody
{
    void Do(int part);
}

/// <summary>
/// Does all parts, with help from threads that stand by. The caller takes part after part itself, then sends away the helpers that have not begun
/// and waits for those that have. So a busy machine makes it slower and never stops it, and nobody waits for work that has no thread.
/// </summary>
internal sealed class ParallelFor<TWork> : ICall
    where TWork : IParallelBody
{
    private readonly TWork work;
    private readonly int count;
    private int begun;
    private int helping;
    private volatile bool sleeps;
    private ExceptionDispatchInfo? failure;

    private ParallelFor(TWork work, int count) => (this.work, this.count) = (work, count);

    /// <summary>Returns when all parts are done.</summary>
    /// <param name="work">The work.</param>
    /// <param name="count">How many parts it has.</param>
    /// <param name="threads">At most so many threads, the caller included.</param>
    /// <param name="size">How much it is in all: as many multiply-adds of a matrix product take the same time.</param>
    public static void Do(TWork work, int count, int threads, long size)
    {
        if (threads <= 1 || count <= 1)
        {
            for (var part = 0; part < count; part++)
                work.Do(part);
            return;
        }
        var helpers = Math.Min(threads, count) - 1;
        var parts = new ParallelFor<TWork>(work, count) { helping = helpers };
        var (called, end) = WorkerThread.Call(parts, helpers, size);
        parts.Take();
        parts.Wait(helpers - called + WorkerThread.SendAway(parts, end));
    }

    void ICall.Answer() => Take();

    void ICall.Leave()
    {
        if (Interlocked.Decrement(ref helping) == 0 && sleeps)
            lock (this)
                Monitor.Pulse(this);
    }

    private void Take()
    {
        for (var part = Interlocked.Increment(ref begun); part <= count; part = Interlocked.Increment(ref begun))
        {
            try
            {
                work.Do(part - 1);
            }
            catch (Exception exception)
            {
                // Thrown again by the caller, once no thread is at work on its memory.
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            }
        }
    }

    private void Wait(int absent)
    {
        Interlocked.Add(ref helping, -absent);
        var patience = new SpinBackoff();
        while (Volatile.Read(ref helping) > 0)
            if (!patience.Lasts())
                Sleep();
        failure?.Throw();
    }

    private void Sleep()
    {
        lock (this)
        {
            sleeps = true;
            Interlocked.MemoryBarrier();
            while (Volatile.Read(ref helping) > 0)
                Monitor.Wait(this);
        }
    }
}
