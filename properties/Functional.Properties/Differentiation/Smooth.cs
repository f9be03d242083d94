using System.Numerics;
using Functional.Laws;

namespace Functional.Properties.Differentiation;

/// <summary>Small smooth functions with pullbacks written by hand, to compose.</summary>
internal static class Smooth
{
    /// <summary>x ↦ tanh(x·A) with an A of its own for each name; from vectors of one size to vectors of another.</summary>
    public static Differentiable<Tensor<T>, Tensor<T>> Map<T>(Draw draw, string name, int from, int to)
        where T : struct, IFloatingPointIeee754<T>
    {
        var matrix = draw.Tensor<T>(name, [from, to], -1.5, 1.5);
        return x =>
        {
            var y = x.MatMul(matrix).Tanh();
            return (y, dy => (dy * (T.One - y * y)).MatMul(matrix, Transposed.Right));
        };
    }

    /// <summary>(x, y) ↦ x·y, element by element.</summary>
    public static Differentiable<Pair<Tensor<T>, Tensor<T>>, Tensor<T>> Product<T>()
        where T : struct, IFloatingPointIeee754<T> => static p => (p.First * p.Second, d => (d * p.Second, d * p.First));

    /// <summary>A batch of vectors of one size.</summary>
    public static Tensor<T> Vectors<T>(Draw draw, string name, int size)
        where T : struct, IFloatingPointIeee754<T> => draw.Tensor<T>(name, [draw.Batch(), size]);
}
