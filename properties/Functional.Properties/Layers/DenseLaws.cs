using Functional.Properties.Differentiation;

namespace Functional.Properties.Layers;

/// <summary>With and without bias, on batches of vectors and of sequences.</summary>
public sealed class DenseLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw) =>
        Subject.Of(Layers<T>.Dense(draw.Size("units"), draw.Coin("bias")), draw, draw.Tensor<T>("x", draw.Batched("shape", 2, 4)));
}
