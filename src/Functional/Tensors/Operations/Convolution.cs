using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// f(x ∗ w + b) over 1, 2 or 3 axes of space, channels last: <c>[batch, space…, in]</c> with a weight <c>[kernel…, in/groups, out]</c> is
    /// <c>[batch, space…, out]</c>. As everywhere in this field, the kernel is not flipped: y[o] = Σ x[o·stride + r·dilation − before]·w[r] over its taps r.
    /// Each sum is one chain of n multiply-adds: |error| ≤ n·u·Σ|x·w|. The zeros beyond the edges are numbers like others: with an infinite weight they make NaN.
    /// </summary>
    /// <param name="weight">w, [kernel…, in/groups, out].</param>
    /// <param name="settings">Strides, dilation, padding and groups; the usual ones when none are given.</param>
    /// <param name="bias">b, [out], or null for none.</param>
    /// <param name="activation">f, or null for none.</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor<T> Convolution(Tensor<T> weight, ConvolutionSettings? settings = null, Tensor<T>? bias = null, IPointwise<T>? activation = null)
    {
        settings ??= ConvolutionSettings.Default;
        var sizes = ConvolutionShapes.Of("Convolution", Shape, weight.Shape, settings);
        bias?.Expect([sizes.Filters], "Convolution: bias");
        if (IsTraced | weight.IsTraced || bias is { IsTraced: true })
            return ConvolutionOperation<T>.Trace(settings, this, weight, bias, activation);
        var shape = ConvolutionShapes.Output(sizes, Rank - 2);
        var result = Scope.Buffer<T>(shape.ElementCount);
        ConvolutionKernels<T>.Output(sizes, Data, weight.Data, bias?.Data, result.Memory, activation is null ? null : activation.Run);
        return new(result, shape);
    }
}

/// <summary>Of y = x ∗ w + b: x̄ is the transposed convolution of ȳ with w, w̄ what x and ȳ have in common at each tap, b̄ = Σ ȳ over all places.</summary>
internal sealed record ConvolutionOperation<T>(ConvolutionSettings Settings) : Operation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => Settings.Attributes;

    /// <summary>The activation is an operation of its own here.</summary>
    public static Tensor<T> Trace(ConvolutionSettings settings, Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, IPointwise<T>? activation)
    {
        var rule = new ConvolutionOperation<T>(settings);
        var sums = bias is null ? rule.Trace(x, weight) : rule.Trace(x, weight, bias);
        return activation is null ? sums : sums.Map(activation);
    }

    public override Shape ShapeOf(Shape[] operands) =>
        ConvolutionShapes.Output(ConvolutionShapes.Of(Name, operands[0], operands[1], Settings), operands[0].Rank - 2);

    public override Tensor<T> Apply(Tensor<T>[] x) => x[0].Convolution(x[1], Settings, x.Length > 2 ? x[2] : null);

    public override long MultiplyAddsOf(Shape[] operands) => ConvolutionShapes.Of(Name, operands[0], operands[1], Settings).Work;

    /// <summary>Samples of images with one weight are more images.</summary>
    public override Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count)
    {
        if (isMapped is [true, false] or [true, false, false])
        {
            var y = Apply([Samples.Flat(x[0]), .. x[1..]]);
            return y.Reshape(x[0].Shape[..2].Then(y.Shape[1..]));
        }
        if (x.Length == 2)
            return Samples.OneByOne(this, x, isMapped, count);
        var sums = isMapped[0] || isMapped[1] ? Mapped([x[0], x[1]], isMapped[..2], count) : x[0].Convolution(x[1], Settings);
        return AddOperation<T>.Rule.Mapped([sums, x[2]], [isMapped[0] || isMapped[1], isMapped[2]], count);
    }

    public override Func<Tensor<T>, Tensor<T>> Pullback(int operand, Tensor<T>[] x, Tensor<T> y) => operand switch
    {
        0 => ToInput(x[1], x[0].Shape[1..^1]),
        1 => ToWeight(x[0], x[1].Shape[..^2]),
        _ => ToBias(x[2].Shape),
    };

    private Func<Tensor<T>, Tensor<T>> ToInput(Tensor<T> weight, Shape space) => dy => dy.TransposedConvolution(weight, space, Settings);

    private Func<Tensor<T>, Tensor<T>> ToWeight(Tensor<T> x, Shape kernel) => dy => x.ConvolutionToWeight(dy, kernel, Settings);

    private static Func<Tensor<T>, Tensor<T>> ToBias(Shape bias) => dy => dy.SumTo(bias);
}
