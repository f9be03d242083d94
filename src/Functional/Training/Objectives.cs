using System.Numerics;

namespace Functional;

/// <summary>What makes objectives.</summary>
public static class Objective
{
    /// <summary>A network and its cost, on samples of inputs and targets: what a run of a network makes small.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="X">The type of the network's input.</typeparam>
    /// <typeparam name="Y">The type of the network's output.</typeparam>
    /// <typeparam name="L">The type of the targets.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="cost">From the targets of a batch to its cost layer; the type of the targets is said: <c>(Labels labels) => CrossEntropy(labels)</c>.</param>
    public static Objective<T, Samples<X, L>> Of<T, X, Y, L>(Layer<T, X, Y> network, Func<L, Layer<T, Y, Tensor<T>>> cost)
        where T : struct, IFloatingPointIeee754<T>
        where X : IRows<X>
        where L : IRows<L> =>
        new NetworkObjective<T, Samples<X, L>, X, Y>(network, batch => cost(batch.Targets), static batch => batch.Inputs);

    /// <summary>A differentiable function of the parameters, made of each batch. The state of the network stays as it is: what carries it on is <see cref="Trace"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="B">The type of a batch.</typeparam>
    /// <param name="cost">From a batch and the context of the step to a function from the parameters to one number, with its pullback.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <example><code>
    /// var objective = Objective.Of((Samples&lt;Tensor&lt;float&gt;, Labels&gt; batch, Context&lt;float&gt; context) =>
    ///     network.On(batch.Inputs, context).Then(CrossEntropy(batch.Targets).At(TensorTree&lt;float&gt;.Empty)));
    /// </code></example>
    public static Objective<T, B> Of<T, B>(Func<B, Context<T>, Differentiable<TensorTree<T>, Tensor<T>>> cost, string name = "cost")
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(cost);
        return new FunctionObjective<T, B>(name, (parameters, batch, context) =>
        {
            var (value, back) = cost(batch, context)(parameters);
            return (value, () => back(T.One));
        });
    }

    /// <summary>
    /// A lambda of the parameters, which is traced: its pullback follows from the operations in it. Networks run in it by <see cref="Layer{T, X, Y}.Forward"/>; the state and the
    /// auxiliary values that it returns are carried out, and nothing flows back from them.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="B">The type of a batch.</typeparam>
    /// <param name="cost">From the parameters, a batch and the context of the step to a cost and what is beside it.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <example><code>
    /// var objective = Objective.Trace((TensorTree&lt;float&gt; θ, Tensor&lt;float&gt; x, Context&lt;float&gt; context) =>
    /// {
    ///     var code = encoder.Forward(θ.Child("encoder"), x, context).Output;
    ///     var difference = decoder.Forward(θ.Child("decoder"), code, context).Output - x;
    ///     return new ObjectiveValue&lt;float&gt;((difference * difference).Mean()) { Auxiliary = TensorTree&lt;float&gt;.Of(("code", code.Abs().Mean())) };
    /// });
    /// </code></example>
    public static Objective<T, B> Trace<T, B>(Func<TensorTree<T>, B, Context<T>, ObjectiveValue<T>> cost, string name = "cost")
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(cost);
        return new FunctionObjective<T, B>(name, (parameters, batch, context) =>
        {
            var beside = default(ObjectiveValue<T>);
            var (value, back) = Differentiable.Trace((TensorTree<T> traced) =>
            {
                beside = cost(traced, batch, context);
                beside = beside with { State = Stopped(beside.State), Auxiliary = Stopped(beside.Auxiliary) };
                return beside.Cost;
            })(parameters);
            return (beside with { Cost = value }, () => back(T.One));
        });
    }

    private static TensorTree<T> Stopped<T>(TensorTree<T> tree)
        where T : struct, IFloatingPointIeee754<T> => tree.Map(static leaf => leaf.StopGradient());
}

/// <summary>A network and its cost.</summary>
internal sealed class NetworkObjective<T, B, X, Y>(Layer<T, X, Y> network, Func<B, Layer<T, Y, Tensor<T>>> cost, Func<B, X> inputs) : Objective<T, B>(network.Name)
    where T : struct, IFloatingPointIeee754<T>
{
    internal override (ObjectiveValue<T> Value, Func<TensorTree<T>> Gradient) Evaluate(TensorTree<T> parameters, B batch, Context<T> context)
    {
        var costs = cost(batch);
        var (output, back, state) = network.Forward(parameters, inputs(batch), context);
        var (value, costBack, _) = costs.Forward(TensorTree<T>.Empty, output);
        return (new(value) { State = state }, () => back(costBack(T.One).Input).Parameters);
    }

    internal override void ExpectFit(Shapes? sample, B batch)
    {
        if (sample is not null && !sample.Fit(inputs(batch)))
            throw new ShapeException(
                $"Training: the run was started for samples of shape {sample}, but this batch has shape {Shapes.WrittenOf(inputs(batch))}: "
                + "it should be that shape with the number of samples before it.");
    }

    internal override NonFiniteException Blame(TrainingState<T> state, B batch, Context<T> context, (Direction Direction, string What) noticed) =>
        NonFinite.InPasses(state, network, cost(batch), inputs(batch), context, noticed);
}

/// <summary>A function with its pullback.</summary>
internal sealed class FunctionObjective<T, B>(
    string name, Func<TensorTree<T>, B, Context<T>, (ObjectiveValue<T> Value, Func<TensorTree<T>> Gradient)> function) : Objective<T, B>(name)
    where T : struct, IFloatingPointIeee754<T>
{
    internal override (ObjectiveValue<T> Value, Func<TensorTree<T>> Gradient) Evaluate(TensorTree<T> parameters, B batch, Context<T> context) =>
        function(parameters, batch, context);
}

/// <summary>A cost and a penalty on the parameters.</summary>
internal sealed class PenalizedObjective<T, B>(Objective<T, B> inner, Differentiable<TensorTree<T>, Tensor<T>> penalty) : Objective<T, B>(inner.Name)
    where T : struct, IFloatingPointIeee754<T>
{
    internal override (ObjectiveValue<T> Value, Func<TensorTree<T>> Gradient) Evaluate(TensorTree<T> parameters, B batch, Context<T> context)
    {
        var (value, gradient) = inner.Evaluate(parameters, batch, context);
        var (more, back) = penalty(parameters);
        return (value with { Cost = value.Cost + more }, () => gradient() + back(T.One));
    }

    internal override void ExpectFit(Shapes? sample, B batch) => inner.ExpectFit(sample, batch);

    internal override NonFiniteException Blame(TrainingState<T> state, B batch, Context<T> context, (Direction Direction, string What) noticed)
    {
        var step = state.Step + 1;
        var (value, gradient) = inner.Evaluate(state.Parameters, batch, context);
        if (!(value.Cost.IsFinite && value.State.IsFinite))
            return inner.Blame(state, batch, context, noticed);
        var (more, back) = penalty(state.Parameters);
        if (NonFiniteElement<T>.FirstIn(more) is { } cost)
            return new(step, Direction.Forward, null, Invariant($"In step {step} the cost of the objective '{Name}' was finite, but the penalty on the parameters is {cost}."));
        if (!gradient().IsFinite)
            return inner.Blame(state, batch, context, noticed);
        return NonFiniteElement<T>.FirstIn(back(T.One)) is { } slope
            ? new(step, Direction.Backward, null, Invariant($"In step {step} the gradient of the objective '{Name}' was finite, but that of the penalty on the parameters is {slope}."))
            : base.Blame(state, batch, context, noticed);
    }
}
