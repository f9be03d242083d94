namespace Functional;

/// <summary>
/// How often a run hands out its state. A state that is handed out is whole and the caller's for good; the memory of those in between is used
/// again, so that a run that is seldom looked at is faster. What is computed is the same to the last bit.
/// </summary>
/// <example><code>
/// var trained = Training.Run(start, network, CrossEntropy, batches, Look.EachEpoch).Epochs(10).Last();
/// </code></example>
public readonly record struct Look
{
    private const int AtEndsOfEpochs = -1;

    private Look(int steps) => Steps = steps;

    /// <summary>After each step: what a run does that is not told otherwise.</summary>
    public static Look EachStep => default;

    /// <summary>After the last step of each epoch.</summary>
    public static Look EachEpoch { get; } = new(AtEndsOfEpochs);

    /// <summary>From one look to the next; counted from the very beginning of the run, so that a run that is gone on with is looked at in the same places.</summary>
    private int Steps { get; }

    /// <summary>After every so many steps; not at the end of an epoch that falls in between.</summary>
    /// <param name="steps">How many; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static Look Every(int steps)
    {
        if (steps < 1)
            throw new ArgumentOutOfRangeException(nameof(steps), Invariant($"Look: a run is looked at after at least 1 step, got {steps}."));
        return new(steps);
    }

    internal bool Sees(long step, bool endsEpoch) => Steps == 0 || (Steps == AtEndsOfEpochs ? endsEpoch : step % Steps == 0);
}
