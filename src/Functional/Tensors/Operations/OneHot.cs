using Functional.Storage;

namespace Functional;

public static partial class Tensor
{
    /// <summary>Rows with 1 at the place of a label and 0 elsewhere, of the shape of scores.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="labels">The class of each row.</param>
    /// <param name="shape">The shape, <c>[…, classes]</c>, of as many rows as there are labels.</param>
    /// <exception cref="ShapeException">There are more or fewer rows than labels, or a label is none of the classes.</exception>
    public static Tensor<T> OneHot<T>(Labels labels, Shape shape)
        where T : struct, System.Numerics.IFloatingPointIeee754<T>
    {
        if (shape.Rank == 0 || shape[..^1].ElementCount != labels.Count)
            throw new ShapeException(Invariant($"OneHot: shape {shape} does not have a row for each of {labels.Count} labels."));
        var hot = Scope.Zeros<T>(shape.ElementCount);
        for (var i = 0; i < labels.Count; i++)
            hot[i * shape[^1] + labels[i]] = labels[i] < shape[^1]
                ? T.One
                : throw new ShapeException(Invariant($"OneHot: label {i} is {labels[i]}, but shape {shape} has only the classes 0 to {shape[^1] - 1}."));
        return new(hot, shape);
    }
}
