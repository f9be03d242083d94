using System.Numerics;
using Functional.Properties.Differentiation;

namespace Functional.Properties.Layers;

/// <summary>A function of one's own without parameters.</summary>
public sealed class OwnFunctionLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw) =>
        Subject.Of(Layers<T>.Function("Square", static x => (x * x, dy => (x + x) * dy)), draw, draw.Tensor<T>("x", draw.Batched("shape", 1)));
}

/// <summary>A function of one's own with parameters, in a chain that gives them names.</summary>
public sealed class OwnFunctionWithParametersLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw) =>
        Subject.Of(Layers<T>.Chain(Factors<T>(), Layers<T>.Tanh, Factors<T>()), draw, draw.Tensor<T>("x", draw.Batched("shape")));

    private static Layer<T, Tensor<T>, Tensor<T>> Factors<T>()
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Function(
        "Factors",
        static (key, shape) => Parameters<T>.Of(("factor", key.Normal<T>(shape))),
        static (theta, x) => (x * theta["factor"], dy => new(
            () => Parameters<T>.Of(("factor", (x * dy).SumTo(theta["factor"].Shape))),
            () => theta["factor"] * dy)));
}
