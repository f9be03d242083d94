using System.Numerics;

namespace Functional;

/// <summary>
/// A moment of a training run: all that the next step depends on, beside the network and the data. A run that goes on from it is bitwise the
/// same as one that was never interrupted.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Parameters">The parameters θ.</param>
/// <param name="NetworkState">The state of the network: running statistics, if it keeps any.</param>
/// <param name="Optimizer">The optimiser that makes the steps.</param>
/// <param name="OptimizerState">What the optimiser remembers.</param>
/// <param name="Key">The random key of the whole run: the order of the samples and dropout follow from it and the step.</param>
/// <param name="Step">How many steps were made.</param>
/// <param name="Epoch">The epoch of the last step, from 0.</param>
/// <param name="Batch">How many batches of that epoch are done.</param>
/// <param name="Cost">The cost of the last batch before its step; null at the start.</param>
public sealed record TrainingState<T>(
    TensorTree<T> Parameters,
    TensorTree<T> NetworkState,
    Optimizer<T> Optimizer,
    OptimizerState<T> OptimizerState,
    Key Key,
    long Step,
    int Epoch,
    int Batch,
    T? Cost) : IHoldsTensors
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Whether the last step was the last one of its epoch.</summary>
    public bool EndsEpoch { get; init; }

    /// <summary>Named values that the objective has carried out of the last step, to look at.</summary>
    public TensorTree<T> Auxiliary { get; init; } = TensorTree<T>.Empty;

    /// <summary>How many samples all steps together have seen; null where a batch did not say how many it has.</summary>
    public long? Samples { get; init; } = 0;

    /// <summary>The learning rate of the last step that was not left out, as <see cref="Optimizer{T}.RateAt"/> says it; null at the start, too.</summary>
    public double? Rate => Optimizer.RateAfter(OptimizerState);

    /// <summary>The shape of one sample, for which the run was started; null where that is not known, and then batches are not checked against it.</summary>
    public Shapes? Sample { get; init; }

    /// <summary>The context in which the network is used as it is now.</summary>
    public Context<T> Inference => Context<T>.Inference(NetworkState);

    /// <summary>The same state with another optimiser, which begins anew: it remembers nothing of the steps before.</summary>
    /// <param name="optimizer">The optimiser of the steps to come.</param>
    public TrainingState<T> WithOptimizer(Optimizer<T> optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return this with { Optimizer = optimizer, OptimizerState = optimizer.Initialize(Parameters) };
    }

    /// <inheritdoc/>
    public void Visit(Action<IHoldsTensors> visit)
    {
        visit(Parameters);
        visit(NetworkState);
        visit(OptimizerState.Moments);
        visit(Auxiliary);
    }

    /// <summary>Where the run is: <c>step 120, epoch 3, batch 30, cost 0.25</c>.</summary>
    public override string ToString() => Invariant($"step {Step}, epoch {Epoch}, batch {Batch}, cost ")
        + (Cost is { } cost ? Invariant($"{cost:0.######}") : "unknown");
}
