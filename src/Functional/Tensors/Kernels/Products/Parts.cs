using System.Runtime.ExceptionServices;

namespace Functional.Kernels;

/// <summary>Work in parts that do not depend on each other, each of which any thread may do.</summary>
internal interface IParts
{
    void Do(int part);
}

/// <summary>
/// Does all parts, with help from the thread pool. The caller takes part after part itself and waits only for those that another thread
/// has begun; a helper that comes late finds nothing left and goes. So a busy pool makes it slower and never stops it, and
/// nobody waits for work that has no thread.
/// </summary>
internal sealed class Parts<TWork> : IThreadPoolWorkItem
    where TWork : IParts
{
    private const int Spins = 2000;         // some 50 µs: about as long as it takes to put a thread to sleep and wake it
    private readonly TWork work;
    private readonly int count;
    private int begun;
    private int done;
    private ExceptionDispatchInfo? failure;

    private Parts(TWork work, int count) => (this.work, this.count) = (work, count);

    public static void Do(TWork work, int count, int threads)
    {
        if (threads <= 1 || count <= 1)
        {
            for (var part = 0; part < count; part++)
                work.Do(part);
            return;
        }
        var parts = new Parts<TWork>(work, count);
        for (var helper = 1; helper < Math.Min(threads, count); helper++)
            ThreadPool.UnsafeQueueUserWorkItem(parts, preferLocal: false);
        parts.Take();
        parts.Wait();
    }

    void IThreadPoolWorkItem.Execute() => Take();

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
            if (Interlocked.Increment(ref done) == count)
                lock (this)
                    Monitor.PulseAll(this);
        }
    }

    private void Wait()
    {
        for (var spin = 0; spin < Spins && Volatile.Read(ref done) < count; spin++)
            Thread.SpinWait(1);
        lock (this)
            while (Volatile.Read(ref done) < count)
                Monitor.Wait(this);
        failure?.Throw();
    }
}
