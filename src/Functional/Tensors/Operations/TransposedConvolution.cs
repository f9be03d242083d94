using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// The adjoint of <see cref="Convolution"/> for its input, which is the transposed convolution: from <c>[batch, space…, out]</c>, which that convolution would give, to
    /// <c>[batch, space…, in]</c>, on which it would be done. Places that it would not read are 0.
    /// </summary>
    /// <param name="weight">w, [kernel…, in/groups, out].</param>
    /// <param name="space">The sizes of the axes of space of the result: a stride greater than 1 leaves a choice.</param>
    /// <param name="settings">Those of the convolution; the usual ones when none are given.</param>
    /// <exception cref="ShapeException">The shapes do not fit, or the convolution of an input of this size would have another output.</exception>
    public Tensor<T> TransposedConvolution(Tensor<T> weight, Shape space, ConvolutionSettings? settings = null)
    {
        settings ??= ConvolutionSettings.Default;
        var sizes = ConvolutionShapes.FromOutput("TransposedConvolution", Shape, weight.Shape, space, settings);
        if (IsTraced | weight.IsTraced)
            return new TransposedConvolutionOperation<T>(settings, space).Trace(this, weight);
        var shape = ConvolutionShapes.Input(sizes, Rank - 2);
        var result = Scope.Buffer<T>(shape.ElementCount);
        ConvolutionKernels<T>.Input(sizes, Data, weight.Data, result.Memory);
        return new(result, shape);
    }
}

/// <summary>Of x̄ from ȳ and w, with u the cotangent of x̄: that of ȳ is u ∗ w, that of w is what u and ȳ have in common at each tap.</summary>
internal sealed record TransposedConvolutionOperation<T>(ConvolutionSettings Settings, Shape Space) : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("space", Space), .. Settings.Attributes];

    public override Shape ShapeOf(Shape first, Shape second) =>
        ConvolutionShapes.Input(ConvolutionShapes.FromOutput(Name, first, second, Space, Settings), first.Rank - 2);

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.TransposedConvolution(second, Space, Settings);

    public override long MultiplyAddsOf(Shape[] operands) => ConvolutionShapes.FromOutput(Name, operands[0], operands[1], Space, Settings).Work;

    /// <summary>Samples of images with one weight are more images.</summary>
    public override Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count)
    {
        if (isMapped[1])
            return Samples.OneByOne(this, x, isMapped, count);
        var y = Apply(Samples.Flat(x[0]), x[1]);
        return y.Reshape(x[0].Shape[..2].Then(y.Shape[1..]));
    }

    public override Func<Tensor<T>, Tensor<T>> PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => ToOutput(second);

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => ToWeight(first, second.Shape[..^2]);

    private Func<Tensor<T>, Tensor<T>> ToOutput(Tensor<T> weight) => u => u.Convolution(weight, Settings);

    private Func<Tensor<T>, Tensor<T>> ToWeight(Tensor<T> dy, Shape kernel) => u => u.ConvolutionToWeight(dy, kernel, Settings);
}
