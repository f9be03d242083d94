namespace Functional;

/// <summary>
/// How often a run hands out its state. A state that is handed out is whole and the caller's for good; the memory of those in between is used
/// again, so that a run that is seldom looked at is faster. What is computed is the same to the last bit.
/// </summary>
/// <example><code>
/// var trained = Training.Run(start, network, CrossEntropy, batches, Every.Epoch).Epochs(10).Last();
/// </code></example>
public readonly record struct Every
{
    private const int EndsOfEpochs = -1;

    private readonly int steps;         // from one to the next, counted from the very beginning of the run, so that a run that is gone on with agrees

    private Every(int steps) => this.steps = steps;

    /// <summary>After each step: what a run does that is not told otherwise.</summary>
    public static Every Step => default;

    /// <summary>After the last step of each epoch.</summary>
    public static Every Epoch { get; } = new(EndsOfEpochs);

    /// <summary>After every so many steps; not at the end of an epoch that falls in between.</summary>
    /// <param name="count">How many; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static Every Steps(int count) => count >= 1
        ? new(count)
        : throw new ArgumentOutOfRangeException(nameof(count), Invariant($"Every: a run hands out its state after at least 1 step, got {count}."));

    internal bool Sees(long step, bool endsEpoch) => steps == 0 || (steps == EndsOfEpochs ? endsEpoch : step % steps == 0);

    /// <summary>The expression that makes it.</summary>
    public override string ToString() => steps switch
    {
        0 => "Every.Step",
        EndsOfEpochs => "Every.Epoch",
        _ => Invariant($"Every.Steps({steps})"),
    };
}
