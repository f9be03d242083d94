using System.Numerics;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>Chosen places of the first axis, in the given order; a place may come more than once.</summary>
    /// <param name="rows">The places.</param>
    /// <exception cref="ShapeException">The tensor has no axes, a place lies outside, or the result has too many elements.</exception>
    public Tensor<T> TakeRows(params ReadOnlySpan<int> rows)
    {
        if (Rank == 0)
            throw new ShapeException("TakeRows: a tensor without axes has no rows.");
        if (IsTraced)
            return new TakeRowsOperation<T>(rows.ToArray()).Trace(this);
        var shape = Shape.With(0, rows.Length);
        var inner = Shape[1..].ElementCount;
        var result = Scope.Buffer<T>(shape.ElementCount);
        for (var i = 0; i < rows.Length; i++)
        {
            if ((uint)rows[i] >= (uint)Shape[0])
                throw new ShapeException(Invariant($"TakeRows: row {rows[i]} does not exist in a tensor of shape {Shape}."));
            Span.Slice(rows[i] * inner, inner).CopyTo(result.AsSpan(i * inner));
        }
        return new(result, shape);
    }
}

/// <summary>x̄ = the rows of ȳ, each added to the one it was taken from.</summary>
internal sealed record TakeRowsOperation<T>(int[] Rows) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("rows", Rows)];

    public override Shape ShapeOf(Shape x) => x.With(0, Rows.Length);

    public override Tensor<T> Apply(Tensor<T> x) => x.TakeRows(Rows);

    public override Tensor<T> Mapped(Tensor<T> x) =>
        Samples.Flat(x).TakeRows(Samples.FlatRows(Rows, x.Shape[0], x.Shape[1])).Reshape(x.Shape.With(1, Rows.Length));

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y)
    {
        var count = x.Shape[0];             // the way back needs no more, so it does not keep x
        return dy => dy.AddRows(Rows, count);
    }
}
