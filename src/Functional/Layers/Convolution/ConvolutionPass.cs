using System.Numerics;

namespace Functional;

/// <summary>What a convolution's way back needs from its forward pass.</summary>
internal sealed class ConvolutionPass<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, ConvolutionSettings settings) : LinearPass<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Infers the output of one sample, and makes the weight.</summary>
    public static (Shape Output, Tensor<T> Weight, long MultiplyAdds) Initialize(
        string layer, Key key, Shape sample, int filters, Window window, int groups, WeightInitializer<T>? weights)
    {
        var (settings, shape) = Plan(layer, sample, filters, window, groups);
        var rule = new ConvolutionOperation<T>(settings);
        Shape[] operands = [Shape.Create(1).Then(sample), shape];
        var output = rule.ShapeOf(operands)[1..];
        var taps = window.Sizes.ElementCount;
        var weight = (weights ?? Initializers.GlorotUniform<T>())(key.Split("weight"), shape, taps * shape[^2], taps * (filters / groups))
            .Expect(shape, $"{layer}: the initialiser of weights");
        return (output, weight, rule.MultiplyAddsOf(operands));
    }

    /// <summary>Checks a sample, and says how the kernel goes over it and what shape its weight has.</summary>
    /// <exception cref="ShapeException">The sample does not fit.</exception>
    public static (ConvolutionSettings Settings, Shape Weight) Plan(string layer, Shape sample, int filters, Window window, int groups)
    {
        var settings = window.On(window.Space(layer, sample), groups);
        var shape = window.Sizes.Then([sample[^1] % groups == 0 ? sample[^1] / groups : throw new ShapeException(Invariant(
            $"{layer}: {sample[^1]} channels are not divisible by {groups} groups, the input has shape {sample}.")), filters]);
        new ConvolutionOperation<T>(settings).ShapeOf([Shape.Create(1).Then(sample), shape]);
        return (settings, shape);
    }

    /// <summary>f(x ∗ w + b), or x ∗ w + b.</summary>
    public override Tensor<T> Output(IPointwise<T>? activation) => x.Convolution(weight, settings, bias, activation);

    /// <summary>∂C/∂w and ∂C/∂b = Σ ȳ.</summary>
    public override TensorTree<T> ParametersFrom(Tensor<T> dy)
    {
        if (bias is null)
            return TensorTree<T>.Of(("weight", x.ConvolutionToWeight(dy, weight.Shape[..^2], settings)));
        var (dweight, dbias) = x.ConvolutionToWeightAndBias(dy, weight.Shape[..^2], settings);
        return TensorTree<T>.Of(("weight", dweight), ("bias", dbias));
    }

    /// <summary>∂C/∂x.</summary>
    public override Tensor<T> InputFrom(Tensor<T> dy) => dy.TransposedConvolution(weight, x.Shape[1..^1], settings);
}
