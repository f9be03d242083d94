namespace Functional.Storage;

/// <summary>
/// Steps in a workspace, each on the result of the one before. The memory of a result is taken back when the next one is there, unless it was
/// handed out.
/// </summary>
internal sealed class Steps<R>
    where R : IHoldsTensors
{
    private readonly BufferPool pool;
    private readonly Scope scope;
    private readonly NeededMemory needed = new();
    private List<Lease> held = [];
    private List<Lease> kept = [];

    public Steps(BufferPool pool, R start) => (this.pool, scope, Current) = (pool, new(pool, this), start);

    /// <summary>The result of the last step; its memory is taken back by the next one.</summary>
    public R Current { get; private set; }

    public void Next(Func<R, R> step)
    {
        needed.Clear();
        scope.Enter();
        try
        {
            Current = step(Current);
            needed.Add(Current);
        }
        finally
        {
            scope.Leave(needed.Once, kept);
            Scope.TakeBack(held, needed.Once, kept);
            (held, kept) = (kept, held);
        }
        foreach (var lease in held)
            lease.Owner = needed.ByOneTensor(lease) ? this : null;
        pool.Trim();
    }

    /// <summary>The result of the last step, whose memory is the caller's from now on.</summary>
    public R HandOut()
    {
        Scope.HandOut(held);
        return Current;
    }
}
