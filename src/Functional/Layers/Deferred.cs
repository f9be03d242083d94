namespace Functional;

/// <summary>
/// A value that is computed when it is first asked for, once, to be shared; what it is computed from is let go then. What throws is computed again
/// the next time.
/// </summary>
internal sealed class Deferred<V>(Func<V> compute)
{
    private Func<V>? compute = compute;         // null once the value is there
    private V? value;

    public V Value
    {
        get
        {
            if (Volatile.Read(ref compute) is null)
                return value!;
            lock (this)
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
}
