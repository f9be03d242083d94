using Functional.Properties.Differentiation;

namespace Functional.Properties.Layers;

public sealed class ReluLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw) => Subject.Of(Layers<T>.Relu, draw, draw.AwayFromZero<T>("x", draw.Batched("shape", 1)));
}

public sealed class TanhLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw) => Subject.Of(Layers<T>.Tanh, draw, draw.Tensor<T>("x", draw.Batched("shape", 1)));
}

public sealed class SigmoidLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw) => Subject.Of(Layers<T>.Sigmoid, draw, draw.Tensor<T>("x", draw.Batched("shape", 1), -4, 4));
}

public sealed class SoftmaxLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw) => Subject.Of(Layers<T>.Softmax, draw, draw.Tensor<T>("x", draw.Batched("shape"), -3, 3));
}

public sealed class LogSoftmaxLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw) => Subject.Of(Layers<T>.LogSoftmax, draw, draw.Tensor<T>("x", draw.Batched("shape"), -3, 3));
}
