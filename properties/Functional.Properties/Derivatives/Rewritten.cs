using Functional.Laws;

namespace Functional.Properties.Derivatives;

/// <summary>
/// Two functions that are one, in two words: their values, gradients and second derivatives agree to rounding. The law of the kit that compares a
/// pullback with the derived one does it, for it derives its tolerance: the one function is given the other's pullback.
/// </summary>
internal static class Rewritten
{
    private const string Value = "value", Gradient = "gradient", Second = "second derivative";

    /// <summary>The laws of two functions on a value that is drawn.</summary>
    public static LawSuite<Draw> Of<X>(string subject, Func<Draw, (Func<X, Tensor<double>> One, Func<X, Tensor<double>> Other, X At)> drawn)
        where X : IVectorSpace<X> => new(
        subject,
        Arbitraries.Draws,
        [
            Of(Value, drawn, (one, other, x, key) => Derived<Tensor<double>, Tensor<double>>(
                // s ↦ s·f(x) has the pullback ȳ ↦ ⟨f(x), ȳ⟩.
                s => (s * one(x), dy => other(x).InnerProduct(dy)), 1, key)),
            Of(Gradient, drawn, (one, other, x, key) =>
                Derived<X, Tensor<double>>(at => (one(at), Differentiable.Trace(other)(at).Pullback), x, key)),
            Of(Second, drawn, (one, other, x, key) =>
            {
                var weights = Weights(one(x), key);
                return Derived<X, X>(at => (Back(one, weights)(at), Differentiable.Trace(Back(other, weights))(at).Pullback), x, key);
            }),
        ])
        {
            Print = (law, draw) => $"Rewritten: {subject}, {law.Name} at {draw}",
        };

    private static Law<Draw> Of<X>(
        string name, Func<Draw, (Func<X, Tensor<double>> One, Func<X, Tensor<double>> Other, X At)> drawn,
        Func<Func<X, Tensor<double>>, Func<X, Tensor<double>>, X, Key, Outcome> test) => new(
        name, $"both words for it have the same {name}",
        draw => drawn(draw.Tame) is var (one, other, x) ? test(one, other, x, draw.Key) : Outcome.Holds);

    private static Func<X, X> Back<X>(Func<X, Tensor<double>> function, Tensor<double> weights)
        where X : IVectorSpace<X> => x => Differentiable.Trace(function)(x).Pullback(weights);

    private static Outcome Derived<X, Y>(Differentiable<X, Y> function, X at, Key key)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => DerivativeLaws<X, Y>.Derived.Test(new(function, at, key));

    private static Tensor<double> Weights(Tensor<double> like, Key key)
    {
        var own = key.Split("weights");
        return Tensor.Generate(like.Shape, i => own.Uniform(i) * 2 - 1);
    }
}
