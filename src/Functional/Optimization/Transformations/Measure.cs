using System.Numerics;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>
    /// Lets updates pass as they are, and remembers how large they were: their Euclidean norms are at <see cref="Optimizer.NormsOf"/> after the step. At the start of a chain they are
    /// those of the gradient, after <see cref="ScaleBy"/> those of the step itself. What stands before it is computed by itself and not in one pass with what comes after, so
    /// within a chain it costs a pass over memory, and the last bits of a step may differ; at the start it costs the norms alone, and changes no bit. It belongs after <see cref="SkipNonFinite"/>: a norm that is not finite stops the run.
    /// </summary>
    /// <param name="name">What is measured, as its norms are asked for: <c>"gradient"</c>. Not empty, without dots, once in a chain.</param>
    /// <exception cref="ArgumentException">It is no such name.</exception>
    /// <example><code>
    /// var optimizer = Measure("gradient").Then(Optimizer.Adam(1e-3f)).Then(Measure("update"));
    /// </code></example>
    public static Optimizer<T> Measure(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 0 && !name.Contains('.', StringComparison.Ordinal)
            ? new Measured<T>(name)
            : throw new ArgumentException($"Measure: '{name}' is no name of what is measured: a name is not empty and has no dot.", nameof(name));
    }
}

/// <summary>Identity, and ‖u‖ of each tensor beside it.</summary>
internal sealed record Measured<T>(string What) : GradientTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>What the branches of the state end with: <c>gradient-norms</c>.</summary>
    public const string Ending = "-norms";

    public const string Moment = "norm";

    public override string Name => What + Ending;

    public override string Code => $"Measure(\"{What}\")";

    internal override string? Measures => What;

    internal override bool Remembers => true;

    public override TensorTree<T> Initialize(TensorTree<T> parameters) => TensorTree<T>.Of((Moment, parameters.Map(static _ => (Tensor<T>)T.Zero)));

    public override Transformed<T> Apply(TensorTree<T> updates, TensorTree<T> moments, TensorTree<T> parameters, UpdateStep at) =>
        new(updates, TensorTree<T>.Of((Moment, Norms.Of(updates).ByPath)));
}
