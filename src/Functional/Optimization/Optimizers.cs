using System.Numerics;

namespace Functional;

/// <summary>
/// The optimisers as they are known, made of gradient transformations: each is a chain that ends with its learning rate, and composes further. The rate is a number, from which
/// the element type follows, or, with the element type said, a <see cref="Schedule"/> or a tensor that may be traced: <c>Optimizer.Adam&lt;float&gt;(Schedule.Cosine(1e-3, 10_000))</c>.
/// </summary>
public static partial class Optimizer
{
    /// <summary>
    /// The average of the parameters that an optimiser with <see cref="GradientTransformations{T}.AverageParameters"/> keeps beside them: of those that it trains. What is frozen,
    /// or not chosen, has no average; a network takes it from the parameters themselves.
    /// </summary>
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

    /// <summary>
    /// The norms that an optimiser with <see cref="GradientTransformations{T}.Measure"/> has measured in the last step that came to it: 0 before the first one.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="state">The optimiser's state.</param>
    /// <param name="name">What was measured: <c>"gradient"</c>.</param>
    /// <exception cref="ParameterException">The optimiser measures nothing of that name; the message says what it measures.</exception>
    public static Norms<T> NormsOf<T>(OptimizerState<T> state, string name)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(name);
        foreach (var (measured, norms) in MeasuredIn(state))
            if (measured == name)
                return norms;
        var others = string.Join(", ", MeasuredIn(state).Select(static each => each.Name));
        throw new ParameterException(others.Length > 0
            ? $"NormsOf: the optimiser measures nothing called '{name}'; it measures: {others}."
            : $"NormsOf: the optimiser measures nothing; one with Measure(\"{name}\") in its chain does.");
    }

    /// <summary>All that an optimiser has measured, in the order of the names.</summary>
    internal static IEnumerable<(string Name, Norms<T> Norms)> MeasuredIn<T>(OptimizerState<T> state)
        where T : struct, IFloatingPointIeee754<T> =>
        from branch in state.Moments.Children
        where branch.Name.EndsWith(Measured<T>.Ending, StringComparison.Ordinal) && !branch.Child.Child(Measured<T>.Moment).IsEmpty
        select (branch.Name[..^Measured<T>.Ending.Length], new Norms<T>(branch.Child.Child(Measured<T>.Moment)));

    private static Optimizer<T> Called<T>(Optimizer<T> optimizer, string name)
        where T : struct, IFloatingPointIeee754<T> => new(optimizer.Links, name);

    /// <summary>The C# that makes an optimiser: those of its first arguments that were given, and those others that are not as usual.</summary>
    private static string Written(string name, ReadOnlySpan<object?> first, params ReadOnlySpan<(string Name, object? Value, object? Usual)> others)
    {
        var arguments = new List<string>();
        foreach (var argument in first)
            if (argument is not null)
                arguments.Add(Text(argument));
        foreach (var (argument, value, usual) in others)
            if (!Equals(value, usual))
                arguments.Add($"{argument}: {Text(value)}");
        return $"{name}({string.Join(", ", arguments)})";

        static string Text(object? value) => value is bool flag ? flag ? "true" : "false" : Invariant($"{value}");
    }

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
