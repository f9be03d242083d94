using System.Numerics;

namespace Functional;

/// <summary>
/// softmax(Q·Kᵀ/√d + b)·V of every head, where the heads lie: none is copied apart. A query that sees no key has a result of zeros, and nothing flows back
/// through it; keys that a mask <c>[batch, keys]</c> takes away do not matter, whatever numbers stand there. Where it is traced it is one step, whose way
/// back consists of operations as soon as somebody traces that.
/// </summary>
internal static class Attend
{
    /// <summary>The output and the way back to the operands.</summary>
    /// <param name="form">What it is told.</param>
    /// <param name="mask">Which keys are seen: of each sample, of each of its queries, or of each of its heads' queries; null for all.</param>
    /// <param name="x">One to three tensors, see <see cref="AttentionSizes"/>.</param>
    /// <exception cref="ShapeException">Something does not fit.</exception>
    public static (Tensor<T> Output, Func<Tensor<T>, Tensor<T>[]> Back) Run<T>(AttentionForm form, Mask? mask, params Tensor<T>[] x)
        where T : struct, IFloatingPointIeee754<T>
    {
        var sizes = AttentionSizes.Of(form, Array.ConvertAll(x, static each => each.Shape), mask);
        if (Array.Exists(x, static each => each.IsTraced))
            return (new AttentionFunction<T>(form, mask).Apply(Together(x)), Back(form, sizes, mask, x, null));
        var (y, logSums) = AttentionInKernels.Forward(form, sizes, mask, x);
        return (y, Back(form, sizes, mask, x, logSums));
    }

    /// <summary>Operands as one value.</summary>
    public static TensorTree<T> Together<T>(Tensor<T>[] x)
        where T : struct, IFloatingPointIeee754<T> => TensorTree<T>.Of([.. x.Select(static (each, i) => (LinkName.OfNumber(i), (TensorTree<T>)each))]);

    // A method of its own, so that the way back does not hold the output.
    private static Func<Tensor<T>, Tensor<T>[]> Back<T>(AttentionForm form, AttentionSizes sizes, Mask? mask, Tensor<T>[] x, Tensor<T>? logSums)
        where T : struct, IFloatingPointIeee754<T> => dy =>
    {
        dy.Expect(sizes.Output, "Attention: the cotangent");
        return logSums is null || dy.IsTraced
            ? new AttentionInOperations<T>(form, sizes, mask, x).Back(dy)
            : AttentionInKernels.Back(form, sizes, mask, x, logSums, dy);
    };
}

/// <summary>Attention as one step of a trace.</summary>
internal sealed class AttentionFunction<T>(AttentionForm form, Mask? mask) : StepFunction<TensorTree<T>, Tensor<T>>("Attention")
    where T : struct, IFloatingPointIeee754<T>
{
    public override (Tensor<T> Output, Func<Tensor<T>, TensorTree<T>> Pullback) At(TensorTree<T> x)
    {
        var (y, back) = Attend.Run(form, mask, Operands(x));
        return (y, dy => Attend.Together(back(dy)));
    }

    public override Tensor<T> Inside(TensorTree<T> x)
    {
        var operands = Operands(x);
        return new AttentionInOperations<T>(form, AttentionSizes.Of(form, Array.ConvertAll(operands, static each => each.Shape), mask), mask, operands).Output;
    }

    protected override Tensor<T> Plain(TensorTree<T> x) => Attend.Run(form, mask, Operands(x)).Output;

    private static Tensor<T>[] Operands(TensorTree<T> x) => [.. x.Leaves.Select(static leaf => leaf.Value)];
}
