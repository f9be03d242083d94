namespace Functional.Storage;

/// <summary>The memory of all tensors in a result.</summary>
internal sealed class NeededMemory
{
    private readonly HashSet<Lease> severalTimes = [];
    private readonly Action<IHoldsTensors> add;

    public NeededMemory() => add = Add;

    /// <summary>Each lease once.</summary>
    public HashSet<Lease> Once { get; } = [];

    public void Clear()
    {
        Once.Clear();
        severalTimes.Clear();
    }

    public void Add(IHoldsTensors owner)
    {
        if (owner is not ILeased leased)
            owner.Visit(add);
        else if (leased.Lease is { } lease && !Once.Add(lease))
            severalTimes.Add(lease);
    }

    /// <summary>Whether only one tensor of the result has this memory.</summary>
    public bool ByOneTensor(Lease lease) => !severalTimes.Contains(lease);
}

/// <summary>A tensor, seen by its memory.</summary>
internal interface ILeased
{
    Lease? Lease { get; }
}
