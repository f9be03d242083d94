using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;

namespace Functional.Properties.Optimization;

/// <summary>Several steps of an optimiser on drawn parameters and gradients.</summary>
internal static class Steps
{
    private const int Count = 3;

    /// <summary>Drawn parameters of two tensors.</summary>
    public static TensorTree<double> Parameters(Draw draw) => Tree(draw, "parameters");

    /// <summary>One drawn gradient a step.</summary>
    public static ImmutableArray<TensorTree<double>> Gradients(Draw draw, int count = Count) =>
        [.. Enumerable.Range(0, count).Select(step => Tree(draw, $"gradient {step}"))];

    /// <summary>The parameters after a step for each gradient.</summary>
    public static TensorTree<T> After<T>(Optimizer<T> optimizer, TensorTree<T> parameters, IEnumerable<TensorTree<T>> gradients)
        where T : struct, IFloatingPointIeee754<T> => gradients.Aggregate(
        (parameters, State: optimizer.Initialize(parameters)),
        (at, gradient) => optimizer.Update(gradient, at.State, at.parameters)).parameters;

    /// <summary>The law that steps in <c>float</c> are those in <c>double</c>, but for rounding.</summary>
    public static Law<Draw> FloatAgainstDouble(DrawnOptimizer<double> optimizer, DrawnOptimizer<float> inSingle) => new(
        LayerLaws.FloatAgainstDouble, "steps in float agree with those in double, but for rounding", draw =>
        {
            var (parameters, gradients) = (Parameters(draw), Gradients(draw));
            var expected = After(optimizer(draw), parameters, gradients);
            var actual = After(inSingle(draw), parameters.Cast<float>(), gradients.Select(static gradient => gradient.Cast<float>()));
            for (var i = 0; i < expected.Dimension; i++)
                if (!(double.Abs(expected.Coordinate(i) - actual.Coordinate(i)) <= 1e-4 * double.Max(1, double.Abs(expected.Coordinate(i)))))
                    return Outcome.Broken($"{expected.CoordinateName(i)}: double gives {expected.Coordinate(i):R}, float {actual.Coordinate(i):R}");
            return Outcome.Holds;
        });

    private static TensorTree<double> Tree(Draw draw, string name) => TensorTree<double>.Of(
        ("weight", draw.Tensor<double>(name + " weight", [draw.Size("features"), draw.Size("units")], -1.5, 1.5)),
        ("inner", TensorTree<double>.Of(("bias", draw.Tensor<double>(name + " bias", [draw.Size("units")], -1.5, 1.5)))));
}
