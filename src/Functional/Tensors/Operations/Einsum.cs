using System.Numerics;

namespace Functional;

public static partial class Tensor
{
    /// <summary>
    /// Einstein's sum: <c>"bij,bjk->bik"</c> is a batch of matrix products. Each letter names an axis; axes of one letter are one and the same; letters that the
    /// result does not have are summed over. A letter twice in one operand takes its diagonal. Without an arrow the result has, in alphabetical order, the
    /// letters that come once. From left to right, two operands at a time, by matrix products.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="specification">The letters of each operand, with commas between, and after an arrow those of the result.</param>
    /// <param name="operands">At least one tensor.</param>
    /// <exception cref="FormatException">The specification is none; the message says where.</exception>
    /// <exception cref="ShapeException">
    /// There are more or fewer operands than it says, one has other axes, or axes of one letter differ in size.
    /// </exception>
    /// <example><code>
    /// var bilinear = Tensor.Einsum("bi,ij,bj->b", x, weight, y);       // xᵀ·W·y of each row
    /// </code></example>
    public static Tensor<T> Einsum<T>(string specification, params ReadOnlySpan<Tensor<T>> operands)
        where T : struct, IFloatingPointIeee754<T>
    {
        var plan = EinsumPlan.Parse(specification);
        plan.Expect([.. operands.ToArray().Select(static operand => operand.Shape)]);
        Labelled<T>? product = null;
        for (var i = 0; i < operands.Length; i++)
        {
            var operand = new Labelled<T>(operands[i], plan.Operands[i]).Diagonals();
            // What comes later, or is asked for, is kept.
            var kept = plan.Result + string.Concat(plan.Operands.Skip(i + 1));
            product = product is null ? operand.SummedTo(kept) : product.Times(operand, kept);
        }
        return product!.Ordered(plan.Result).Tensor;
    }
}

/// <summary>A tensor whose axes have names.</summary>
internal sealed record Labelled<T>(Tensor<T> Tensor, string Axes)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Each name once: where an axis comes again, the diagonal of both.</summary>
    public Labelled<T> Diagonals()
    {
        var all = this;
        for (var second = 1; second < all.Axes.Length; second++)
            if (all.Axes.IndexOf(all.Axes[second], StringComparison.Ordinal) is var first && first < second)
            {
                var rest = Enumerable.Range(0, all.Axes.Length).Where(axis => axis != first && axis != second).ToArray();
                var name = all.Axes[second];
                all = new(
                    all.Tensor.Permute([.. rest, first, second]).Diagonal(),
                    string.Concat(rest.Select(axis => all.Axes[axis])) + name);
                second = 0;
            }
        return all;
    }

    /// <summary>Without the axes that nobody needs.</summary>
    public Labelled<T> SummedTo(string kept)
    {
        var summed = Enumerable.Range(0, Axes.Length).Where(axis => !kept.Contains(Axes[axis], StringComparison.Ordinal)).ToArray();
        return summed.Length == 0 ? this : new(Tensor.Sum(summed), string.Concat(Axes.Where(name => kept.Contains(name, StringComparison.Ordinal))));
    }

    /// <summary>The product of two, summed over what nobody needs: one batch of matrix products.</summary>
    public Labelled<T> Times(Labelled<T> other, string kept)
    {
        var (left, right) = (SummedTo(kept + other.Axes), other.SummedTo(kept + Axes));
        var common = left.Axes.Where(name => right.Axes.Contains(name, StringComparison.Ordinal)).ToArray();
        var batch = string.Concat(common.Where(name => kept.Contains(name, StringComparison.Ordinal)));
        var inner = string.Concat(common.Where(name => !kept.Contains(name, StringComparison.Ordinal)));
        var (rows, columns) = (string.Concat(left.Axes.Except(common)), string.Concat(right.Axes.Except(common)));
        var (a, b) = (left.Ordered(batch + rows + inner), right.Ordered(batch + inner + columns));
        Shape batchShape = a.ShapeOf(batch), rowShape = a.ShapeOf(rows), columnShape = b.ShapeOf(columns);
        var depth = a.ShapeOf(inner).ElementCount;
        Shape leftShape = [rowShape.ElementCount, depth], rightShape = [depth, columnShape.ElementCount];
        var isBatch = batch.Length > 0 ? Shape.Create(batchShape.ElementCount) : Shape.Scalar;
        var product = a.Tensor.Reshape(isBatch.Then(leftShape)).MatMul(b.Tensor.Reshape(isBatch.Then(rightShape)));
        return new(product.Reshape(batchShape.Then(rowShape).Then(columnShape)), batch + rows + columns);
    }

    /// <summary>The axes in another order.</summary>
    public Labelled<T> Ordered(string axes) => new(Tensor.Permute([.. axes.Select(name => Axes.IndexOf(name, StringComparison.Ordinal))]), axes);

    private Shape ShapeOf(string axes) => [.. axes.Select(name => Tensor.Shape[Axes.IndexOf(name, StringComparison.Ordinal)])];
}
