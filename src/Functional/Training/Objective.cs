using System.Numerics;

namespace Functional;

/// <summary>
/// What a run makes small: from the parameters, a batch and a context with a random key to a cost with its pullback, and to values that are carried out beside it.
/// <see cref="Objective"/> makes one of a network and its cost, of a differentiable function, or of a lambda that is traced.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="B">The type of a batch: samples, a tensor, anything.</typeparam>
public abstract class Objective<T, B>
    where T : struct, IFloatingPointIeee754<T>
{
    private protected Objective(string name) => Name = name;

    /// <summary>What it is called in messages.</summary>
    public string Name { get; }

    /// <summary>The cost and its gradient, and what is beside them.</summary>
    /// <param name="parameters">The parameters θ.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="context">Mode, key and state: <c>Context&lt;T&gt;.Training(key, state)</c>.</param>
    public (ObjectiveValue<T> Value, TensorTree<T> Gradient) ValueAndGradient(TensorTree<T> parameters, B batch, Context<T> context)
    {
        var (value, gradient) = Evaluate(parameters, batch, context);
        return (value, gradient());
    }

    /// <summary>The same with another differentiable function of the parameters added to the cost: a penalty.</summary>
    /// <param name="penalty">From the parameters to one number.</param>
    /// <example><code>
    /// var objective = Objective.Of(network, (Labels labels) => CrossEntropy(labels))
    ///     .Plus(Differentiable.Trace((TensorTree&lt;float&gt; θ) => (θ["head.weight"] * θ["head.weight"]).Sum() * 1e-4f));
    /// </code></example>
    public Objective<T, B> Plus(Differentiable<TensorTree<T>, Tensor<T>> penalty)
    {
        ArgumentNullException.ThrowIfNull(penalty);
        return new PenalizedObjective<T, B>(this, penalty);
    }

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;

    /// <summary>The forward pass, and the backward pass by need.</summary>
    internal abstract (ObjectiveValue<T> Value, Func<TensorTree<T>> Gradient) Evaluate(TensorTree<T> parameters, B batch, Context<T> context);

    /// <summary>Refuses a batch of other samples than the run was started for.</summary>
    internal virtual void ExpectFit(Shapes? sample, B batch)
    {
    }

    /// <summary>How many samples a batch has; null where it does not say.</summary>
    internal virtual long? CountOf(B batch) => batch switch
    {
        ICounted counted => counted.Count,
        IRows rows => rows.RowCount,
        _ => null,
    };

    /// <summary>Says where a number arose that is not finite.</summary>
    internal virtual NonFiniteException Blame(TrainingState<T> state, B batch, Context<T> context, (Direction Direction, string What) noticed)
    {
        var step = state.Step + 1;
        return NonFiniteElement<T>.FirstIn(batch) is { } spoilt
            ? new(step, Direction.Forward, null, Invariant($"In step {step} the data is not finite: {spoilt.InBatch}."))
            : new(step, noticed.Direction, null, Invariant($"In step {step} {noticed.What} of the objective '{Name}' was not finite{Element()}."));

        string Element()
        {
            var (value, gradient) = Evaluate(state.Parameters, batch, context);
            return NonFiniteElement<T>.FirstIn(value.Cost) is { } cost ? Invariant($": the cost is {cost}")
                : NonFiniteElement<T>.FirstIn(value.State) is { } statistic ? Invariant($": the state is {statistic}")
                : NonFiniteElement<T>.FirstIn(gradient()) is { } element ? Invariant($": the gradient is {element}") : "";
        }
    }
}

/// <summary>A cost, and what is carried out beside it.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Cost">The cost: one number.</param>
public readonly record struct ObjectiveValue<T>(Tensor<T> Cost)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The state of the network after the pass: running statistics, where there are any. Where it is empty, a run keeps the state that it has.</summary>
    public TensorTree<T> State { get; init; } = TensorTree<T>.Empty;

    /// <summary>Named values that somebody may want to look at; nothing flows back from them.</summary>
    public TensorTree<T> Auxiliary { get; init; } = TensorTree<T>.Empty;

    /// <summary>A cost with nothing beside it.</summary>
    /// <param name="cost">The cost: one number.</param>
    public static implicit operator ObjectiveValue<T>(Tensor<T> cost) => new(cost);

    /// <summary>The cost, and the names of what is beside it.</summary>
    public override string ToString() => Auxiliary.IsEmpty ? Invariant($"cost {Cost}") : $"cost {Cost}, {Auxiliary}";
}
