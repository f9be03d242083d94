using System.Collections.Immutable;

namespace Functional.Laws;

/// <summary>
/// The laws of derivatives of a differentiable function, at a point: its pullback against the one derived from its operations, second
/// derivatives, and derivatives along a direction. They trace the function; one that reads numbers cannot be traced, and is reported as not
/// checked.
/// </summary>
/// <typeparam name="X">The type of the input, in <c>double</c>.</typeparam>
/// <typeparam name="Y">The type of the output, in <c>double</c>.</typeparam>
public static class DerivativeLaws<X, Y>
    where X : IVectorSpace<X>
    where Y : IVectorSpace<Y>
{
    private const int Directions = 2;
    private const int RoundsOnThreads = 2;

    /// <summary>The pullback written by hand is the one derived from the operations of the forward pass, to rounding.</summary>
    public static Law<Point<X, Y>> Derived { get; } = Of(DerivativeLaws.Derived, static (p, y) =>
    {
        var v = p.Like("a", y);
        var traced = Differentiable.Trace((X x) => p.Function(x).Output);
        return Outcome.All(
            () => Agreement.SameBits("output", y, traced(p.At).Output, "by itself it is", "traced"),
            () => Agree<X>(
                p, change => p.Function(change.Of("x", p.At)).Pullback(change.Of("v", v)),
                change => traced(change.Of("x", p.At)).Pullback(change.Of("v", v)),
                "cotangent of ", "the pullback gives", "derived from the forward pass it is", DerivativeLaws.TermsOf(v, y, p.At) + p.AtLeast(Agreement.Largest(v))));
    });

    /// <summary>The derivative of the pullback agrees with finite differences of it.</summary>
    public static Law<Point<X, Y>> SecondDifferences { get; } = Of(DerivativeLaws.SecondDifferences, static (p, y) =>
    {
        var cost = Weighted(p, y);
        if (Agreement.FirstNotFinite(p.Function(p.At).Pullback(p.Like("a", y))) >= 0)
            return Outcome.Inconclusive("the cotangent is not finite");
        // The differences are those of the pullback as it runs, without a trace; the derivative is that of its trace.
        Differentiable<X, X> gradient = x => (p.Function(x).Pullback(p.Like("a", y)), v => cost.Hvp()(x, v).Product);
        var found = PullbackLaws<X, X>.Compared(GradientCheck.Of(gradient, p.At, p.Key.Split("directions"), directions: Directions));
        return found with { Message = found.Message.Length == 0 ? "" : "of the gradient, " + found.Message };
    });

    /// <summary>⟨u, H·v⟩ = ⟨v, H·u⟩ of the Hessian H.</summary>
    public static Law<Point<X, Y>> Symmetric { get; } = Of(DerivativeLaws.Symmetric, static (p, y) =>
    {
        var product = Weighted(p, y).Hvp();
        var (u, v) = (p.Like("u", p.At), p.Like("v", p.At));
        return Agree<Tensor<double>>(
            p, change => u.Dot(product(change.Of("x", p.At), change.Of("v", v)).Product),
            change => v.Dot(product(change.Of("x", p.At), change.Of("u", u)).Product),
            "the Hessian", "⟨u, H·v⟩ is", "but ⟨v, H·u⟩ is", Terms(u, product(p.At, v).Product) + Terms(v, product(p.At, u).Product)
            + p.AtLeast(Agreement.Largest(p.Like("a", y)) * Agreement.Largest(u) * Sum(v)));
    });

    /// <summary>⟨ȳ, J·v⟩ = ⟨Jᵀ·ȳ, v⟩, and the transpose of the transpose is the pullback again.</summary>
    public static Law<Point<X, Y>> Adjoint { get; } = Of(DerivativeLaws.Adjoint, static (p, y) =>
    {
        var (d, v) = (p.Like("a", y), p.Like("v", p.At));
        var (output, along) = p.Function.Jvp()(p.At, v);
        var (again, derivative) = p.Function.Linearize()(p.At);
        var terms = DerivativeLaws.TermsOf(d, y, p.At);
        return Outcome.All(
            () => Agreement.SameBits("output", y, output, "by itself it is", "with its derivative"),
            () => Agreement.SameBits("output", output, again, "of Jvp it is", "of Linearize"),
            () => Agreement.SameBits("derivative", along, derivative(v), "of Jvp it is", "of Linearize"),
            () => Agree<Tensor<double>>(
                p, change => Back(change).Dot(v), change => d.Dot(Along(change)),
                "the derivative", "⟨Jᵀ·ȳ, v⟩ is", "but ⟨ȳ, J·v⟩ is", Terms(Back(Change.None), v) + Terms(d, along) + p.AtLeast(Agreement.Largest(d) * Sum(v))),
            () => Agree<Y>(
                p, Along, change => Differentiable.Trace((X x) => p.Function(x).Output).Jvp()(change.Of("x", p.At), change.Of("v", v)).Derivative,
                "derivative", "by the pullback it is", "derived from the forward pass", terms + p.AtLeast(Agreement.Largest(v))),
            () => Agree<X>(
                p, Back, change => Differentiable.Transpose(p.Function.Linearize()(change.Of("x", p.At)).Derivative, p.At)(change.Of("d", d)),
                "cotangent of ", "the pullback gives", "its transpose, transposed,", terms + p.AtLeast(Agreement.Largest(d))));

        X Back(Change change) => p.Function(change.Of("x", p.At)).Pullback(change.Of("d", d));

        Y Along(Change change) => p.Function.Jvp()(change.Of("x", p.At), change.Of("v", v)).Derivative;
    });

    /// <summary>A trace gives the same bits again, beside another one, in a workspace, and on two threads.</summary>
    public static Law<Point<X, Y>> Traces { get; } = Of(DerivativeLaws.Traces, static (p, y) =>
    {
        var u = p.Like("u", y);
        Point<X, Y> forward = new(Differentiable.Trace((X x) => p.Function(x).Output), p.At, p.Key);
        Point<X, X> backward = new(Differentiable.Trace((X x) => p.Function(x).Pullback(u)), p.At, p.Key);
        return Outcome.All(
            () => PullbackLaws<X, Y>.InWorkspace.Test(forward),
            () => PullbackLaws<X, X>.Interleaved.Test(backward),
            () => PullbackLaws<X, X>.InWorkspace.Test(backward),
            // A thread takes longer to start than all of the above: one case of four has one.
            () => (p.Key.Bits(0) & 3) == 0 ? PullbackLaws<X, X>.OnThreads(backward, RoundsOnThreads) : Outcome.Holds);
    });

    /// <summary>All of them.</summary>
    public static ImmutableArray<Law<Point<X, Y>>> All { get; } = [Derived, SecondDifferences, Symmetric, Adjoint, Traces];

    /// <summary>A law that asks for a finite output, and says so where the function cannot be traced.</summary>
    private static Law<Point<X, Y>> Of((string Name, string Statement) law, Func<Point<X, Y>, Y, Outcome> test) => new(
        law.Name, law.Statement, p => Untraceable.Or(() =>
            p.Function(p.At).Output is var y && Agreement.FirstNotFinite(y) >= 0 ? Outcome.Inconclusive("the output is not finite") : test(p, y)));

    /// <summary>C(x) = ⟨a, f(x)⟩ with the pullback of f as it is written.</summary>
    private static Differentiable<X, Tensor<double>> Weighted(Point<X, Y> p, Y y)
    {
        var weights = p.Like("a", y);
        return Differentiable.Trace((X x) => Differentiable.InnerProduct<Y, double>(weights, p.Function.Apply(x)));
    }

    /// <summary>Whether two ways to the same vector agree to rounding.</summary>
    private static Outcome Agree<V>(
        Point<X, Y> p, Func<Change, V> one, Func<Change, V> other, string what, string expectation, string actuality, double size)
        where V : IVectorSpace<V> => new Rounding<V>(p.Unit, p.Unit, p.Key, one, other)
        .Agree(what, one(Change.None), other(Change.None), expectation, actuality, size);

    /// <summary>Σ |xᵢ·yᵢ|: how large the terms of an inner product are, which may cancel.</summary>
    private static double Terms<V>(V x, V y)
        where V : IVectorSpace<V> => Enumerable.Range(0, x.Dimension).Sum(i => double.Abs(x.Coordinate(i) * y.Coordinate(i)));

    private static double Sum<V>(V x)
        where V : IVectorSpace<V> => Enumerable.Range(0, x.Dimension).Sum(i => double.Abs(x.Coordinate(i)));
}

