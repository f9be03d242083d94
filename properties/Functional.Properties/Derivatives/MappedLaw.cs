using Functional.Laws;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives;

/// <summary>A function of one sample for many at once is a loop over them, whichever of its operands depend on the sample.</summary>
internal static class MappedLaw
{
    public const string Name = "mapped";

    /// <summary>Samples are multiples of the drawn operands, so that ties stay ties, and what is above zero stays there.</summary>
    private static readonly double[] Samples = [1, 0.5, -0.25, 1.75];

    /// <summary>The law of a function at operands that are drawn.</summary>
    /// <param name="drawn">The function and its operands.</param>
    /// <param name="isPositive">Whether the operands are above zero.</param>
    /// <param name="isProduct">Whether it is a product: with a matrix that is the same for all samples it is one product of all rows, right to rounding.</param>
    public static Law<Draw> Of<X>(Func<Draw, (Func<X, V> Apply, X Input)> drawn, bool isPositive, bool isProduct)
        where X : IVectorSpace<X> => new(Name, "for many samples at once it gives what a loop over them gives, bitwise", draw =>
    {
        var (apply, x) = drawn(draw);
        var all = TensorList.Of(x);
        var depends = Enumerable.Range(0, all.Count).Select(i => draw.Coin(Invariant($"operand {i} depends"))).ToArray();
        if (!depends.Contains(true))
            depends[0] = true;
        var factors = Array.ConvertAll(Samples, factor => isPositive ? double.Abs(factor) : factor);
        var tree = TensorTree<double>.Of([.. Enumerable.Range(0, all.Count).Where(i => depends[i]).Select(i => (
            Invariant($"{i}"), (TensorTree<double>)Tensor.Stack<double>(Array.ConvertAll(factors, factor => all.At<double>(i).Scale(factor)))))]);
        Func<TensorTree<double>, V> function = sample => apply(x.WithTensors(new Replaced(sample)));

        var mapped = Differentiable.Map(function)(tree);
        var looped = Tensor.Stack<double>([.. factors.Select((_, i) => function(tree.Map(leaf => leaf.TakeRows(i).Reshape(leaf.Shape[1..]))))]);

        return Same(looped, mapped, isProduct && depends.Contains(false)) ? Outcome.Holds : Outcome.Broken($"looped {looped}\nmapped {mapped}");
    });

    private static bool Same(V looped, V mapped, bool toRounding) => toRounding && looped.Shape == mapped.Shape
        ? looped.Zip(mapped, static (x, y) => double.Abs(x - y) <= 1e-13 * double.Max(1, double.Abs(x)) || x.Equals(y) ? 0.0 : 1).Sum().Scalar == 0
        : looped.Equals(mapped);

    /// <summary>Puts the tensors of a sample where the operands that depend on it were.</summary>
    private sealed class Replaced(TensorTree<double> sample) : ITensorMap
    {
        private int at;

        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, System.Numerics.IFloatingPointIeee754<T> => sample.Find(Invariant($"{at++}")) is Tensor<T> own ? own : tensor;
    }
}
