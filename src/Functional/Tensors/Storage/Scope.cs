namespace Functional.Storage;

/// <summary>One step in a workspace: what is leased while it runs. Steps lie in each other like calls, on one thread.</summary>
/// <param name="pool">Where the memory comes from.</param>
/// <param name="owner">Who holds the results from one step to the next.</param>
internal sealed class Scope(BufferPool pool, object owner)
{
    [ThreadStatic]
    private static Scope? current;

    private readonly BufferPool pool = pool;
    private readonly object owner = owner;
    private readonly List<Lease> leases = new(pool.LastLeases);
    private Scope? outer;

    /// <summary>Memory for a tensor: of the step that runs on this thread, where there is one and it is worth it.</summary>
    public static Buffer<T> Buffer<T>(int length) => current is { } scope && scope.pool.Keeps<T>(length)
        ? scope.Leased(new Lease<T>(scope.pool.Rent<T>(length), scope.pool), length)
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

    /// <summary>
    /// Memory for what takes a tensor's place: its own, where the steps that run here hold it alone. Then the tensor can no longer be read, so
    /// whoever asks must know that nobody will.
    /// </summary>
    public static Buffer<T> Donate<T>(ILeased tensor, int length) => current is { } scope && tensor.Lease is Lease<T> lease && scope.Owns(lease)
        ? scope.Leased(lease.Successor(), length)
        : Buffer<T>(length);

    /// <summary>Memory for what takes a tensor's place: its own where it is donated and nobody else holds it, else other memory.</summary>
    public static Buffer<T> Next<T>(ILeased old, int length, bool donated) => donated ? Donate<T>(old, length) : Buffer<T>(length);

    /// <summary>Whether the steps that run here hold the memory of a tensor in these from one step to the next.</summary>
    public static bool Owns(ReadOnlySpan<IHoldsTensors> tensors)
    {
        if (current is not { } scope)
            return false;
        var found = false;
        Action<IHoldsTensors> look = null!;
        look = owner =>
        {
            if (owner is not ILeased leased)
                owner.Visit(look);
            else
                found |= leased.Lease is { } lease && scope.Owns(lease);
        };
        foreach (var each in tensors)
            look(each);
        return found;
    }

    /// <summary>The step that runs on this thread, where there is one.</summary>
    public static Scope? Current => current;

    /// <summary>Goes over to another step, or to none, until it is disposed of.</summary>
    public static Visit In(Scope? scope)
    {
        var before = current;
        current = scope;
        return new(before);
    }

    public void Enter() => (outer, current) = (current, this);

    /// <summary>Ends the step: takes back what its results do not need, and adds the rest to what is kept.</summary>
    public void Leave(HashSet<Lease> needed, List<Lease> kept)
    {
        current = outer;
        pool.LastLeases = leases.Count;
        TakeBack(leases, needed, kept);
    }

    /// <summary>Ends those leases that no result needs, and adds the others to what is kept.</summary>
    public static void TakeBack(List<Lease> leases, HashSet<Lease> needed, List<Lease> kept)
    {
        foreach (var lease in leases)
            if (needed.Contains(lease))
                kept.Add(lease);
            else
                lease.End();
        leases.Clear();
    }

    /// <summary>Hands out memory for good; inside of another step, to that step.</summary>
    public static void HandOut(List<Lease> kept)
    {
        foreach (var lease in kept)
        {
            lease.Owner = null;
            if (current is { } around)
                around.leases.Add(lease);
            else
                lease.Forget();
        }
        kept.Clear();
    }

    private bool Owns(Lease lease) => ReferenceEquals(lease.Owner, owner);

    private Buffer<T> Leased<T>(Lease<T> lease, int length)
    {
        leases.Add(lease);
        return new(lease.Memory, length, lease);
    }

    /// <summary>A visit to another step.</summary>
    internal readonly ref struct Visit(Scope? before)
    {
        public void Dispose() => current = before;
    }
}
