using System.Collections.Immutable;
using static Functional.Differentiable;

namespace Functional.Laws;

/// <summary>The laws of every differentiable function, at a point.</summary>
/// <typeparam name="X">The type of the input, in <c>double</c>.</typeparam>
/// <typeparam name="Y">The type of the output, in <c>double</c>.</typeparam>
public static class PullbackLaws<X, Y>
    where X : IVectorSpace<X>
    where Y : IVectorSpace<Y>
{
    private const int Directions = 2;
    private const int NumbersForThreads = 128;
    private const int MostRounds = 16;
    private const double Rounding = 1e-9;

    /// <summary>The cotangent of the input has the names and shapes of the input.</summary>
    public static Law<Point<X, Y>> Shapes { get; } = new("shapes", "a cotangent has the names and shapes of what it is the cotangent of", static p =>
    {
        var (y, back) = p.Function(p.At);
        var dx = back(p.Like("a", y));
        try
        {
            p.At.Plus(dx);
        }
        catch (ArgumentException differ)
        {
            return Outcome.Broken(differ.Message);
        }
        return Outcome.Holds;
    });

    /// <summary>Where the input is finite the output is, and the pullback takes finite cotangents to finite ones.</summary>
    public static Law<Point<X, Y>> Finite { get; } = new("finite", "what is finite stays finite, on the way forward and on the way back", static p =>
    {
        var (y, back) = p.Function(p.At);
        if (Agreement.FirstNotFinite(y) is >= 0 and var at)
            return !double.IsNaN(y.Coordinate(at)) && Agreement.Largest(p.At) > 100
                ? Outcome.Inconclusive(Invariant($"the output{y.CoordinateName(at)} overflows at an input of up to {Agreement.Largest(p.At):G3}"))
                : Outcome.Broken($"the {Names.Of("output", y.CoordinateName(at))} is {CSharp.Of(y.Coordinate(at))} at a finite input: "
                    + "if the function is not defined there, say which inputs and parameters it takes (inputs: draw => …, parameters: draw => …)");
        var dx = back(p.Like("a", y));
        return Agreement.FirstNotFinite(dx) is >= 0 and var i
            ? Outcome.Broken($"the {Names.Of("cotangent of ", dx.CoordinateName(i))} is {CSharp.Of(dx.Coordinate(i))}, though input, output and the output's cotangent are finite")
            : Outcome.Holds;
    });

    /// <summary>The pullback agrees with finite differences.</summary>
    public static Law<Point<X, Y>> FiniteDifferences { get; } = new("finite differences", "the pullback agrees with finite differences", static p =>
        Compared(GradientCheck.Of(p.Function, p.At, p.Key.Split("directions"), directions: Directions)));

    /// <summary>P(αa + βb) = α·P(a) + β·P(b).</summary>
    public static Law<Point<X, Y>> Linearity { get; } = new("linearity", "the pullback is linear: P(αa + βb) is α·P(a) + β·P(b)", static p =>
    {
        var (y, back) = p.Function(p.At);
        if (Agreement.FirstNotFinite(y) >= 0)
            return Outcome.Inconclusive("the output is not finite");
        var (a, b, alpha, beta) = (p.Like("a", y), p.Like("b", y), p.Number("alpha"), p.Number("beta"));
        var (ofA, ofB) = (back(a).Scale(alpha), back(b).Scale(beta));
        if (!p.IsDouble)
            return new Rounding<X>(
                p.Unit, p.Unit, p.Key,
                change => p.Function(change.Of("x", p.At)).Pullback is var at ? at(change.Of("a", a)).Scale(alpha).Plus(at(change.Of("b", b)).Scale(beta)) : ofA,
                change => p.Function(change.Of("x", p.At)).Pullback(change.Of("a", a).Scale(alpha).Plus(change.Of("b", b).Scale(beta))))
                .Agree(
                    "cotangent of ", ofA.Plus(ofB), back(a.Scale(alpha).Plus(b.Scale(beta))), "α·P(a) + β·P(b) is", "but P(αa + βb) is",
                    Agreement.Largest(ofA) + Agreement.Largest(ofB)
                    + p.AtLeast(double.Abs(alpha) * Agreement.Largest(a) + double.Abs(beta) * Agreement.Largest(b)));
        return Agreement.Near(
            "cotangent of ", ofA.Plus(ofB), back(a.Scale(alpha).Plus(b.Scale(beta))), Rounding,
            double.Max(1e-3, double.Max(Agreement.Largest(ofA), Agreement.Largest(ofB))), "α·P(a) + β·P(b) is", "but P(αa + βb) is");
    });

    /// <summary>P(0) = 0.</summary>
    public static Law<Point<X, Y>> ZeroToZero { get; } = new("zero to zero", "the pullback of zero is zero", static p =>
    {
        var (y, back) = p.Function(p.At);
        if (Agreement.FirstNotFinite(y) >= 0)
            return Outcome.Inconclusive("the output is not finite");
        var zero = back(y.Zero);
        for (var i = 0; i < zero.Dimension; i++)
            if (zero.Coordinate(i) != 0)
                return Outcome.Broken($"the output's cotangent is zero, but the {Names.Of("cotangent of ", zero.CoordinateName(i))} is {CSharp.Of(zero.Coordinate(i))}");
        return Outcome.Holds;
    });

    /// <summary>The same input gives the same bits, and a pullback can be called again.</summary>
    public static Law<Point<X, Y>> Repeatable { get; } = new("twice the same", "the same input gives the same bits, and a pullback can be called again", static p =>
    {
        var (first, again) = (p.Function(p.At), p.Function(p.At));
        var v = p.Like("a", first.Output);
        var once = Copy(first.Pullback(v));
        return Outcome.All(
            () => Agreement.SameBits("output", first.Output, again.Output, "once", "then"),
            () => Agreement.SameBits("cotangent of ", once, first.Pullback(v), "the pullback once gave", "when called again"),
            () => Agreement.SameBits("cotangent of ", once, again.Pullback(v), "one run gave", "another"));
    });

    /// <summary>Equal inputs that lie elsewhere in memory give the same bits.</summary>
    public static Law<Point<X, Y>> Anywhere { get; } = new(
        "wherever it lies", "equal numbers elsewhere in memory give the same bits, at the edges of the range of exponents, too", static p =>
        Outcome.All(() => AnywhereAt(p, p.At), () => AnywhereAt(p, AtTheEdges(p))));

    /// <summary>Neither the function nor its pullback changes what it is given.</summary>
    public static Law<Point<X, Y>> Unchanged { get; } = new("inputs unchanged", "neither the function nor its pullback changes what it is given", static p =>
    {
        var before = Copy(p.At);
        var (y, back) = p.Function(p.At);
        var (output, v) = (Copy(y), p.Like("a", y));
        var cotangent = Copy(v);
        var afterForward = Agreement.SameBits("input", before, p.At, "was", "but became");
        if (afterForward.Finding != Finding.Holds)
            return afterForward;
        back(v);
        return Outcome.All(
            () => Agreement.SameBits("input", before, p.At, "was", "but became"),
            () => Agreement.SameBits("output", output, y, "was", "but the pullback made it"),
            () => Agreement.SameBits("cotangent of the output", cotangent, v, "was", "but the pullback made it"));
    });

    /// <summary>Pullbacks of two runs, called in turn, do not see each other.</summary>
    public static Law<Point<X, Y>> Interleaved { get; } = new("runs apart", "what one run remembers is not disturbed by another run", static p =>
    {
        var elsewhere = p.Elsewhere();
        var alone = p.Function(p.At);
        var (v, w) = (p.Like("a", alone.Output), p.Like("b", alone.Output));
        var (output, expected) = (Copy(alone.Output), Copy(alone.Pullback(v)));
        var (here, there) = (p.Function(p.At), p.Function(elsewhere));
        var expectedThere = Copy(p.Function(elsewhere).Pullback(w));
        here.Pullback(w);
        return Outcome.All(
            () => Agreement.SameBits("output", output, here.Output, "alone it is", "after another run"),
            () => Agreement.SameBits("cotangent of ", expectedThere, there.Pullback(w), "alone it is", "beside another run"),
            () => Agreement.SameBits("cotangent of ", expected, here.Pullback(v), "alone it is", "after another run"),
            () => Agreement.SameBits("cotangent of ", expectedThere, there.Pullback(w), "alone it is", "beside another run"));
    });

    /// <summary>Two threads at once get what one gets alone.</summary>
    public static Law<Point<X, Y>> Threads { get; } = new("threads", "two threads at once get the same bits as one alone", static p => OnThreads(p, MostRounds));

    /// <summary>Two threads at once, some number of times at most: fewer for a function that takes long enough for them to meet.</summary>
    internal static Outcome OnThreads(Point<X, Y> p, int mostRounds)
    {
        var shared = p.Function(p.At);
        var v = p.Like("a", shared.Output);
        var expected = Copy(shared.Pullback(v));
        var elsewhere = p.Elsewhere();
        var apart = p.Function(elsewhere);
        var expectedApart = Copy(apart.Pullback(v));
        // Small functions are over before the other thread has begun: both wait for each other, and run the oftener the smaller they are.
        var (ready, rounds) = (0, Math.Clamp(NumbersForThreads / (p.At.Dimension + 1), 2, mostRounds));
        var other = Task.Factory.StartNew(() => Several(elsewhere, apart, expectedApart), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var own = Several(p.At, shared, expected);
        return Outcome.All(() => own, () => other.GetAwaiter().GetResult());

        Outcome Several(X at, (Y Output, Func<Y, X> Pullback) known, X cotangent)
        {
            Interlocked.Increment(ref ready);
            SpinWait.SpinUntil(() => Volatile.Read(ref ready) == 2);
            for (var i = 0; i < rounds; i++)
            {
                var (y, back) = p.Function(at);
                var found = Outcome.All(
                    () => Agreement.SameBits("output", known.Output, y, "alone it is", "beside another thread"),
                    () => Agreement.SameBits("cotangent of ", cotangent, back(v), "alone it is", "beside another thread"),
                    () => Agreement.SameBits("cotangent of ", cotangent, known.Pullback(v), "alone it is", "beside another thread"));
                if (found.Finding != Finding.Holds)
                    return found;
            }
            return Outcome.Holds;
        }
    }

    /// <summary>Inside of a workspace everything is as outside; what a run has made is not held on to when it is over.</summary>
    public static Law<Point<X, Y>> InWorkspace { get; } = new(
        "in a workspace", "in a workspace the bits are the same, and no run holds on to what another one has made", static p =>
    {
        var (output, back) = p.Function(p.At);
        var v = p.Like("a", output);
        var expected = back(v);
        var workspace = new Workspace(strict: true);
        var found = Outcome.Holds;
        for (var i = 0; i < 2 && found.Finding == Finding.Holds; i++)
            workspace.Run<Tensor<double>>(() =>
            {
                var (y, pullback) = p.Function(p.At);
                found = Outcome.All(
                    () => Agreement.SameBits("output", output, y, "outside it is", "in a workspace"),
                    () => Agreement.SameBits("cotangent of ", expected, pullback(v), "outside it is", "in a workspace"));
                return 0.0;
            });
        return found;
    });

    /// <summary>Identity.Then(f) and f.Then(Identity) are f.</summary>
    public static Law<Point<X, Y>> Identity { get; } = new("identity of Then", "the identity before or after a function changes nothing", static p => Outcome.All(
        () => Same(p, p.Function, Identity<X>().Then(p.Function)),
        () => Same(p, p.Function, p.Function.Then(Identity<Y>()))));

    /// <summary>(e.Then(f)).Then(g) is e.Then(f.Then(g)), and its pullback the composition of the three.</summary>
    public static Law<Point<X, Y>> Associativity { get; } = new("associativity of Then", "it does not matter how a composition is bracketed", static p =>
    {
        var (e, g) = (Smooth.On<X>(p.Key.Split("e")), Smooth.On<Y>(p.Key.Split("g")));
        return Outcome.All(
            () => Same(p, e.Then(p.Function).Then(g), e.Then(p.Function.Then(g))),
            () =>
            {
                var (x, eBack) = e(p.At);
                var (y, fBack) = p.Function(x);
                var (z, gBack) = g(y);
                var d = p.Like("a", z);
                return Agreement.SameBits("cotangent of ", eBack(fBack(gBack(d))), e.Then(p.Function).Then(g)(p.At).Pullback(d), "step by step it is", "composed");
            });
    });

    /// <summary>Fork and Parallel with their projections are a product.</summary>
    public static Law<Point<X, Y>> Products { get; } = new("products", "a fork adds the cotangents of its branches, and each projection of it is a branch", static p =>
    {
        var g = Smooth.On<X>(p.Key.Split("g"));
        return Outcome.All(
            () => Same(p, p.Function, Fork(p.Function, g).Then(First<Y, X>())),
            () => Same(p, p.Function, Fork(g, p.Function).Then(Second<X, Y>())),
            () =>
            {
                var ((y, x), both) = Fork(p.Function, g)(p.At);
                var (a, b) = (p.Like("a", y), p.Like("b", x));
                return Agreement.SameBits("cotangent of ", p.Function(p.At).Pullback(a).Plus(g(p.At).Pullback(b)), both((a, b)), "the sum of the branches is", "the fork gives");
            },
            () => Same<X, Pair<Y, X>>(p, Fork(p.Function, g), Fork(Identity<X>(), Identity<X>()).Then(Parallel(p.Function, g))));
    });

    /// <summary>All of them, the plainest first.</summary>
    public static ImmutableArray<Law<Point<X, Y>>> All { get; } =
    [
        Shapes, Finite, ZeroToZero, Unchanged, Repeatable, Anywhere, Interleaved, InWorkspace, Threads,
        Linearity, FiniteDifferences,
        Identity, Associativity, Products,
    ];

    /// <summary>Those that compare up to rounding: they are not asked for at numbers that are very large or small.</summary>
    internal static bool NeedsTameNumbers(string law) => law is "linearity" or "finite differences";

    internal static Outcome Compared(GradientReport report) => report.Verdict switch
    {
        Verdict.Passed => Outcome.Holds,
        Verdict.Inconclusive => Outcome.Inconclusive(string.Join("; ", report.Arguments.Where(static each => each.Verdict == Verdict.Inconclusive))),
        _ => Outcome.Broken(report.Arguments.First(static each => each.Verdict == Verdict.Failed).Worst.ToString()!),
    };

    private static Outcome AnywhereAt(Point<X, Y> p, X at)
    {
        var (y, back) = p.Function(at);
        var v = p.Like("a", y);
        var dx = back(v);
        return Elsewhere.All(() =>
        {
            var (there, backThere) = p.Function(Copy(at));
            return Outcome.All(
                () => Agreement.SameBits("output", y, there, "here it is", "elsewhere"),
                () => Agreement.SameBits("cotangent of ", dx, backThere(Copy(v)), "here it is", "elsewhere"));
        });
    }

    /// <summary>Some of the input's numbers replaced by the largest, the smallest, and those at which functions give up.</summary>
    private static X AtTheEdges(Point<X, Y> p)
    {
        var key = p.Key.Split("edges");
        return p.At.WithCoordinates(i => Elsewhere.Edge(key, i) ?? p.At.Coordinate(i));
    }

    private static Outcome Same<A, B>(Point<X, Y> p, Differentiable<A, B> expected, Differentiable<A, B> actual)
        where A : IVectorSpace<A>
        where B : IVectorSpace<B>
    {
        var at = (A)(object)p.At;
        var (left, right) = (expected(at), actual(at));
        var d = p.Like("a", left.Output);
        return Outcome.All(
            () => Agreement.SameBits("output", left.Output, right.Output, "one side is", "the other"),
            () => Agreement.SameBits("cotangent of ", left.Pullback(d), right.Pullback(d), "one side is", "the other"));
    }

    private static V Copy<V>(V vector)
        where V : IVectorSpace<V> => vector.WithCoordinates(vector.Coordinate);
}
