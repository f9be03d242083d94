using System.Numerics;

namespace Functional;

/// <summary>The tensors of a value in their order, whatever their precision.</summary>
internal sealed class TensorList : ITensorMap
{
    private readonly List<object> found = [];

    public int Count => found.Count;

    public static TensorList Of<V>(V value)
        where V : IVectorSpace<V>
    {
        var list = new TensorList();
        value.WithTensors(list);
        return list;
    }

    /// <summary>One of them.</summary>
    public Tensor<T> At<T>(int index)
        where T : struct, IFloatingPointIeee754<T> => (Tensor<T>)found[index];

    public Tensor<T> Map<T>(Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T>
    {
        found.Add(tensor);
        return tensor;
    }
}
