using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>What a thread is called for.</summary>
internal interface ICall
{
    /// <summary>Does what there is to do; throws nothing.</summary>
    void Answer();

    /// <summary>The thread is free again.</summary>
    void Leave();
}

/// <summary>
/// A thread that helps with large operations, one for each processor but one. After a call it stands by for a while, for where there was one operation
/// there will be another, and to wake a thread takes longer than many of them; then it sleeps. It answers one call at a time: who calls while it is
/// busy does without.
/// </summary>
internal sealed class WorkerThread
{
    /// <summary>What debuggers and profilers show.</summary>
    public const string Name = "Functional";

    private const long WorthWaking = 1 << 22;   // multiply-adds: with less, it comes too late to make up for the call
    private static readonly WorkerThread[] All = [.. Enumerable.Range(1, Environment.ProcessorCount - 1).Select(static _ => new WorkerThread())];
    private static readonly object Busy = new();

    private object? call;                   // null where the thread is free
    private bool isStarted;
    private volatile bool sleeps;
    private long wanted;                    // when it last slept on because the work was little

    /// <summary>Whether it has to be woken.</summary>
    public bool Sleeps => sleeps;

    /// <summary>
    /// Calls free threads. Each of them leaves once, or is sent away. One that sleeps is called when the work is worth it, or when this is not the only
    /// work for a while.
    /// </summary>
    /// <returns>How many were called, and the end of the range of threads among which they are.</returns>
    public static (int Called, int End) Call(ICall call, int wanted, long size)
    {
        var (called, end) = (0, 0);
        for (; end < All.Length && called < wanted; end++)
            if (All[end].Accepts(call, size))
                called++;
        return (called, end);
    }

    /// <summary>Sends away those that have not begun.</summary>
    /// <returns>How many these were.</returns>
    public static int SendAway(ICall call, int end)
    {
        var sent = 0;
        for (var i = 0; i < end; i++)
            if (Interlocked.CompareExchange(ref All[i].call, null, call) == call)
                sent++;
        return sent;
    }

    public bool Accepts(ICall offer, long size)
    {
        if ((sleeps && !IsWorthWaking(size)) || Interlocked.CompareExchange(ref call, offer, null) is not null)
            return false;
        if (!isStarted && !Starts())
        {
            Volatile.Write(ref call, null);
            return false;
        }
        if (sleeps)
            lock (this)
                Monitor.Pulse(this);
        return true;
    }

    /// <summary>Where the system has no thread to give there is no help; the caller is at work with others and must not be stopped by it.</summary>
    private bool Starts()
    {
        try
        {
            new Thread(Run) { IsBackground = true, Name = WorkerThread.Name }.UnsafeStart();
            return isStarted = true;
        }
        catch (Exception problem) when (problem is OutOfMemoryException or ThreadStartException)
        {
            return false;
        }
    }

    private bool IsWorthWaking(long size)
    {
        if (size >= WorthWaking)
            return true;
        var now = Stopwatch.GetTimestamp();
        return Stopwatch.GetElapsedTime(Interlocked.Exchange(ref wanted, now), now) < SpinBackoff.Most;
    }

    private void Run()
    {
        while (true)
            if (!AnswersCall())
                StandBy();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]      // so that nothing keeps a call, and the memory that it is about, alive after its end
    private bool AnswersCall()
    {
        if (Volatile.Read(ref call) is not ICall mine || Interlocked.CompareExchange(ref call, Busy, mine) != mine)
            return false;
        mine.Answer();
        Volatile.Write(ref call, null);
        mine.Leave();
        return true;
    }

    private void StandBy()
    {
        var patience = new SpinBackoff();
        while (Volatile.Read(ref call) is null)
            if (!patience.Lasts())
                Sleep();
    }

    private void Sleep()
    {
        lock (this)
        {
            sleeps = true;
            Interlocked.MemoryBarrier();
            while (Volatile.Read(ref call) is null)
                Monitor.Wait(this);
            sleeps = false;
        }
    }
}
