using System.Numerics;

namespace Functional;

/// <summary>What is to be seen of a run at a moment: numbers alone, of any element type, so that they can be shown, sent and kept.</summary>
/// <param name="Step">How many steps were made.</param>
/// <param name="Epoch">The epoch of the last step, from 0.</param>
/// <param name="Batch">How many batches of that epoch are done.</param>
/// <param name="Cost">The cost of the last batch before its step; null at the start.</param>
public sealed record TrainingReport(long Step, int Epoch, int Batch, double? Cost)
{
    /// <summary>Whether the last step was the last one of its epoch.</summary>
    public bool EndsEpoch { get; init; }

    /// <summary>How many samples all steps together have seen; null where batches do not say how many they have.</summary>
    public long? Samples { get; init; }

    /// <summary>The learning rate of the last step; null where there is none for all parameters.</summary>
    public double? Rate { get; init; }

    /// <summary>Steps a second since the report before this one; null in the first one, and where no time has passed.</summary>
    public double? StepsPerSecond { get; init; }

    /// <summary>Samples a second since the report before this one; null in the first one, and where they are not counted.</summary>
    public double? SamplesPerSecond { get; init; }

    /// <summary>The auxiliary values of the objective that are one number each, by name; one that has none is called "auxiliary".</summary>
    public TensorTree<double> Auxiliary { get; init; } = TensorTree<double>.Empty;

    /// <summary>The global norms that the optimiser measures, by the names of <see cref="GradientTransformations{T}.Measure"/>.</summary>
    public TensorTree<double> Norms { get; init; } = TensorTree<double>.Empty;

    /// <summary>What is to be seen of a state, without the pace of its run.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="state">The state.</param>
    public static TrainingReport Of<T>(TrainingState<T> state)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(state.Step, state.Epoch, state.Batch, state.Cost is { } cost ? double.CreateChecked(cost) : null)
        {
            EndsEpoch = state.EndsEpoch,
            Samples = state.Samples,
            Rate = state.Rate,
            Auxiliary = (AuxiliaryOf(state) is { Children.IsEmpty: true, IsEmpty: false } alone ? TensorTree<T>.Of(("auxiliary", alone)) : AuxiliaryOf(state)).Cast<double>(),
            Norms = NormsOf(state).Cast<double>(),
        };
    }

    /// <summary>Where the run is, and every number that is known: <c>step 120, epoch 3, batch 30, cost 0.25, rate 0.001, gradient 0.5</c>.</summary>
    public override string ToString() => string.Join(", ",
    [
        Invariant($"step {Step}, epoch {Epoch}, batch {Batch}"),
        .. new (string Name, double? Value)[] { ("cost", Cost), ("rate", Rate), ("steps/s", StepsPerSecond), ("samples/s", SamplesPerSecond) }
            .Concat(Auxiliary.Leaves.Concat(Norms.Leaves).Select(static leaf => (Name: leaf.Path, Value: (double?)leaf.Value.Scalar)))
            .Where(static each => each.Value is not null)
            .Select(static each => Invariant($"{each.Name} {each.Value:G4}")),
    ]);

    /// <summary>Those auxiliary values of a state that are one number.</summary>
    internal static TensorTree<T> AuxiliaryOf<T>(TrainingState<T> state)
        where T : struct, IFloatingPointIeee754<T> => state.Auxiliary.Keep(static (_, leaf) => leaf.Length == 1);

    /// <summary>The global norms that are measured in a state.</summary>
    internal static TensorTree<T> NormsOf<T>(TrainingState<T> state)
        where T : struct, IFloatingPointIeee754<T> =>
        TensorTree<T>.Of([.. Optimizer.MeasuredIn(state.OptimizerState).Select(static each => (each.Name, (TensorTree<T>)each.Norms.Global))]);
}
