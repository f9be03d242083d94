using System.Numerics;

namespace Functional;

/// <summary>y = x ∗ w + b.</summary>
internal sealed record ConvolutionLink<T>(int Filters, Window Window, int Groups, bool Bias, WeightInitializer<T>? Weights) : LinearLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"Convolution({Filters}, {Window}{(Groups == 1 ? "" : Invariant($", groups: {Groups}"))}{(Bias ? "" : ", no bias")})");

    public override string Code => Invariant($"Convolution({Filters}, {Window}{(Groups == 1 ? "" : Invariant($", groups: {Groups}"))}")
        + $"{(Bias ? "" : ", bias: false")}{(Weights is null ? "" : ", weights: …")})";

    public override Initialization<T> Initialize(Key key, Shapes input) =>
        ConvolutionPass<T>.Initialize("Convolution", key, input.Shape, Filters, Window, Groups, Weights) is var (output, weight, multiplyAdds)
            ? Initialization<T>.Of(output, Parameters(weight, Bias ? Filters : null)) with { MultiplyAdds = multiplyAdds }
            : throw new InvalidOperationException();

    public override LinearPass<T> Begin(TensorTree<T> parameters, Tensor<T> x)
    {
        var (settings, shape) = ConvolutionPass<T>.Plan("Convolution", SampleAxis.Sample(x.Shape, "Convolution"), Filters, Window, Groups);
        parameters.Only(Names(Bias));
        return new ConvolutionPass<T>(x, parameters.Leaf("weight", [.. shape]), Bias ? parameters.Leaf("bias", Filters) : null, settings);
    }
}

/// <summary>A convolution in which each channel has kernels of its own.</summary>
internal sealed record DepthwiseConvolutionLink<T>(Window Window, int Multiplier, bool Bias, WeightInitializer<T>? Weights) : LinearLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"DepthwiseConvolution({Window}{(Multiplier == 1 ? "" : Invariant($", multiplier: {Multiplier}"))}{(Bias ? "" : ", no bias")})");

    public override string Code => Invariant($"DepthwiseConvolution({Window}{(Multiplier == 1 ? "" : Invariant($", multiplier: {Multiplier}"))}")
        + $"{(Bias ? "" : ", bias: false")}{(Weights is null ? "" : ", weights: …")})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var channels = Channels(input.Shape);
        var (output, weight, multiplyAdds) = ConvolutionPass<T>.Initialize(
            "DepthwiseConvolution", key, input.Shape, channels * Multiplier, Window, channels, Weights);
        return Initialization<T>.Of(output, Parameters(weight, Bias ? channels * Multiplier : null)) with { MultiplyAdds = multiplyAdds };
    }

    public override LinearPass<T> Begin(TensorTree<T> parameters, Tensor<T> x)
    {
        var sample = SampleAxis.Sample(x.Shape, "DepthwiseConvolution");
        var channels = Channels(sample);
        var (settings, shape) = ConvolutionPass<T>.Plan("DepthwiseConvolution", sample, channels * Multiplier, Window, channels);
        parameters.Only(Names(Bias));
        return new ConvolutionPass<T>(x, parameters.Leaf("weight", [.. shape]), Bias ? parameters.Leaf("bias", channels * Multiplier) : null, settings);
    }

    private int Channels(Shape sample)
    {
        Window.Space("DepthwiseConvolution", sample);
        return (long)sample[^1] * Multiplier <= int.MaxValue ? sample[^1] : throw new ShapeException(Invariant(
            $"DepthwiseConvolution: {Multiplier} outputs for each of {sample[^1]} channels are more than {int.MaxValue}."));
    }
}
