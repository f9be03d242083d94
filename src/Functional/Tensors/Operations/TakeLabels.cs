using System.Numerics;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The number of each row, <c>[…, classes]</c>, that its label says: <c>[rows]</c>. The caller has checked the labels.</summary>
    internal Tensor<T> TakeLabels(Labels labels)
    {
        if (IsTraced)
            return new TakeLabelsOperation<T>(labels).Trace(this);
        var classes = Shape[^1];
        var source = Span;
        var result = Scope.Buffer<T>(labels.Count);
        for (var i = 0; i < labels.Count; i++)
            result[i] = source[i * classes + labels[i]];
        return new(result, [labels.Count]);
    }

    /// <summary>Zeros of a shape, with each of these numbers in its row where its label says: the adjoint of <see cref="TakeLabels"/>.</summary>
    internal Tensor<T> PlaceLabels(Labels labels, Shape shape)
    {
        if (IsTraced)
            return new PlaceLabelsOperation<T>(labels, shape).Trace(this);
        var classes = shape[^1];
        var source = Span;
        var result = Scope.Zeros<T>(shape.ElementCount);
        for (var i = 0; i < labels.Count; i++)
            result[i * classes + labels[i]] = source[i];
        return new(result, shape);
    }
}

/// <summary>x̄ = ȳ where it was taken, and 0 elsewhere.</summary>
internal sealed record TakeLabelsOperation<T>(Labels Labels) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("labels", Labels)];

    public override Shape ShapeOf(Shape x) => [Labels.Count];

    public override Tensor<T> Apply(Tensor<T> x) => x.TakeLabels(Labels);

    public override Tensor<T> Mapped(Tensor<T> x) => x.TakeLabels(Again(Labels, x.Shape[0])).Reshape(x.Shape[0], Labels.Count);

    /// <summary>The same labels for each sample.</summary>
    public static Labels Again(Labels labels, int count) => Labels.Create(Samples.Again(labels.Span, count));

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y)
    {
        var shape = x.Shape;                // the way back needs no more, so it does not keep x
        return dy => dy.PlaceLabels(Labels, shape);
    }
}

/// <summary>x̄ = ȳ where x was placed.</summary>
internal sealed record PlaceLabelsOperation<T>(Labels Labels, Shape Shape) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("labels", Labels), ("shape", Shape)];

    public override Shape ShapeOf(Shape x) => Shape;

    public override Tensor<T> Apply(Tensor<T> x) => x.PlaceLabels(Labels, Shape);

    public override Tensor<T> Mapped(Tensor<T> x) =>
        x.Reshape(-1).PlaceLabels(TakeLabelsOperation<T>.Again(Labels, x.Shape[0]), x.Shape[..1].Then(Shape));

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy.TakeLabels(Labels);
}
