using System.Numerics;

namespace Functional;

/// <summary>What an optimiser remembers between steps: how many there were, and its moments as named trees like the parameters.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Step">How many updates there were.</param>
/// <param name="Moments">One branch for each moment, each with the names and shapes of the parameters.</param>
public sealed record OptimizerState<T>(long Step, TensorTree<T> Moments) : IHoldsTensors
    where T : struct, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Visit(Action<IHoldsTensors> visit) => visit(Moments);

    /// <summary>How many updates there were, and the moments.</summary>
    public override string ToString() => Invariant($"after {Step} updates, moments:\n{Moments}");
}

/// <summary>An optimiser: a pair of pure functions, one that makes its first state and one that makes a step.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Name">What it is, for messages.</param>
/// <param name="Initialize">From the parameters to the first state.</param>
/// <param name="Update">From ∂C/∂θ, the state and θ to the next θ and state.</param>
/// <example><code>
/// var optimizer = Optimizer.Adam(1e-3f);
/// var state = optimizer.Initialize(theta);
/// (theta, state) = optimizer.Update(dtheta, state, theta);
/// </code></example>
public sealed record Optimizer<T>(
    string Name,
    Func<TensorTree<T>, OptimizerState<T>> Initialize,
    Func<TensorTree<T>, OptimizerState<T>, TensorTree<T>, (TensorTree<T> Parameters, OptimizerState<T> State)> Update)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>From ∂C/∂θ, the state and θ to the next θ and state.</summary>
    public Func<TensorTree<T>, OptimizerState<T>, TensorTree<T>, (TensorTree<T> Parameters, OptimizerState<T> State)> Update
    {
        get;
        init => (field, InPlace) = (value, value);
    } = Update;

    /// <summary>
    /// The same update for a caller who will not read the old θ and state again: it may write the new ones over them. It is <see cref="Update"/> itself
    /// in an optimiser that does not know better, and in one whose update was replaced. <see cref="Replacing"/> makes such updates.
    /// </summary>
    public Func<TensorTree<T>, OptimizerState<T>, TensorTree<T>, (TensorTree<T> Parameters, OptimizerState<T> State)> InPlace { get; init; } = Update;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>The optimisers.</summary>
public static class Optimizer
{
    /// <summary>θ ← θ − rate·∂C/∂θ.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rate">The learning rate; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not positive and finite.</exception>
    public static Optimizer<T> GradientDescent<T>(T rate)
        where T : struct, IFloatingPointIeee754<T> => GradientDescent((Tensor<T>)rate);

    /// <summary>θ ← θ − rate·∂C/∂θ, with a rate that may be traced: so a run can be differentiated by it.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rate">The learning rate: one number, positive where it is not traced.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not positive and finite.</exception>
    /// <exception cref="ShapeException">The rate is not one number.</exception>
    /// <example><code>
    /// var costAfter = Differentiable.Trace((Tensor&lt;float&gt; rate) => CostAfter(50, Optimizer.GradientDescent(rate)));
    /// var slope = costAfter.Gradient()(0.1f);
    /// </code></example>
    public static Optimizer<T> GradientDescent<T>(Tensor<T> rate)
        where T : struct, IFloatingPointIeee754<T>
    {
        ExpectRate(rate);
        return new(
            $"GradientDescent({Written(rate)})",
            static _ => new(0, TensorTree<T>.Empty),
            Update(inPlace: false))
        {
            InPlace = Update(inPlace: true),
        };

        Func<TensorTree<T>, OptimizerState<T>, TensorTree<T>, (TensorTree<T>, OptimizerState<T>)> Update(bool inPlace)
        {
            Func<Tensor<T>, Tensor<T>, Tensor<T>> step = (p, g) => DescentStep.Run(p, g, rate, inPlace);
            return (gradient, state, parameters) =>
            {
                ExpectMoments("GradientDescent", state, parameters);
                return (parameters.Zip(gradient, step), state with { Step = state.Step + 1 });
            };
        }
    }

