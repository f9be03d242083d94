using System.Numerics;
using System.Numerics.Tensors;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>Zeros to which each row is added at a place of its own: the adjoint of <see cref="TakeRows"/>. In the order of the rows.</summary>
    /// <param name="rows">The place of each row, from 0 to the count − 1; several may have the same.</param>
    /// <param name="count">How many rows the result has.</param>
    internal Tensor<T> AddRows(int[] rows, int count)
    {
        if (IsTraced)
            return new AddRowsOperation<T>(rows, count).Trace(this);
        var shape = Shape.With(0, count);
        var inner = Shape[1..].ElementCount;
        var result = Scope.Zeros<T>(shape.ElementCount);
        for (var i = 0; i < rows.Length; i++)
        {
            var target = result.AsSpan(rows[i] * inner, inner);
            TensorPrimitives.Add(target, Span.Slice(i * inner, inner), target);
        }
        return new(result, shape);
    }
}

/// <summary>x̄ = the rows of ȳ to which those of x were added.</summary>
internal sealed record AddRowsOperation<T>(int[] Rows, int Count) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("rows", Rows), ("count", Count)];

    public override Shape ShapeOf(Shape x) => x.With(0, Count);

    public override Tensor<T> Apply(Tensor<T> x) => x.AddRows(Rows, Count);

    public override Tensor<T> Mapped(Tensor<T> x) =>
        Samples.Flat(x).AddRows(Samples.FlatRows(Rows, x.Shape[0], Count), x.Shape[0] * Count).Reshape(x.Shape.With(1, Count));

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy.TakeRows(Rows);
}
