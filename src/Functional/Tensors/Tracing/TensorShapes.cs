using System.Numerics;

namespace Functional;

/// <summary>The shapes of the tensors in a value.</summary>
internal sealed class TensorShapes : ITensorMap
{
    public List<Shape> Found { get; } = [];

    public Tensor<T> Map<T>(Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T>
    {
        Found.Add(tensor.Shape);
        return tensor;
    }

    public static Shape[] Of<V>(V value)
        where V : IVectorSpace<V>
    {
        var shapes = new TensorShapes();
        value.WithTensors(shapes);
        return [.. shapes.Found];
    }
}
