using System.Numerics;

namespace Functional;

// One step: forward pass, δ = 1 at the cost, backward pass, update.
public static partial class Training
{
    /// <summary>One step on one batch.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="X">The type of the network's input.</typeparam>
    /// <typeparam name="Y">The type of the network's output.</typeparam>
    /// <param name="state">The state before.</param>
    /// <param name="network">The network.</param>
    /// <param name="cost">The cost layer of the batch.</param>
    /// <param name="inputs">The inputs of the batch.</param>
    /// <exception cref="NonFiniteException">The cost, or a number of the gradient or of the new state, is NaN or infinite.</exception>
    /// <exception cref="ShapeException">The samples have another shape than the run was started for.</exception>
    public static TrainingState<T> Step<T, X, Y>(TrainingState<T> state, Layer<T, X, Y> network, Layer<T, Y, Tensor<T>> cost, X inputs)
        where T : struct, IFloatingPointIeee754<T> =>
        Step(state, new NetworkObjective<T, X, X, Y>(network, _ => cost, static batch => batch), inputs);

    /// <summary>One step of any objective on one batch.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="B">The type of the batch.</typeparam>
    /// <param name="state">The state before.</param>
    /// <param name="objective">What is made small.</param>
    /// <param name="batch">The batch.</param>
    /// <exception cref="NonFiniteException">The cost, or a number of the gradient or of the new state, is NaN or infinite.</exception>
    public static TrainingState<T> Step<T, B>(TrainingState<T> state, Objective<T, B> objective, B batch)
        where T : struct, IFloatingPointIeee754<T> => Step(state, objective, batch, new(state.Epoch, state.Batch, state.EndsEpoch), inPlace: false);

    /// <summary>One step on one batch. In place, the old state may be written over: the caller lets nobody read it again.</summary>
    private static TrainingState<T> Step<T, B>(TrainingState<T> state, Objective<T, B> objective, B batch, Place place, bool inPlace)
        where T : struct, IFloatingPointIeee754<T>
    {
        objective.ExpectFit(state.Sample, batch);
        var context = Context<T>.Training(state.Key.Split("step").Split((int)state.Step), state.NetworkState);
        var (made, back) = objective.Evaluate(state.Parameters, batch, context);
        var cost = made.Cost.Scalar;
        if (!T.IsFinite(cost))
            throw Found(Direction.Forward, "the cost");
        if (!made.State.IsFinite)
            throw Found(Direction.Forward, "a running statistic");
        var gradient = back();
        // A gradient or statistics that are a part of the old state itself must outlive it.
        var isDonated = inPlace && !Workspace.Holds(gradient, made.State, made.Auxiliary);
        // A state that is written over cannot be run again. Else it is enough to look at what comes of the gradient.
        if (isDonated && !state.Optimizer.AcceptsNonFinite && !gradient.IsFinite)
            throw Found(Direction.Backward, "the gradient");
        var (parameters, optimizer) = state.Optimizer.Update(gradient, state.OptimizerState, state.Parameters, isDonated);
        if (!(parameters.IsFinite && optimizer.Moments.IsFinite))
            throw gradient.IsFinite ? NonFinite.InUpdate(state, gradient, parameters, optimizer) : Found(Direction.Backward, "the gradient");
        return state with
        {
            Parameters = parameters,
            NetworkState = made.State,
            OptimizerState = optimizer,
            Step = state.Step + 1,
            Epoch = place.Epoch,
            Batch = place.Batch,
            EndsEpoch = place.EndsEpoch,
            Cost = cost,
            Auxiliary = made.Auxiliary,
            Samples = state.Samples + objective.CountOf(batch),
        };

        NonFiniteException Found(Direction direction, string what) => objective.Blame(state, batch, context, (direction, what));
    }

    /// <summary>Where a step lies in its epoch.</summary>
    private readonly record struct Place(int Epoch, int Batch, bool EndsEpoch);
}
