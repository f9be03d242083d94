using System.Numerics;

namespace Functional;

/// <summary>
/// softmax(Q·Kᵀ/√d + b)·V of every head, where the heads lie: none is copied apart. A query that sees no key has a result of zeros, and nothing flows back
/// through it; keys that a mask <c>[batch, keys]</c> takes away do not matter, whatever numbers stand there.
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
        {
            var traced = new AttentionInOperations<T>(form, sizes, mask, x);
            return (traced.Output, traced.Back);
        }
        var (y, logSums) = AttentionInKernels.Forward(form, sizes, mask, x);
        return (y, Back(form, sizes, mask, x, logSums));
    }

    // A method of its own, so that the way back does not hold the output.
    private static Func<Tensor<T>, Tensor<T>[]> Back<T>(AttentionForm form, AttentionSizes sizes, Mask? mask, Tensor<T>[] x, Tensor<T> logSums)
        where T : struct, IFloatingPointIeee754<T> => dy =>
    {
        dy.Expect(sizes.Output, "Attention: the cotangent");
        return dy.IsTraced ? new AttentionInOperations<T>(form, sizes, mask, x).Back(dy) : AttentionInKernels.Back(form, sizes, mask, x, logSums, dy);
    };
}
