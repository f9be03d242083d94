using System.Collections.Immutable;

namespace Functional.Laws;

// What the laws of layers are. Those of pullbacks hold of a layer as a function of θ and x together.
public static partial class LayerLaws
{
    /// <summary>The name of the law that compares <c>float</c> with <c>double</c>.</summary>
    public const string FloatAgainstDouble = "float against double";

    /// <summary>The name of the law of finite differences.</summary>
    public const string FiniteDifferences = "finite differences";

    /// <summary>The name of the law that derives the pullback at <c>float</c>.</summary>
    public const string DerivedInSingle = "derived, in float";

    private const double SingleEpsilon = 1.1920929e-7;
    private const double Rounding = 1e-10;

    /// <summary>All laws of a layer at a point, the plainest first.</summary>
    /// <typeparam name="X">The type of the input, in <c>double</c>.</typeparam>
    /// <typeparam name="Y">The type of the output, in <c>double</c>.</typeparam>
    public static ImmutableArray<Law<LayerPoint<X, Y>>> All<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> =>
        [
            Naming(Initialisation<X, Y>()),
            .. PullbackLaws<X, Y>().Where(static law => !Approximate.Contains(law.Name) && !IsOfProducts(law)),
            ByNeed<X, Y>(),
            .. PullbackLaws<X, Y>().Where(static law => Approximate.Contains(law.Name)),
            BatchAdditivity<X, Y>(),
            Naming(Single<X, Y>()),
            Naming(AnywhereInSingle<X, Y>()),
            Naming(Nesting<X, Y>()),
            .. PullbackLaws<X, Y>().Where(IsOfProducts),
            Naming(VectorSpace<X, Y>()),
            .. DerivativeLaws<Arguments<X>, Y>.All.Select(static law => Blaming(law.On<LayerPoint<X, Y>>(static point => point.Joint))),
            Naming(Derived<X, Y>()),
        ];

    private static bool IsOfProducts<X, Y>(Law<LayerPoint<X, Y>> law)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => law.Name is "identity of Then" or "associativity of Then" or "products";

    private static IEnumerable<Law<LayerPoint<X, Y>>> PullbackLaws<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => Functional.Laws.PullbackLaws<Arguments<X>, Y>.All.Select(static law => law.Name == FiniteDifferences
            ? Differences<X, Y>()
            : Blaming(law.On<LayerPoint<X, Y>>(static point => point.Joint)));

    private static Law<LayerPoint<X, Y>> Differences<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => Blaming(new Law<LayerPoint<X, Y>>(FiniteDifferences, "the pullback agrees with finite differences", static point =>
            Functional.Laws.PullbackLaws<X, Y>.Compared(point.Layer.CheckGradients(point.Parameters, point.Input, point.Context, point.Key.Split("directions"), 2))));

    private static Law<LayerPoint<X, Y>> Initialisation<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new("initialisation", "the same key makes the same parameters, which fit, and the output has the shape that was inferred", static point =>
    {
        if (point.Sample is not { } sample)
            return Outcome.Holds;
        var (made, again) = (point.Layer.Initialize(point.Key, sample), point.Layer.Initialize(point.Key, sample));
        if (!made.Parameters.Equals(again.Parameters) || !made.State.Equals(again.State))
            return Outcome.Broken($"two starts from {CSharp.Of(point.Key)} made different parameters:\n{made.Parameters}\n{again.Parameters}");
        var output = point.Layer.Forward(made.Parameters, point.Input, point.Context).Output;
        return output is Tensor<double> y && point.Input is Tensor<double> x && y.Shape != x.Shape[..1].Then(made.Output.Shape)
            ? Outcome.Broken($"samples of shape {sample} were to become {made.Output}, but a batch of shape {x.Shape} became {y.Shape}")
            : Outcome.Holds;
    });

    private static Law<LayerPoint<X, Y>> ByNeed<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => Blaming(new Law<LayerPoint<X, Y>>(
        "called by need", "a cotangent is the same whether the other one is asked for before, after or never", static point =>
    {
        var (y, back, _) = point.Layer.Forward(point.Parameters, point.Input, point.Context);
        var v = point.Joint.Like("a", y);
        var (both, reversed) = (back(v), back(v));
        var (parameters, input) = (both.Parameters, both.Input);
        var (inputFirst, parametersLast) = (reversed.Input, reversed.Parameters);
        var (on, at) = (point.Layer.On(point.Input, point.Context)(point.Parameters), point.Layer.At(point.Parameters, point.Context)(point.Input));
        return Outcome.All(
            () => Agreement.SameBits("cotangent of ", parameters, back(v).Parameters, "with the other one it is", "alone"),
            () => Agreement.SameBits("cotangent of ", input, back(v).Input, "with the other one it is", "alone"),
            () => Agreement.SameBits("cotangent of ", parameters, parametersLast, "before the other one it is", "after it"),
            () => Agreement.SameBits("cotangent of ", input, inputFirst, "after the other one it is", "before it"),
            () => Agreement.SameBits("cotangent of ", parameters, on.Pullback(v), "from the layer it is", "from On"),
            () => Agreement.SameBits("cotangent of ", input, at.Pullback(v), "from the layer it is", "from At"));
    }));

