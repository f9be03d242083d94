using System.Runtime.CompilerServices;

namespace Functional.Laws;

/// <summary>The laws of differentiable functions, and those of their derivatives.</summary>
/// <example><code>
/// Differentiable&lt;Tensor&lt;double&gt;, Tensor&lt;double&gt;&gt; square = x => (x * x, dy => 2.0 * x * dy);
/// DifferentiableLaws.For(square, inputShape: [3]).Check();
/// </code></example>
public static class DifferentiableLaws
{
    /// <summary>The laws of a function between tensors.</summary>
    /// <param name="function">The function, in <c>double</c>.</param>
    /// <param name="inputShape">The shape of its input.</param>
    /// <param name="code">The function as C#; what was written as the first argument when none is given.</param>
    public static LawSuite<Draw> For(
        Differentiable<Tensor<double>, Tensor<double>> function, Shape inputShape, [CallerArgumentExpression(nameof(function))] string code = "") =>
        For(code, draw => (function, draw.Tensor<double>("x", inputShape))) with
        {
            Print = (law, draw) => $"DifferentiableLaws.For({code}, {CSharp.Of(inputShape)}).Verify({CSharp.Of(law.Name)}, {draw});",
        };

    /// <summary>The laws of a function between tensors in <c>float</c>: its pullback is held to the one that is derived from its operations.</summary>
    /// <param name="function">The function.</param>
    /// <param name="inputShape">The shape of its input.</param>
    /// <param name="code">The function as C#; what was written as the first argument when none is given.</param>
    public static LawSuite<Draw> For(
        Differentiable<Tensor<float>, Tensor<float>> function, Shape inputShape, [CallerArgumentExpression(nameof(function))] string code = "") =>
        Of(code, draw => (function, draw.Tensor<float>("x", inputShape)), inDouble: false) with
        {
            Print = (law, draw) => $"DifferentiableLaws.For({code}, {CSharp.Of(inputShape)}).Verify({CSharp.Of(law.Name)}, {draw});",
        };

    /// <summary>The laws of a function between any vector spaces.</summary>
    /// <typeparam name="X">The type of the input, in <c>double</c>.</typeparam>
    /// <typeparam name="Y">The type of the output, in <c>double</c>.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="inputs">Draws an input.</param>
    /// <param name="code">The function as C#; what was written as the first argument when none is given.</param>
    public static LawSuite<Draw> For<X, Y>(Differentiable<X, Y> function, Func<Draw, X> inputs, [CallerArgumentExpression(nameof(function))] string code = "")
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => For(code, draw => (function, inputs(draw)));

    /// <summary>The laws of functions that are drawn, with an input each.</summary>
    /// <typeparam name="X">The type of the input, in <c>double</c>.</typeparam>
    /// <typeparam name="Y">The type of the output, in <c>double</c>.</typeparam>
    /// <param name="subject">What they are, for messages.</param>
    /// <param name="drawn">Draws a function and an input.</param>
    public static LawSuite<Draw> For<X, Y>(string subject, Func<Draw, (Differentiable<X, Y> Function, X Input)> drawn)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => Of(subject, drawn, inDouble: true);

    private static LawSuite<Draw> Of<X, Y>(string subject, Func<Draw, (Differentiable<X, Y> Function, X Input)> drawn, bool inDouble)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new(
        subject,
        Arbitraries.Draws,
        [
            .. PullbackLaws<X, Y>.All.Where(law => IsAsked(law.Name, inDouble))
                .Select(law => law.On<Draw>(draw => At(PullbackLaws<X, Y>.NeedsTameNumbers(law.Name) ? draw.Tame : draw, drawn))),
            .. DerivativeLaws<X, Y>.All.Where(law => IsAsked(law.Name, inDouble)).Select(law => law.On<Draw>(draw => At(draw.Tame, drawn))),
        ])
        {
            Print = (law, draw) => $"DifferentiableLaws.For({CSharp.Of(subject)}, …).Verify({CSharp.Of(law.Name)}, {draw});",
        };

    /// <summary>Differences of <c>float</c>s say too little.</summary>
    private static bool IsAsked(string law, bool inDouble) => inDouble || (law != LayerLaws.FiniteDifferences && law != DerivativeLaws.SecondDifferences.Name);

    private static Point<X, Y> At<X, Y>(Draw draw, Func<Draw, (Differentiable<X, Y> Function, X Input)> drawn)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => drawn(draw) is var (function, input) ? new(function, input, draw.Key) : throw new InvalidOperationException();
}
