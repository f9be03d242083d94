using System.Numerics;
using Functional.Storage;

namespace Functional;

public static partial class Tensor
{
    /// <summary>Elements of one tensor where a condition is not 0, and of another where it is; all three are broadcast. Nothing is multiplied by 0.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="condition">1 or 0, as <see cref="Tensor{T}.Greater"/> and the other comparisons give them: nothing flows back to it.</param>
    /// <param name="then">What is taken where the condition is not 0.</param>
    /// <param name="otherwise">What is taken where it is 0.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <example><code>
    /// var leaky = Tensor.Where(x.Greater(0f), x, 0.01f * x);
    /// </code></example>
    public static Tensor<T> Where<T>(Tensor<T> condition, Tensor<T> then, Tensor<T> otherwise)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (condition.IsTraced | then.IsTraced | otherwise.IsTraced)
            return WhereOperation<T>.Rule.Trace(condition, then, otherwise);
        var shape = WhereOperation<T>.Rule.ShapeOf([condition.Shape, then.Shape, otherwise.Shape]);
        var result = Scope.Buffer<T>(shape.ElementCount);
        var (first, second, third) = (condition.BroadcastTo(shape), then.BroadcastTo(shape), otherwise.BroadcastTo(shape));
        Kernels.Selection.Run(first.Span, second.Span, third.Span, result.Span);
        return new(result, shape);
    }

    /// <summary>Elements of one tensor where a mask is true, and of another where it is not; all three are broadcast. Nothing is multiplied by 0.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="mask">Which elements are taken of the first tensor.</param>
    /// <param name="then">What is taken where the mask is true.</param>
    /// <param name="otherwise">What is taken where it is false.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <example><code>
    /// var scores = Tensor.Where(mask, logits, float.NegativeInfinity);
    /// </code></example>
    public static Tensor<T> Where<T>(Mask mask, Tensor<T> then, Tensor<T> otherwise)
        where T : struct, IFloatingPointIeee754<T>
    {
        var condition = Scope.Buffer<T>(mask.Length);
        Kernels.Selection.OfBooleans(mask.Span, condition.Span);
        return Where(new Tensor<T>(condition, mask.Shape), then, otherwise);
    }
}

/// <summary>ȳ goes to the one that was taken, summed over what was repeated; the other one's is 0. Nothing goes to the condition.</summary>
internal sealed record WhereOperation<T> : Operation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly WhereOperation<T> Rule = new();

    public override Shape ShapeOf(Shape[] operands) => Shape.Broadcast(operands[1], operands[2]) is { } both && Shape.Broadcast(operands[0], both) is { } shape
        ? shape
        : throw new ShapeException($"Where: the condition of shape {operands[0]} and shapes {operands[1]} and {operands[2]} do not broadcast.");

    public override Tensor<T> Apply(Tensor<T>[] x) => Tensor.Where(x[0], x[1], x[2]);

    public override Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count)
    {
        var rank = x.Select((each, i) => each.Rank - (isMapped[i] ? 1 : 0)).Max();
        return Apply([.. x.Select((each, i) => isMapped[i] ? Samples.WithRank(each, rank) : each)]);
    }

    public override Func<Tensor<T>, Tensor<T>>? Pullback(int operand, Tensor<T>[] x, Tensor<T> y) => operand switch
    {
        0 => null,
        1 => ToThen(x[0], x[1].Shape),
        _ => ToOtherwise(x[0], x[2].Shape),
    };

    private static Func<Tensor<T>, Tensor<T>> ToThen(Tensor<T> condition, Shape shape) => dy => Tensor.Where(condition, dy, T.Zero).SumTo(shape);

    private static Func<Tensor<T>, Tensor<T>> ToOtherwise(Tensor<T> condition, Shape shape) => dy => Tensor.Where(condition, T.Zero, dy).SumTo(shape);
}
