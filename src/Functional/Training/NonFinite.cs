using System.Globalization;
using System.Numerics;

namespace Functional;

/// <summary>Says where the first number of a step arose that is not finite. The step is run again for it, with a witness at every layer.</summary>
internal static class NonFinite
{
    /// <summary>In the passes of a step, whose cost, gradient or statistics are not finite.</summary>
    public static NonFiniteException InPasses<T, X, Y>(
        TrainingState<T> state, Layer<T, X, Y> network, Layer<T, Y, Tensor<T>> cost, X inputs, Context<T> context,
        (Direction Direction, string What) noticed)
        where T : struct, IFloatingPointIeee754<T>
    {
        var step = state.Step + 1;
        if (NonFiniteElement<T>.FirstIn(inputs) is { } spoilt)
            return new(step, Direction.Forward, null, Invariant($"In step {step} the data is not finite: {spoilt.InBatch}."));

        var (layers, costs) = (new NonFiniteWitness<T>(), new NonFiniteWitness<T>());
        var (output, back, statistics) = network.Observed(state.Parameters, inputs, context.Observing(layers));
        if (layers.Output is { } made)
            return new(step, Direction.Forward, made.Path, Invariant($"In step {step} {made.InNetwork} made, on the way forward, {made.What}."));
        if (NonFiniteElement<T>.FirstIn(statistics) is { } statistic)
        {
            var owner = layers.Owner(statistic.Path);
            var before = state.NetworkState.IsFinite ? "" : ", and there were some before the step already";
            return new(step, Direction.Forward, owner.Path,
                Invariant($"In step {step} {owner.InNetwork} made, on the way forward, running statistics that are not finite: {statistic}{before}."));
        }

        var (_, costBack, _) = cost.Observed(TensorTree<T>.Empty, output, Context<T>.Inference().Observing(costs));
        if (costs.Output is { } value)
            return new(step, Direction.Forward, null, Invariant($"In step {step} every layer's output was finite, but {value.InCost} made {value.What}."));
        var delta = costBack(T.One).Input;
        if (costs.Cotangent() is { } first)
            return new(step, Direction.Backward, null, Invariant($"In step {step} {first.InCost} made, on the way back, {first.What}."));
        _ = back(delta).Parameters;
        return layers.Cotangent() is { } cotangent
            ? new(step, Direction.Backward, cotangent.Path, Invariant($"In step {step} {cotangent.InNetwork} made, on the way back, {cotangent.What}."))
            : new(step, noticed.Direction, null, Invariant($"In step {step} {noticed.What} was not finite, but the same step run again is: ")
                + "the network or the cost is no pure function of its arguments.");
    }

    /// <summary>In the update of a step, whose gradient is finite.</summary>
    public static NonFiniteException InUpdate<T>(
        TrainingState<T> state, TensorTree<T> gradient, TensorTree<T> parameters, OptimizerState<T> optimizer)
        where T : struct, IFloatingPointIeee754<T>
    {
        var step = state.Step + 1;
        if (NonFiniteElement<T>.FirstIn(parameters) is { } parameter)
            return Made("parameter", parameter, parameter.Path);
        var moment = NonFiniteElement<T>.FirstIn(optimizer.Moments)!.Value;
        return Made("moment", moment, gradient.Leaves.Select(static leaf => leaf.Path).FirstOrDefault(path => moment.Path.EndsWith("." + path, StringComparison.Ordinal), ""));

        NonFiniteException Made(string what, NonFiniteElement<T> element, string path) =>
            new(step, Direction.Update, element.Path, Invariant($"In step {step} the update of {state.Optimizer} made a {what} that is not finite, {element}{From(path)}."));

        // Tells whether the gradient was too large or the rate.
        string From(string path) => gradient.Leaves.FirstOrDefault(leaf => leaf.Path == path).Value is { Length: > 0 } leaf
            ? string.Create(CultureInfo.InvariantCulture, $", where the gradient's largest number is {leaf.Max(T.Abs)}")
            : "";
    }
}
