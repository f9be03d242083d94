using System.Numerics;

namespace Functional;

/// <summary>
/// The gradient transformations that optimisers are made of, at one precision: to be imported statically. They compose by <see cref="Optimizer{T}.Then"/> in the order
/// in which the gradient flows. What optimisers are made of them as a rule is in <see cref="Optimizer"/>.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public static partial class GradientTransformations<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The optimiser of no transformation: the gradient itself is taken off the parameters. It is neutral to <see cref="Optimizer{T}.Then"/>.</summary>
    public static Optimizer<T> Identity { get; } = new();

    /// <summary>u ← rate·u: the learning rate, as a rule the last transformation.</summary>
    /// <param name="rate">A number, a <see cref="Schedule"/>, or a tensor of one number that may be traced.</param>
    public static Optimizer<T> ScaleBy(Rate<T> rate) => new ScaleBy<T>(rate);
}

internal sealed record ScaleBy<T>(Rate<T> Rate) : AffineTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "scale";

    public override string Code => Written($"ScaleBy({Rate})");

    /// <summary>The rate of a step for all parameters; null where it is traced or for chosen ones.</summary>
    public double? RateAt(long index) => Paths is null && Rate.StepAt(index) is { IsTraced: false } step ? step.Affine?.Scale : null;

    protected override AffineStep<T> StepAt(long index) => Rate.StepAt(index);
}
