using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// x ↦ x where it is above 0, and a·x elsewhere, with a learnt: the parameter <c>slope</c>, <c>[features]</c>, or one number for all. <c>[batch, …,
    /// features]</c> keeps its shape. At 0 the derivative by x is taken to be the slope. He et al., ICCV 2015.
    /// </summary>
    /// <param name="perFeature">Whether each feature (last axis) has a slope of its own.</param>
    /// <param name="slope">What the slopes begin at; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The slope is not finite, as given or in the element type.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> PRelu(bool perFeature = false, double slope = 0.25) =>
        new(new PReluLink<T>(perFeature, slope, Setting.In<T>(slope, nameof(slope), "PRelu: the slope is finite", double.IsFinite)));
}

/// <summary>x ↦ x where it is above 0, and a·x elsewhere.</summary>
internal sealed record PReluLink<T>(bool PerFeature, double Slope, T First) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => PerFeature ? "PRelu(per feature)" : "PRelu";

    public override string Code => Invariant($"PRelu({(PerFeature ? "true" : "false")}, {Slope})");

    public override Initialization<T> Initialize(Key key, Shapes input) =>
        Initialization<T>.Of(input, TensorTree<T>.Of(("slope", Tensor.Full(SlopeOf(input.Shape), First)))) with { MultiplyAdds = 0 };

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        var slope = parameters.Only("slope").Leaf("slope", SlopeOf(input.Shape));
        var isAbove = input.Greater(T.Zero);
        return new(Tensor.Where(isAbove, input, input * slope), dy => Back(dy.Expect(input.Shape, "PRelu: the cotangent")));

        Cotangents<T, Tensor<T>> Back(Tensor<T> dy) => new(
            () => TensorTree<T>.Of(("slope", Tensor.Where(isAbove, T.Zero, dy * input).SumTo(slope.Shape))),
            () => Tensor.Where(isAbove, dy, dy * slope));
    }

    private Shape SlopeOf(Shape input) => PerFeature ? [Layers<T>.Features(input, "PRelu")] : Shape.Scalar;
}
