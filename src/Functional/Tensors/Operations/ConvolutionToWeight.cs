using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// The adjoint of <see cref="Convolution"/> for its weight: w̄[r] = Σ x[o·stride + r·dilation − before]·ȳ[o] over all images and outputs o, <c>[kernel…, in/groups, out]</c>,
    /// this being x. Its sums are in an order that the shapes decide, and nothing else.
    /// </summary>
    /// <param name="dy">ȳ, [batch, space…, out].</param>
    /// <param name="kernel">How many taps the kernel has along each axis: a stride greater than 1 leaves a choice.</param>
    /// <param name="settings">Those of the convolution; the usual ones when none are given.</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor<T> ConvolutionToWeight(Tensor<T> dy, Shape kernel, ConvolutionSettings? settings = null)
    {
        settings ??= ConvolutionSettings.Default;
        var sizes = ConvolutionShapes.FromImages("ConvolutionToWeight", Shape, dy.Shape, kernel, settings);
        if (IsTraced | dy.IsTraced)
            return new ConvolutionToWeightOperation<T>(settings, kernel).Trace(this, dy);
        var shape = ConvolutionShapes.Weight(sizes, Rank - 2);
        var result = Scope.Buffer<T>(shape.ElementCount);
        ConvolutionKernels<T>.Weights(sizes, Data, dy.Data, result.Memory, null);
        return new(result, shape);
    }

    /// <summary>The same, and the sums of ȳ over all places, in one pass over it.</summary>
    internal (Tensor<T> Weight, Tensor<T> Bias) ConvolutionToWeightAndBias(Tensor<T> dy, Shape kernel, ConvolutionSettings settings)
    {
        Shape filters = [dy.Shape[^1]];
        if (IsTraced | dy.IsTraced)
            return (ConvolutionToWeight(dy, kernel, settings), dy.SumTo(filters));
        var sizes = ConvolutionShapes.FromImages("ConvolutionToWeight", Shape, dy.Shape, kernel, settings);
        var shape = ConvolutionShapes.Weight(sizes, Rank - 2);
        var (result, bias) = (Scope.Buffer<T>(shape.ElementCount), Scope.Buffer<T>(sizes.Filters));
        ConvolutionKernels<T>.Weights(sizes, Data, dy.Data, result.Memory, bias.Memory);
        return (new(result, shape), new(bias, filters));
    }
}

/// <summary>Of w̄ from x and ȳ, with u the cotangent of w̄: that of x is the transposed convolution of ȳ with u, that of ȳ is x ∗ u.</summary>
internal sealed record ConvolutionToWeightOperation<T>(ConvolutionSettings Settings, Shape Kernel) : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("kernel", Kernel), .. Settings.Attributes];

    public override Shape ShapeOf(Shape first, Shape second) =>
        ConvolutionShapes.Weight(ConvolutionShapes.FromImages(Name, first, second, Kernel, Settings), first.Rank - 2);

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.ConvolutionToWeight(second, Kernel, Settings);

    public override long MultiplyAddsOf(Shape[] operands) => ConvolutionShapes.FromImages(Name, operands[0], operands[1], Kernel, Settings).Work;

    public override Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count) => Samples.OneByOne(this, x, isMapped, count);

    public override Func<Tensor<T>, Tensor<T>> PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => ToInput(second, first.Shape[1..^1]);

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => ToOutput(first);

    private Func<Tensor<T>, Tensor<T>> ToInput(Tensor<T> dy, Shape space) => u => dy.TransposedConvolution(u, space, Settings);

    private Func<Tensor<T>, Tensor<T>> ToOutput(Tensor<T> x) => u => x.Convolution(u, Settings);
}
