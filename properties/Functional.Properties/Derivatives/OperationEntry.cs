using Functional.Laws;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives;

/// <summary>An operation on tensors: a traced function of it alone, at operands that are drawn.</summary>
/// <param name="Operation">The name of the operation's record.</param>
/// <param name="Laws">The laws; the subject says how the operation is called.</param>
/// <param name="Runs">Which operations are run at a draw, on the way forward and on the way back.</param>
internal sealed record OperationEntry(string Operation, LawSuite<Draw> Laws, Func<Draw, HashSet<Type>> Runs)
{
    public const string ThirdDifferences = "third differences";

    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>An operation on one tensor.</summary>
    public static OperationEntry Of(string operation, string use, Func<Draw, (Func<V, V> Apply, V X)> drawn) => Between<V>(operation, use, drawn);

    /// <summary>An operation on two tensors.</summary>
    public static OperationEntry Of(string operation, string use, Func<Draw, (Func<V, V, V> Apply, V X, V Y)> drawn) => Between<Pair<V, V>>(
        operation, use, draw => drawn(draw) is var (apply, x, y) ? (both => apply(both.First, both.Second), (x, y)) : default);

    /// <summary>An operation on three tensors.</summary>
    public static OperationEntry Of(string operation, string use, Func<Draw, (Func<V, V, V, V> Apply, V X, V Y, V Z)> drawn) =>
        Between<Pair<V, Pair<V, V>>>(operation, use, draw => drawn(draw) is var (apply, x, y, z)
            ? (all => apply(all.First, all.Second.First, all.Second.Second), (x, (y, z))) : default);

    /// <summary>The laws that are about a function that is traced itself: that a trace is what the trace says needs no test.</summary>
    public static LawSuite<Draw> LawsOf<X>(string use, Func<Draw, (Differentiable<X, V> Function, X Input)> drawn)
        where X : IVectorSpace<X> => DifferentiableLaws.For(use, drawn)
        .Only("linearity", "finite differences", "second differences", "symmetric", "adjoint")
        .And(Third<X, V>().On<Draw>(draw => drawn(draw.Tame) is var (function, input) ? new(function, input, draw.Key) : null!));

    /// <summary>The law of an operation that moves with its operands, as extrema do: what flows back adds up to what came, at ties, too.</summary>
    public static Law<Draw> AddsUp<X>(Func<Draw, (Differentiable<X, V> Function, X Input)> drawn)
        where X : IVectorSpace<X> => new("adds up", "f(x + c) is f(x) + c, so that what flows back adds up to what came, at ties, too", draw =>
    {
        var (function, input) = drawn(draw.Tame);
        var (y, back) = function(input);
        var dy = draw.Tensor<double>("dy", y.Shape, -2, 2);
        var (came, flows) = (dy.Sum().Scalar, back(dy).Dot(input.WithCoordinates(static _ => 1)));
        return double.Abs(came - flows) <= 64 * Epsilon * dy.Abs().Sum().Scalar
            ? Outcome.Holds
            : Outcome.Broken(Invariant($"cotangent of input{input.CoordinateName(0)} and those after it: {came:R} came, {flows:R} flows back"));
    });

    private static OperationEntry Between<X>(string operation, string use, Func<Draw, (Func<X, V> Apply, X Input)> drawn)
        where X : IVectorSpace<X> => new(
        operation,
        LawsOf<X>(use, draw => drawn(draw) is var (apply, x) ? (Differentiable.Trace(apply), x) : default)
            .And(MappedLaw.Of(
                draw => drawn(draw.Tame), operation is "Log" or "Sqrt" or "BinaryCrossEntropy" or "Cholesky",
                operation is "MatMul" or "Affine" or "Convolution" or "TransposedConvolution")),
        draw => drawn(draw) is var (apply, x) ? Recorder.Of(apply, x) : []);

    /// <summary>The second derivatives of a pullback: those of the operations that pullbacks are made of.</summary>
    private static Law<Point<X, Y>> Third<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new(
        ThirdDifferences, "the derivative of the derivative of the pullback agrees with finite differences of it", static p =>
    {
        var (y, key) = (p.Function(p.At).Output, p.Key.Split("weights"));
        var weights = y.WithCoordinates(i => key.Uniform(i) * 2 - 1);
        return DerivativeLaws<X, X>.SecondDifferences.Test(new(Differentiable.Trace((X x) => p.Function(x).Pullback(weights)), p.At, p.Key));
    });
}