    /// <summary>v ← momentum·v + ∂C/∂θ, θ ← θ − rate·v. Polyak, 1964, in the form of PyTorch.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rate">The learning rate; positive.</param>
    /// <param name="momentum">How much of the velocity stays, in [0, 1); 0.9 when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the momentum is out of range.</exception>
    public static Optimizer<T> Momentum<T>(T rate, T? momentum = null)
        where T : struct, IFloatingPointIeee754<T> => Momentum((Tensor<T>)rate, momentum);

    /// <summary>v ← momentum·v + ∂C/∂θ, θ ← θ − rate·v, with a rate that may be traced: so a run can be differentiated by it.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rate">The learning rate: one number, positive where it is not traced.</param>
    /// <param name="momentum">How much of the velocity stays, in [0, 1); 0.9 when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the momentum is out of range.</exception>
    /// <exception cref="ShapeException">The rate is not one number.</exception>
    public static Optimizer<T> Momentum<T>(Tensor<T> rate, T? momentum = null)
        where T : struct, IFloatingPointIeee754<T>
    {
        var stays = momentum ?? T.CreateChecked(0.9);
        ExpectRate(rate);
        Setting.In<T>(double.CreateChecked(stays), nameof(momentum), "Momentum: the momentum is at least 0 and below 1", static x => x is >= 0 and < 1);
        return new(Invariant($"Momentum({Written(rate)}, {stays})"), static parameters => new(0, Named("velocity", parameters.Zero)), Update(inPlace: false))
        {
            InPlace = Update(inPlace: true),
        };

        Func<TensorTree<T>, OptimizerState<T>, TensorTree<T>, (TensorTree<T>, OptimizerState<T>)> Update(bool inPlace) => (gradient, state, parameters) =>
        {
            ExpectMoments("Momentum", state, parameters, "velocity");
            var made = TensorTree<T>.Leafwise(2, [parameters, gradient, state.Moments.Child("velocity")], leaf =>
                MomentumStep.Run(leaf[0], leaf[1], leaf[2], rate, stays, inPlace) is var (p, v) ? [p, v] : []);
            return (made[0], new(state.Step + 1, Named("velocity", made[1])));
        };
    }

