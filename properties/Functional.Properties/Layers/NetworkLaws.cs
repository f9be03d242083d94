using Functional.Properties.Differentiation;

namespace Functional.Properties.Layers;

/// <summary>Random networks in networks of layers that do not mix samples.</summary>
public sealed class NetworkLaws : LayerLaws
{
    protected override double Conditioning => 1000;

    public override Subject Make<T>(Draw draw)
    {
        var width = draw.Size("width", 1, 3);
        return Subject.Of(Net.Of(draw.Under("net"), width, 3, "Relu", "Tanh", "Softmax").ToLayer<T>(), draw, draw.Tensor<T>("x", [draw.Size("batch", 1, 4), width]));
    }
}

/// <summary>Random networks in networks with dropout and normalisation, in training.</summary>
public sealed class NetworkInTrainingLaws : PullbackLaws
{
    protected override double Conditioning => 100_000;

    public override Subject Make<T>(Draw draw)
    {
        var width = draw.Size("width", 1, 3);
        return Subject.Of(
            Net.Of(draw.Under("net"), width, 3, "BatchNorm", "Dropout", "Tanh").ToLayer<T>(), draw,
            draw.Tensor<T>("x", [draw.Size("batch", 3, 5), width]), Mode.Training);
    }
}
