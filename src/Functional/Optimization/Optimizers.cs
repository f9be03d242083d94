using System.Numerics;

namespace Functional;

/// <summary>
/// The optimisers as they are known, made of gradient transformations: each is a chain that ends with its learning rate, and composes further. The rate is a number, from which
/// the element type follows, or, with the element type said, a <see cref="Schedule"/> or a tensor that may be traced: <c>Optimizer.Adam&lt;float&gt;(Schedule.Cosine(1e-3, 10_000))</c>.
/// </summary>
public static partial class Optimizer
{
    /// <summary>The average of the parameters that an optimiser with <see cref="GradientTransformations{T}.AverageParameters"/> keeps beside them.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="state">The optimiser's state.</param>
    /// <exception cref="ParameterException">The optimiser keeps no average.</exception>
    public static TensorTree<T> AverageOf<T>(OptimizerState<T> state)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Moments.Child(AverageOfParameters<T>.Branch).Child(AverageOfParameters<T>.Branch) is { IsEmpty: false } average
            ? average
            : throw new ParameterException("AverageOf: the optimiser keeps no average of the parameters; one with AverageParameters or MeanOfParameters in its chain does.");
    }

    private static Optimizer<T> Called<T>(Optimizer<T> optimizer, string name)
        where T : struct, IFloatingPointIeee754<T> => new(optimizer.Links, name);

    /// <summary>Refuses a rate by which a step may be too large for the element type: where there are no squares yet, the mean is multiplied by it over ε.</summary>
    private static void ExpectFirstStep<T>(string whose, Rate<T> rate, double beta1, double epsilon)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (rate.Always is not { } always)
            return;
        var first = Setting.Finite<T>(always / (1 - beta1), always, nameof(rate), Invariant($"{whose}: rate / (1 − β₁) is finite, β₁ {beta1}"));
        Setting.Finite<T>(
            double.CreateChecked(first) / double.CreateChecked(T.CreateChecked(epsilon)), epsilon, nameof(epsilon),
            Invariant($"{whose}: rate / (1 − β₁) / ε is finite, rate {rate} and β₁ {beta1}"));
    }
}
