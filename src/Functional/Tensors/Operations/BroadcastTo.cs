using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The tensor repeated along new axes in front and along axes of size 1: the adjoint of <see cref="SumTo"/>.</summary>
    /// <param name="shape">A shape to which this one broadcasts.</param>
    /// <exception cref="ShapeException">This shape does not broadcast to the other.</exception>
    public Tensor<T> BroadcastTo(Shape shape)
    {
        if (Shape.Equals(shape))
            return this;
        if (IsTraced)
            return new BroadcastToOperation<T>(shape).Trace(this);
        BroadcastToOperation<T>.Expect(Shape, shape);
        var result = Scope.Buffer<T>(shape.ElementCount);
        if (Length == 1)
            result.Span.Fill(Data[0]);
        else
            Permutation.Run(Span, result, shape.Sizes, Elementwise.Steps(Shape, shape));
        return new(result, shape);
    }
}

/// <summary>x̄ = ȳ, summed over what was repeated.</summary>
internal sealed record BroadcastToOperation<T>(Shape Shape) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("shape", Shape)];

    /// <summary>The way back to what was broadcast.</summary>
    public static Func<Tensor<T>, Tensor<T>> Back(Shape from, Shape to) => from.Equals(to) ? static dy => dy : SummedTo(from);

    private static Func<Tensor<T>, Tensor<T>> SummedTo(Shape shape) => dy => dy.SumTo(shape);

    public static void Expect(Shape from, Shape to)
    {
        if (!to.Equals(Shape.Broadcast(from, to)))
            throw new ShapeException($"BroadcastTo: shape {from} does not broadcast to {to}.");
    }

    public override Shape ShapeOf(Shape x)
    {
        Expect(x, Shape);
        return Shape;
    }

    public override Tensor<T> Apply(Tensor<T> x) => x.BroadcastTo(Shape);

    public override Tensor<T> Mapped(Tensor<T> x) => Samples.WithRank(x, Shape.Rank).BroadcastTo(x.Shape[..1].Then(Shape));

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => Back(x.Shape, Shape);
}
