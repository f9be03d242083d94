using System.Numerics;

namespace Functional.Kernels;

/// <summary>What becomes of sums where they lie: a function of each.</summary>
internal delegate void Pointwise<T>(ReadOnlySpan<T> x, Span<T> y);

/// <summary>A convolution and its two adjoints, over whole batches.</summary>
internal static class ConvolutionKernels<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>y = f(x ∗ w + b).</summary>
    public static void Output(ConvolutionSizes s, T[] x, T[] w, T[]? bias, T[] y, Pointwise<T>? activation)
    {
        for (var image = 0; image < s.Batch; image++)
        {
            var to = y.AsSpan(image * s.OutputCount, s.OutputCount);
            PlainConvolution<T>.Output(s, x.AsSpan(image * s.InputCount, s.InputCount), w.AsSpan(0, s.WeightCount), to);
            for (var i = 0; bias is not null && i < to.Length; i++)
                to[i] += bias[i % s.Filters];
            activation?.Invoke(to, to);
        }
    }

    /// <summary>x̄ from ȳ and w.</summary>
    public static void Input(ConvolutionSizes s, T[] dy, T[] w, T[] dx)
    {
        for (var image = 0; image < s.Batch; image++)
            PlainConvolution<T>.Input(
                s, dy.AsSpan(image * s.OutputCount, s.OutputCount), w.AsSpan(0, s.WeightCount), dx.AsSpan(image * s.InputCount, s.InputCount));
    }

    /// <summary>w̄ from x and ȳ.</summary>
    public static void Weights(ConvolutionSizes s, T[] x, T[] dy, T[] dw)
    {
        dw.AsSpan(0, s.WeightCount).Clear();
        for (var image = 0; image < s.Batch; image++)
            PlainConvolution<T>.AddWeights(
                s, x.AsSpan(image * s.InputCount, s.InputCount), dy.AsSpan(image * s.OutputCount, s.OutputCount), dw.AsSpan(0, s.WeightCount));
    }
}
