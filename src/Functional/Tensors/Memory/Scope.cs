namespace Functional.Memory;

/// <summary>One step in a workspace: what is leased while it runs. Steps lie in each other like calls, on one thread.</summary>
internal sealed class Scope(BufferPool pool)
{
    private readonly BufferPool pool = pool;
    [ThreadStatic]
    private static Scope? current;

    private readonly List<Lease> leases = new(pool.LastLeases);
    private readonly Scope? outer = current;

    /// <summary>Memory for a tensor: of the step that runs on this thread, where there is one and it is worth it.</summary>
    public static Buffer<T> Buffer<T>(int length) => current is { } scope && scope.pool.Keeps<T>(length)
        ? scope.Leased<T>(length)
        : new(GC.AllocateUninitializedArray<T>(length), length, null);

    /// <summary>Memory of zeros for a tensor.</summary>
    public static Buffer<T> Zeros<T>(int length)
    {
        if (current is null)
            return new(new T[length], length, null);
        var buffer = Buffer<T>(length);
        buffer.Span.Clear();
        return buffer;
    }

    public void Enter() => current = this;

    /// <summary>Ends the step: takes back what its results do not need, and returns the rest.</summary>
    public List<Lease> Leave(HashSet<Lease> needed)
    {
        current = outer;
        pool.LastLeases = leases.Count;
        return TakeBack(leases, needed);
    }

    /// <summary>Ends those leases that no result needs, and returns the others.</summary>
    public static List<Lease> TakeBack(List<Lease> leases, HashSet<Lease> needed)
    {
        var kept = new List<Lease>(needed.Count);
        foreach (var lease in leases)
            if (needed.Contains(lease))
                kept.Add(lease);
            else
                lease.End();
        return kept;
    }

    /// <summary>Hands out memory for good; inside of another step, to that step.</summary>
    public static void HandOut(List<Lease> kept)
    {
        if (current is { } around)
            around.leases.AddRange(kept);
        else
            foreach (var lease in kept)
                lease.Forget();
    }

    /// <summary>The memory of all tensors in a result.</summary>
    public static HashSet<Lease> Needed(IHoldsTensors result)
    {
        var needed = new HashSet<Lease>();
        Add(result);
        return needed;

        void Add(IHoldsTensors holder)
        {
            if (holder is not ILeased leased)
                holder.Visit(Add);
            else if (leased.Lease is { } lease)
                needed.Add(lease);
        }
    }

    private Buffer<T> Leased<T>(int length)
    {
        var memory = pool.Rent<T>(length);
        var lease = new Lease<T>(memory, pool);
        leases.Add(lease);
        return new(memory, length, lease);
    }
}

/// <summary>A tensor, seen by its memory.</summary>
internal interface ILeased
{
    Lease? Lease { get; }
}
