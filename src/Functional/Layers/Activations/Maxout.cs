using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// The largest of each run of neighbours on the last axis: <c>[batch, …, features·pieces]</c> to <c>[batch, …, features]</c>. Equal ones share the cotangent.
    /// After a dense layer it is a convex function that is learnt. Goodfellow et al., ICML 2013.
    /// </summary>
    /// <param name="pieces">How many neighbours there are in a run; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no pieces.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Maxout(int pieces)
    {
        if (pieces < 1)
            throw new ArgumentOutOfRangeException(nameof(pieces), Invariant($"Maxout: the largest is one of at least 1 piece, got {pieces}."));
        return new(new MaxoutLink<T>(pieces));
    }
}

/// <summary>The largest of each run of neighbours.</summary>
internal sealed record MaxoutLink<T>(int Pieces) : TracedActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"Maxout({Pieces})");

    protected override Shapes Infer(Shapes input) => input.Shape.With(-1, RunsOf(input.Shape));

    protected override Tensor<T> Of(Tensor<T> x)
    {
        var runs = RunsOf(x.Shape);
        return x.Reshape(x.Shape.With(-1, runs).Then([Pieces])).Max([-1]);
    }

    private int RunsOf(Shape shape) => Layers<T>.Features(shape, Name) is var features && features % Pieces == 0
        ? features / Pieces
        : throw new ShapeException(Invariant($"{Name}: {features} features of an input of shape {shape} are no multiple of {Pieces} pieces."));
}
