using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Functional.Storage;

namespace Functional;

/// <summary>Makes tensors: from spans, literals, immutable arrays and generators.</summary>
public static partial class Tensor
{
    /// <summary>A tensor of rank 1 with a copy of the values; what <c>Tensor&lt;float&gt; v = [1, 2, 3];</c> calls.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The elements.</param>
    public static Tensor<T> Vector<T>(params ReadOnlySpan<T> values)
        where T : struct, IFloatingPointIeee754<T> => new(values.ToArray(), [values.Length]);

    /// <summary>A tensor of shape <c>[rows, columns]</c> from nested literals: <c>Tensor.Matrix&lt;float&gt;([[1, 2], [3, 4]])</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The rows, all of one length.</param>
    /// <exception cref="ShapeException">The rows have different lengths, or too many elements.</exception>
    public static Tensor<T> Matrix<T>(params ReadOnlySpan<T[]> rows)
        where T : struct, IFloatingPointIeee754<T>
    {
        var columns = rows.IsEmpty ? 0 : rows[0].Length;
        Shape shape = [rows.Length, columns];
        var data = new T[shape.ElementCount];
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Length != columns)
                throw new ShapeException(Invariant($"Matrix: row 0 has {columns} elements but row {i} has {rows[i].Length}."));
            rows[i].CopyTo(data, i * columns);
        }
        return new(data, shape);
    }

    /// <summary>A copy of a two-dimensional array, as a tensor of shape <c>[rows, columns]</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The elements.</param>
    public static Tensor<T> Create<T>(T[,] values)
        where T : struct, IFloatingPointIeee754<T> => FromArray<T>(values);

    /// <summary>A copy of a three-dimensional array, as a tensor of rank 3.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The elements.</param>
    public static Tensor<T> Create<T>(T[,,] values)
        where T : struct, IFloatingPointIeee754<T> => FromArray<T>(values);

    /// <summary>A copy of a four-dimensional array, as a tensor of rank 4.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The elements.</param>
    public static Tensor<T> Create<T>(T[,,,] values)
        where T : struct, IFloatingPointIeee754<T> => FromArray<T>(values);

    /// <summary>A tensor with a copy of the values, in row-major order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shape">The shape.</param>
    /// <param name="values">The elements, as many as the shape has.</param>
    /// <exception cref="ShapeException">The number of values is not the shape's.</exception>
    [OverloadResolutionPriority(1)]     // a collection expression could be an immutable array too
    public static Tensor<T> Create<T>(Shape shape, params ReadOnlySpan<T> values)
        where T : struct, IFloatingPointIeee754<T>
    {
        ExpectLength(shape, values.Length);
        return new(values.ToArray(), shape);
    }

    /// <summary>A tensor that shares the memory of an immutable array: nothing is copied.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shape">The shape.</param>
    /// <param name="values">The elements in row-major order, as many as the shape has.</param>
    /// <exception cref="ShapeException">The number of values is not the shape's.</exception>
    /// <exception cref="ArgumentException">The array is <c>default</c>.</exception>
    public static Tensor<T> Create<T>(Shape shape, ImmutableArray<T> values)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (values.IsDefault)
            throw new ArgumentException("The immutable array is default: it has no elements, not even none.", nameof(values));
        ExpectLength(shape, values.Length);
        return new(ImmutableCollectionsMarshal.AsArray(values)!, shape);
    }

    /// <summary>A tensor whose elements are computed from their places in row-major order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shape">The shape.</param>
    /// <param name="element">From a place, 0 to <see cref="Shape.ElementCount"/> − 1, to the element.</param>
    public static Tensor<T> Generate<T>(Shape shape, Func<int, T> element)
        where T : struct, IFloatingPointIeee754<T>
    {
        var data = Scope.Buffer<T>(shape.ElementCount);
        for (var i = 0; i < data.Length; i++)
            data[i] = element(i);
        return new(data, shape);
    }

    /// <summary>A tensor whose elements are computed from their indices, one for each axis.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shape">The shape.</param>
    /// <param name="element">From the indices to the element; the span is valid only during the call.</param>
    public static Tensor<T> Generate<T>(Shape shape, Func<ReadOnlySpan<int>, T> element)
        where T : struct, IFloatingPointIeee754<T>
    {
        var data = new T[shape.ElementCount];
        var index = new int[shape.Rank];
        for (var i = 0; i < data.Length; i++)
        {
            data[i] = element(index);
            for (var axis = index.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
                index[axis] = 0;
        }
        return new(data, shape);
    }

    /// <summary>A tensor whose memory is filled by a function: of a workspace, where there is one around, or new.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TState">The type of what the function needs.</typeparam>
    /// <param name="shape">The shape.</param>
    /// <param name="state">What the function needs.</param>
    /// <param name="fill">Writes all elements in row-major order: before it, the memory holds any numbers.</param>
    /// <example><code>
    /// var reversed = Tensor.Create&lt;float, Tensor&lt;float&gt;&gt;(x.Shape, x, static (y, x) =&gt;
    /// {
    ///     x.Span.CopyTo(y);
    ///     y.Reverse();
    /// });
    /// </code></example>
    public static Tensor<T> Create<T, TState>(Shape shape, TState state, SpanAction<T, TState> fill)
        where T : struct, IFloatingPointIeee754<T>
    {
        var data = Scope.Buffer<T>(shape.ElementCount);
        fill(data.Span, state);
        return new(data, shape);
    }

    /// <summary>All elements 0.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shape">The shape.</param>
    public static Tensor<T> Zeros<T>(Shape shape)
        where T : struct, IFloatingPointIeee754<T> => new(Scope.Zeros<T>(shape.ElementCount), shape);

    /// <summary>All elements 1.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shape">The shape.</param>
    public static Tensor<T> Ones<T>(Shape shape)
        where T : struct, IFloatingPointIeee754<T> => Full(shape, T.One);

    /// <summary>All elements the same number.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shape">The shape.</param>
    /// <param name="value">The number.</param>
    public static Tensor<T> Full<T>(Shape shape, T value)
        where T : struct, IFloatingPointIeee754<T>
    {
        var data = Scope.Buffer<T>(shape.ElementCount);
        data.Span.Fill(value);
        return new(data, shape);
    }

    /// <summary>The identity matrix of shape <c>[size, size]</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="size">The number of rows.</param>
    /// <exception cref="ShapeException">The size is negative or too large.</exception>
    public static Tensor<T> Identity<T>(int size)
        where T : struct, IFloatingPointIeee754<T>
    {
        Shape shape = [size, size];
        var data = new T[shape.ElementCount];
        for (var i = 0; i < size; i++)
            data[i * (size + 1)] = T.One;
        return new(data, shape);
    }

    private static void ExpectLength(Shape shape, int count)
    {
        if (shape.ElementCount != count)
            throw new ShapeException(Invariant($"A tensor of shape {shape} has {shape.ElementCount} elements, got {count} values."));
    }

    private static Tensor<T> FromArray<T>(Array values)
        where T : struct, IFloatingPointIeee754<T>
    {
        Shape shape = [.. Enumerable.Range(0, values.Rank).Select(values.GetLength)];
        var data = new T[shape.ElementCount];
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values)), data.Length)
            .CopyTo(data);
        return new(data, shape);
    }
}
