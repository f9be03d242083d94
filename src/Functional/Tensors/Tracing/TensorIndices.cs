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

/// <summary>A value whose tensors are shapes alone: it keeps no numbers.</summary>
internal sealed class Skeleton : ITensorMap
{
    public static readonly Skeleton Of = new();

    public Tensor<T> Map<T>(Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T> => Symbol.Of<T>(tensor.Shape);
}

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

/// <summary>Takes the cotangents of tensors that follow each other on a tape; zeros where nothing came.</summary>
/// <param name="cotangents">The cotangents.</param>
/// <param name="first">Where the first one lies.</param>
internal sealed class CotangentsOut(TapeCotangents cotangents, int first) : ITensorMap
{
    private int at = first;

    public Tensor<T> Map<T>(Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T> => cotangents.Of<T>(at++) ?? Tensor.Zeros<T>(tensor.Shape);
}

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
