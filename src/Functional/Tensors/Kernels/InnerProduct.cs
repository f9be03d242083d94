using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>⟨x, y⟩ in <c>double</c>, whatever the elements are: of <c>float</c>s each product is exact.</summary>
internal static class InnerProduct
{
    private const int Chunk = 256;

    /// <summary>The inner product of two spans of one length: products by the chunk, their sums and the sums of these by pairs.</summary>
    [SkipLocalsInit]
    public static double InDouble<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : struct, IFloatingPointIeee754<T>
    {
        Span<double> left = stackalloc double[Chunk], right = stackalloc double[Chunk];
        var sums = new double[(x.Length + Chunk - 1) / Chunk];
        for (var i = 0; i < sums.Length; i++)
        {
            var (from, count) = (i * Chunk, Math.Min(Chunk, x.Length - i * Chunk));
            Span<double> a = left[..count], b = right[..count];
            TensorPrimitives.ConvertChecked(x.Slice(from, count), a);
            TensorPrimitives.ConvertChecked(y.Slice(from, count), b);
            TensorPrimitives.Multiply(a, b, a);
            sums[i] = Summation<double>.Of(a);
        }
        return Summation<double>.Of(sums);
    }
}
