using System.Numerics;

namespace Functional;

/// <summary>The transposed convolution, and a bias.</summary>
internal sealed record TransposedConvolutionLink<T>(
    int Filters, Window Window, Shape OutputPadding, int Groups, bool Bias, WeightInitializer<T>? Weights) : LinearLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => $"TransposedConvolution({Settings}{(Bias ? "" : ", no bias")})";

    public override string Code => $"TransposedConvolution({Settings}{(Bias ? "" : ", bias: false")}{(Weights is null ? "" : ", weights: …")})";

    private string Settings => Invariant($"{Filters}, {Window}{(OutputPadding.Any(static more => more > 0) ? $", outputPadding: {OutputPadding}" : "")}")
        + (Groups == 1 ? "" : Invariant($", groups: {Groups}"));

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var plan = Plan(input.Shape);
        var taps = Window.Sizes.ElementCount;
        var weight = (Weights ?? Initializers.GlorotUniform<T>())(
            key.Split("weight"), plan.Weight, taps * (input.Shape[^1] / Groups), taps * (Filters / Groups))
            .Expect(plan.Weight, "TransposedConvolution: the initialiser of weights");
        var rule = new TransposedConvolutionOperation<T>(plan.Settings, plan.Space);
        return Initialization<T>.Of(plan.Space.Then([Filters]), Parameters(weight, Bias ? Filters : null)) with
        {
            MultiplyAdds = rule.MultiplyAddsOf([Shape.Create(1).Then(input.Shape), plan.Weight]),
        };
    }

    public override LinearPass<T> Begin(TensorTree<T> parameters, Tensor<T> x)
    {
        var (settings, space, shape) = Plan(SampleAxis.Sample(x.Shape, "TransposedConvolution"));
        parameters.Only(Names(Bias));
        return new TransposedConvolutionPass<T>(x, parameters.Leaf("weight", [.. shape]), Bias ? parameters.Leaf("bias", Filters) : null, settings, space);
    }

    /// <summary>Checks a sample, and says which convolution is gone through backwards, what the space of the output is, and what shape the weight has.</summary>
    private (ConvolutionSettings Settings, Shape Space, Shape Weight) Plan(Shape sample)
    {
        var (given, space) = (Window.Space("TransposedConvolution", sample), new int[Window.Sizes.Rank]);
        if (sample[^1] % Groups != 0)
            throw new ShapeException(Invariant($"TransposedConvolution: {sample[^1]} channels are not divisible by {Groups} groups, the input has shape {sample}."));
        for (var axis = 0; axis < space.Length; axis++)
        {
            var (stride, extent) = (Window.Strides[axis], Window.Extent(axis));
            var (before, after) = Window.Padding.Of(axis, 0, extent, stride);
            var size = Window.Padding == Padding.Same
                ? (long)given[axis] * stride
                : (given[axis] - 1L) * stride + extent - before - after + OutputPadding[axis];
            space[axis] = size is >= 1 and <= int.MaxValue ? (int)size : throw new ShapeException(Invariant(
                $"TransposedConvolution: an input of shape {sample} would have an output of {size} places along axis {axis}, with a kernel of {extent} places and padding of {before} and {after}."));
        }
        var output = Shape.Create(space);
        return (Window.On(output, Groups), output, Window.Sizes.Then([Filters / Groups, sample[^1]]));
    }
}

/// <summary>What a transposed convolution's way back needs from its forward pass.</summary>
internal sealed class TransposedConvolutionPass<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, ConvolutionSettings settings, Shape space) : LinearPass<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override Tensor<T> Output(IPointwise<T>? activation)
    {
        var sums = x.TransposedConvolution(weight, space, settings);
        if (bias is not null)
            sums += bias;
        return activation is null ? sums : sums.Map(activation);
    }

    /// <summary>∂C/∂w, in which x stands where a convolution has its cotangent, and ∂C/∂b = Σ ȳ.</summary>
    public override TensorTree<T> ParametersFrom(Tensor<T> dy)
    {
        var dweight = dy.ConvolutionToWeight(x, weight.Shape[..^2], settings);
        return bias is null ? TensorTree<T>.Of(("weight", dweight)) : TensorTree<T>.Of(("weight", dweight), ("bias", dy.SumTo(bias.Shape)));
    }

    /// <summary>∂C/∂x = ȳ ∗ w.</summary>
    public override Tensor<T> InputFrom(Tensor<T> dy) => dy.Convolution(weight, settings);
}
