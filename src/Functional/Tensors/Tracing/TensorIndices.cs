using System.Numerics;

namespace Functional;

/// <summary>Takes the tensors of a value one level down, and notes where each was on a tape: −1 where it was not.</summary>
internal sealed class TensorIndices(GradientTape tape) : ITensorMap
{
    public List<int> Indices { get; } = [];

    public Tensor<T> Map<T>(Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T>
    {
        Indices.Add(tape.IndexOf(tensor));
        return tape.Below(tensor);
    }
}
