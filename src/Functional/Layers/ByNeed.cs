namespace Functional;

/// <summary>
/// A value that is computed when it is first asked for, once, whoever asks; what it is computed from is let go then. A field of the object that
/// it belongs to, so that it costs no object of its own. What throws is computed again the next time.
/// </summary>
internal struct ByNeed<V>
{
    private Func<V>? compute;           // null once the value is there
    private V? value;

    public ByNeed(Func<V> compute) => this.compute = compute;

    public ByNeed(V value) => this.value = value;

    /// <summary>The value. Only one thread at a time computes for an owner; owners ask each other in one direction only, so none waits for itself.</summary>
    public V Value(object owner)
    {
        if (Volatile.Read(ref compute) is null)
            return value!;
        lock (owner)
        {
            if (compute is { } first)
            {
                value = first();
                Volatile.Write(ref compute, null);
            }
            return value!;
        }
    }
}

/// <summary>A value that is computed when it is first asked for, once, to be shared.</summary>
internal sealed class Deferred<V>(Func<V> compute)
{
    private ByNeed<V> value = new(compute);

    public V Value => value.Value(this);
}
