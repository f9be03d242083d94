using Functional.Properties.Differentiation;

namespace Functional.Properties.Layers;

/// <summary>Rows lie apart, so that no variance is near 0, where a difference of floats would say nothing.</summary>
public sealed class BatchNormInTrainingLaws : PullbackLaws
{
    protected override double Conditioning => 1000;

    public override Subject Make<T>(Draw draw)
    {
        Shape shape = [draw.Size("batch", 2, 5), .. draw.Batched("shape", 2)[1..]];
        var features = shape[^1];
        var steps = Tensor.Generate(shape, (int place) => T.CreateChecked(0.7 * (place / features * 3 % 5)));
        return Subject.Of(
            Layers<T>.BatchNorm(draw.Number("momentum", 0.05, 1), draw.Number("epsilon", 1e-5, 0.1)), draw,
            draw.Tensor<T>("x", shape, -0.3, 0.3) + steps, Mode.Training);
    }
}

public sealed class BatchNormAtInferenceLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw) =>
        Subject.Of(Layers<T>.BatchNorm(epsilon: draw.Number("epsilon", 1e-5, 0.1)), draw, draw.Tensor<T>("x", draw.Batched("shape")));
}
