namespace Functional.Memory;

/// <summary>
/// Steps in a workspace, each on the result of the one before. The memory of a result is taken back when the next one is there, unless it was
/// handed out.
/// </summary>
internal sealed class Steps<R>(BufferPool pool, R start)
    where R : IHoldsTensors
{
    private List<Lease> held = [];

    /// <summary>The result of the last step; its memory is taken back by the next one.</summary>
    public R Current { get; private set; } = start;

    public void Next(Func<R, R> step)
    {
        var scope = new Scope(pool);
        HashSet<Lease> needed = [];
        List<Lease> made;
        scope.Enter();
        try
        {
            Current = step(Current);
            needed = Scope.Needed(Current);
        }
        finally
        {
            made = scope.Leave(needed);
            held = Scope.TakeBack(held, needed);
        }
        held.AddRange(made);
        pool.Trim();
    }

    /// <summary>The result of the last step, whose memory is the caller's from now on.</summary>
    public R HandOut()
    {
        Scope.HandOut(held);
        held = [];
        return Current;
    }
}
