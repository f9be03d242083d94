using System.Numerics;

namespace Functional;

/// <summary>Adds the tensors of a cotangent to those at given places of a tape, after a check of their shapes.</summary>
internal sealed class CotangentsIn(TapeCotangents cotangents, IReadOnlyList<int> indices, IReadOnlyList<Shape> shapes, string what) : ITensorMap
{
    private int at;

    public Tensor<T> Map<T>(Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (at == indices.Count)
            throw new ShapeException(Invariant($"{what} has more tensors than the {indices.Count} that there should be."));
        tensor.Expect(shapes[at], what);
        if (indices[at] >= 0 && cotangents.IsWanted(indices[at]))
            cotangents.Add(indices[at], tensor);
        at++;
        return tensor;
    }

    /// <summary>Refuses a cotangent that has had fewer tensors.</summary>
    public void ExpectAll()
    {
        if (at < indices.Count)
            throw new ShapeException(Invariant($"{what} has {at} tensors, but there should be {indices.Count}."));
    }
}
