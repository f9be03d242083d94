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
        var plain = new AttentionInOperations<T>(form, sizes, mask, x);
        return (plain.Output, plain.Back);
    }
}
