using Functional.Properties.Differentiation;

namespace Functional.Properties.Layers;

/// <summary>With a fixed key, dropout is a fixed linear function.</summary>
public sealed class DropoutInTrainingLaws : PullbackLaws
{
    public override Subject Make<T>(Draw draw) =>
        Subject.Of(Layers<T>.Dropout(draw.Number("rate", 0, 0.9)), draw, draw.Tensor<T>("x", draw.Batched("shape", 1)), Mode.Training);
}

public sealed class DropoutAtInferenceLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw) =>
        Subject.Of(Layers<T>.Dropout(draw.Number("rate", 0, 0.9)), draw, draw.Tensor<T>("x", draw.Batched("shape", 1)));
}