    private static Law<LayerPoint<X, Y>> BatchAdditivity<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => Blaming(new Law<LayerPoint<X, Y>>(
        "batch additivity", "a batch's gradient is the sum of its samples' gradients", static point =>
    {
        if (point.MixesSamples || point.Context?.Mode == Mode.Training || point is not LayerPoint<Tensor<double>, Tensor<double>> tensors || tensors.Input.Rank == 0)
            return Outcome.Holds;
        var (layer, x, parameters, context) = (tensors.Layer, tensors.Input, tensors.Parameters, tensors.Context);
        var (y, back, _) = layer.Forward(parameters, x, context);
        if (Agreement.FirstNotFinite(y) >= 0)
            return Outcome.Inconclusive("the output is not finite");
        if (y.Rank == 0 || y.Shape[0] != x.Shape[0])
            return Outcome.Broken($"a batch of shape {x.Shape} became {y.Shape}: the first axis should be the batch");
        var v = tensors.Joint.Like("a", y);
        var each = Enumerable.Range(0, x.Shape[0]).Select(row => (Flow: layer.Forward(parameters, x.TakeRows(row), context), V: v.TakeRows(row))).ToArray();
        if (each.Length == 0)
            return Outcome.Holds;
        var cotangents = each.Select(static sample => sample.Flow.Pullback(sample.V)).ToArray();
        var whole = back(v);
        const string hint = "; if the samples of a batch are meant to influence each other, say mixesSamples: true";
        var found = Outcome.All(
            () => Agreement.Near("output", Tensor.Concatenate(0, [.. each.Select(static sample => sample.Flow.Output)]), y, Rounding, 1, "of each sample alone it is", "in the batch"),
            () => Agreement.Near("cotangent of ", Tensor.Concatenate(0, [.. cotangents.Select(static sample => sample.Input)]), whole.Input, Rounding, 1, "of each sample alone it is", "in the batch"),
            () => Agreement.Near("cotangent of ", cotangents.Select(static sample => sample.Parameters).Aggregate(static (sum, next) => sum.Plus(next)), whole.Parameters, Rounding, 1, "the sum over samples is", "of the batch it is"));
        return found.Finding == Finding.Broken ? Outcome.Broken(found.Message + hint) : found;
    }));

    private static Law<LayerPoint<X, Y>> Single<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new(FloatAgainstDouble, "float agrees with double, but for rounding", static point =>
    {
        if (point.Twin is not { } twin)
            return Outcome.Holds;
        // Only numbers of both types go in; what is drawn is, but for cotangents of a point pasted by hand.
        var (y, back) = point.Joint.Function(point.Joint.At);
        var v = point.Joint.Like("a", y);
        var (single, singleBack) = twin.Forward(point.Parameters, point.Input, point.Context);
        var (exact, rounded) = (back(v), singleBack(v));
        var tolerance = 64 * SingleEpsilon * double.Sqrt(point.Joint.At.Dimension + 1);
        var found = Outcome.All(
            () => Agreement.Near("output", y, single, tolerance, 1, "double gives", "float"),
            () => Agreement.Near("cotangent of ", exact, rounded, tolerance, 1, "double gives", "float"));
        return found.Finding == Finding.Broken && IsIllConditioned(point, v, double.Max(Agreement.Distance(y, single), Agreement.Distance(exact, rounded)))
            ? Outcome.Inconclusive("at double, too, the numbers here change as much when the input is rounded")
            : found;
    });

    private static Law<LayerPoint<X, Y>> AnywhereInSingle<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new("wherever it lies, in float", "in float, too, equal numbers elsewhere in memory give the same bits", static point =>
    {
        if (point.Twin is not { } twin)
            return Outcome.Holds;
        var key = point.Key.Split("edges");
        var input = point.Input.WithCoordinates(i => (double)(float)(Elsewhere.Edge(key, i) ?? point.Input.Coordinate(i)));
        var (y, back) = twin.Forward(point.Parameters, input, point.Context);
        var v = point.Joint.Like("a", y);
        var dx = back(v);
        return Elsewhere.All(() =>
        {
            var (there, backThere) = twin.Forward(point.Parameters, input, point.Context);
            return Outcome.All(
                () => Agreement.SameBits("output", y, there, "here it is", "elsewhere"),
                () => Agreement.SameBits("cotangent of ", dx, backThere(v), "here it is", "elsewhere"));
        });
    });

    /// <summary>Whether changes of the size of a float's rounding move the numbers at double by a good part of a difference.</summary>
    private static bool IsIllConditioned<X, Y>(LayerPoint<X, Y> point, Y v, double difference)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        var joint = point.Joint;
        var (y, back) = joint.Function(joint.At);
        var dx = back(v);
        for (var trial = 0; trial < 8; trial++)
        {
            var key = point.Key.Split("perturbation").Split(trial);
            var near = joint.At.WithCoordinates(i => joint.At.Coordinate(i) * (1 + (key.Uniform(i) - 0.5) * 8 * SingleEpsilon) + (key.Uniform(i) - 0.5) * SingleEpsilon);
            var (other, otherBack) = joint.Function(near);
            if (16 * double.Max(Agreement.Distance(y, other), Agreement.Distance(dx, otherBack(v))) >= difference)
                return true;
        }
        return false;
    }

    private static Law<LayerPoint<X, Y>> VectorSpace<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new("parameters add and scale", "the parameters are a vector space", static point =>
    {
        foreach (var law in VectorSpaceLaws<TensorTree<double>>.All)
            if (law.Check(VectorPoint<TensorTree<double>>.Like(point.Parameters, point.Key.Split("vectors"))) is { Finding: Finding.Broken } found)
                return Outcome.Broken($"{law.Name}: {found.Message}");
        return Outcome.Holds;
    });
}