/// <summary>The names of the laws that trace, and what they say.</summary>
internal static class DerivativeLaws
{
    public static readonly (string Name, string Statement) Derived =
        ("derived", "the pullback is the one that follows from the operations of the forward pass");

    public static readonly (string Name, string Statement) DerivedInSingle =
        (LayerLaws.DerivedInSingle, "in float, too, the pullback is the one that follows from the operations of the forward pass");

    public static readonly (string Name, string Statement) SecondDifferences =
        ("second differences", "the derivative of the pullback agrees with finite differences of it");

    public static readonly (string Name, string Statement) Symmetric =
        ("symmetric", "second derivatives are symmetric: ⟨u, H·v⟩ is ⟨v, H·u⟩");

    public static readonly (string Name, string Statement) Adjoint =
        ("adjoint", "the derivative along a direction is the transpose of the pullback: ⟨ȳ, J·v⟩ is ⟨Jᵀ·ȳ, v⟩");

    public static readonly (string Name, string Statement) Traces =
        ("traces apart", "traced, too, it gives the same bits again, beside another run, in a workspace and on two threads");

    /// <summary>
    /// How large the terms of v·∂y/∂x are, by their dimension: v·y/x. They may cancel to nothing, as 1/x − x/x² does, while their rounding does not.
    /// </summary>
    public static double TermsOf<V, Y, X>(V v, Y y, X x)
        where V : IVectorSpace<V>
        where Y : IVectorSpace<Y>
        where X : IVectorSpace<X> => Agreement.Largest(v) * Agreement.Largest(y) / (Agreement.Largest(x) is > 0 and var size ? size : 1);

    /// <summary>The names of all of them.</summary>
    public static ImmutableArray<string> Names { get; } =
        [Derived.Name, DerivedInSingle.Name, SecondDifferences.Name, Symmetric.Name, Adjoint.Name, Traces.Name];
}