    /// <summary>
    /// m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², θ ← θ − rate·m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ).
    /// Kingma and Ba, ICLR 2015.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rate">The learning rate; positive.</param>
    /// <param name="beta1">β₁, how much of the mean stays, in [0, 1) in the element type, too.</param>
    /// <param name="beta2">β₂, how much of the mean square stays, in [0, 1) in the element type, too.</param>
    /// <param name="epsilon">ε, what is added to the root; positive in the element type, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is out of range, as given or in the element type; or rate / (1 − β₁), or this over ε, by which the mean is multiplied where there are no
    /// squares yet, is too large for it.
    /// </exception>
    public static Optimizer<T> Adam<T>(T rate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        where T : struct, IFloatingPointIeee754<T> => Adam((Tensor<T>)rate, beta1, beta2, epsilon);

    /// <summary>Adam with a rate that may be traced: so a run can be differentiated by it. Where a gradient has always been 0, nothing flows through its root.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rate">The learning rate: one number, positive where it is not traced.</param>
    /// <param name="beta1">β₁, how much of the mean stays, in [0, 1) in the element type, too.</param>
    /// <param name="beta2">β₂, how much of the mean square stays, in [0, 1) in the element type, too.</param>
    /// <param name="epsilon">ε, what is added to the root; positive in the element type, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as for a rate that is a number.</exception>
    /// <exception cref="ShapeException">The rate is not one number.</exception>
    public static Optimizer<T> Adam<T>(Tensor<T> rate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        where T : struct, IFloatingPointIeee754<T>
    {
        ExpectRate(rate);
        var b1 = Setting.In<T>(beta1, nameof(beta1), "Adam: β₁ is at least 0 and below 1", static x => x is >= 0 and < 1);
        var b2 = Setting.In<T>(beta2, nameof(beta2), "Adam: β₂ is at least 0 and below 1", static x => x is >= 0 and < 1);
        var eps = Setting.In<T>(epsilon, nameof(epsilon), "Adam: ε is positive and finite", static x => x > 0 && double.IsFinite(x));
        var (c1, c2) = (T.CreateChecked(1 - beta1), T.CreateChecked(1 - beta2));
        if (!rate.IsTraced)
        {
            var given = double.CreateChecked(rate.Scalar);
            var first = given / (1 - beta1);
            Setting.Finite<T>(first, given, nameof(rate), Invariant($"Adam: rate / (1 − β₁) is finite, β₁ {beta1}"));
            Setting.Finite<T>(
                first / double.CreateChecked(eps), epsilon, nameof(epsilon),
                Invariant($"Adam: rate / (1 − β₁) / ε is finite, rate {rate.Scalar} and β₁ {beta1}"));
        }
        return new($"Adam({Written(rate)})", static parameters => new(0, Moments(parameters.Zero, parameters.Zero)), Update(inPlace: false))
        {
            InPlace = Update(inPlace: true),
        };

        Func<TensorTree<T>, OptimizerState<T>, TensorTree<T>, (TensorTree<T>, OptimizerState<T>)> Update(bool inPlace) => (gradient, state, parameters) =>
        {
            ExpectMoments("Adam", state, parameters, "first", "second");
            var step = state.Step + 1;
            var warm = 1 - double.Pow(beta1, step);
            Tensor<T> scale = rate.IsTraced ? rate * T.CreateChecked(1 / warm) : T.CreateChecked(double.CreateChecked(rate.Scalar) / warm);
            var root = T.CreateChecked(1 / double.Sqrt(1 - double.Pow(beta2, step)));
            var factors = new AdamNumbers<T>(b1, c1, b2, c2, root, eps);
            var made = TensorTree<T>.Leafwise(3, [parameters, gradient, state.Moments.Child("first"), state.Moments.Child("second")], leaf =>
                AdamStep.Run(leaf[0], leaf[1], leaf[2], leaf[3], scale, factors, inPlace) is var (p, m, v) ? [p, m, v] : []);
            return (made[0], new(step, Moments(made[1], made[2])));
        };

        static TensorTree<T> Moments(TensorTree<T> first, TensorTree<T> second) => TensorTree<T>.Of(("first", first), ("second", second));
    }

    private static TensorTree<T> Named<T>(string name, TensorTree<T> tree)
        where T : struct, IFloatingPointIeee754<T> => TensorTree<T>.Of((name, tree));

    private static string Written<T>(Tensor<T> rate)
        where T : struct, IFloatingPointIeee754<T> => rate.IsTraced ? "…" : Invariant($"{rate.Scalar}");

    private static void ExpectRate<T>(Tensor<T> rate)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (rate.Length != 1)
            throw new ShapeException($"Optimizer: the learning rate is one number, but it has shape {rate.Shape}.");
        if (!rate.IsTraced)
            Setting.In<T>(
                double.CreateChecked(rate.Scalar), nameof(rate), "Optimizer: the learning rate is positive and finite", static x => x > 0 && double.IsFinite(x));
    }

    /// <summary>Refuses what another optimiser remembers. Without parameters there are no moments.</summary>
    private static void ExpectMoments<T>(string optimizer, OptimizerState<T> state, TensorTree<T> parameters, params ReadOnlySpan<string> names)
        where T : struct, IFloatingPointIeee754<T>
    {
        var found = state.Moments.Children;
        var same = found.Length == (parameters.IsEmpty ? 0 : names.Length);
        for (var i = 0; same && i < found.Length; i++)
            same = found[i].Name == names[i];
        if (!same)
            throw new ParameterException($"{optimizer}: an update needs {Listed(parameters.IsEmpty ? [] : names.ToArray())}, "
                + $"but the optimiser's state has {Listed(found.Select(static branch => branch.Name))}: it was made for another optimiser. To go on with this one, let it begin anew: state.WithOptimizer(optimizer), "
                + "that is, state with { Optimizer = optimizer, OptimizerState = optimizer.Initialize(state.Parameters) }.");

        static string Listed(IEnumerable<string> moments) =>
            string.Join(", ", moments) is { Length: > 0 } list ? $"the moments [{list}]" : "no moments";
    }
}
