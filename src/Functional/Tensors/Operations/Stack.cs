using System.Numerics;

namespace Functional;

public static partial class Tensor
{
    /// <summary>Joins tensors of one shape along a new first axis: <c>Tensor.Stack&lt;float&gt;([1, 2], [3, 4])</c> has shape <c>[2, 2]</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="parts">At least one tensor.</param>
    /// <exception cref="ShapeException">There are no parts, or their shapes differ.</exception>
    public static Tensor<T> Stack<T>(params ReadOnlySpan<Tensor<T>> parts)
        where T : struct, IFloatingPointIeee754<T> => Stack(0, parts);

    /// <summary>Joins tensors of one shape along a new axis.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="axis">Where the new axis goes: 0 is outermost.</param>
    /// <param name="parts">At least one tensor.</param>
    /// <exception cref="ShapeException">There are no parts, their shapes differ, or the axis cannot be.</exception>
    public static Tensor<T> Stack<T>(int axis, params ReadOnlySpan<Tensor<T>> parts)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (parts.IsEmpty)
            throw new ShapeException("Stack: no tensors were given.");
        var shape = parts[0].Shape;
        if (axis < 0 || axis > shape.Rank)
            throw new ShapeException(Invariant($"Stack: axis {axis} is not among the {shape.Rank + 1} places for a new axis of shape {shape}."));
        Shape unit = [.. shape[..axis], 1, .. shape[axis..]];
        var units = new Tensor<T>[parts.Length];
        for (var i = 0; i < units.Length; i++)
            units[i] = parts[i].Expect(shape, "Stack").Reshape(unit);
        return Concatenate(axis, units);
    }
}
