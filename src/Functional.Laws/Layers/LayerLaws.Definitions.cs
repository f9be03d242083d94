using System.Collections.Immutable;
using System.Numerics;

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

    private const double Rounding = 1e-10;
    private const string AnywhereInFloat = "wherever it lies, in float";

    /// <summary>Whether a law compares a layer in <c>double</c> with the same one in <c>float</c>, or is about the latter.</summary>
    internal static bool NeedsTwin(string law) => law is FloatAgainstDouble or AnywhereInFloat or DerivedInSingle;

    /// <summary>
    /// All laws of a layer at a point, the plainest first. Differences of values are asked of layers in <c>double</c> alone, and so is the comparison with
    /// <c>float</c>: in <c>float</c> it is the derived pullback that judges.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    public static ImmutableArray<Law<LayerPoint<T, X, Y>>> All<T, X, Y>()
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> =>
        [
            Naming(Initialisation<T, X, Y>()),
            .. PullbackLaws<T, X, Y>().Where(static law => !Approximate.Contains(law.Name) && !IsOfProducts(law)),
            ByNeed<T, X, Y>(),
            .. PullbackLaws<T, X, Y>().Where(static law => Approximate.Contains(law.Name)),
            BatchAdditivity<T, X, Y>(),
            .. InDouble<T, X, Y>(Naming(Single<X, Y>()), Naming(AnywhereInSingle<X, Y>())),
            Naming(Nesting<T, X, Y>()),
            .. PullbackLaws<T, X, Y>().Where(IsOfProducts),
            Naming(VectorSpace<T, X, Y>()),
            .. DerivativeLaws<Arguments<T, X>, Y>.All
                .Where(static law => typeof(T) == typeof(double) || law.Name != DerivativeLaws.SecondDifferences.Name)
                .Select(static law => Blaming(law.On<LayerPoint<T, X, Y>>(static point => point.Joint))),
            .. InDouble<T, X, Y>(Naming(Derived<X, Y>())),
        ];

    /// <summary>Laws of layers in <c>double</c>, and none in <c>float</c>.</summary>
    private static IEnumerable<Law<LayerPoint<T, X, Y>>> InDouble<T, X, Y>(params Law<LayerPoint<double, X, Y>>[] laws)
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => typeof(T) == typeof(double) ? laws.Cast<Law<LayerPoint<T, X, Y>>>() : [];

    private static bool IsOfProducts<T, X, Y>(Law<LayerPoint<T, X, Y>> law)
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => law.Name is "identity of Then" or "associativity of Then" or "products";

    private static IEnumerable<Law<LayerPoint<T, X, Y>>> PullbackLaws<T, X, Y>()
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => Functional.Laws.PullbackLaws<Arguments<T, X>, Y>.All.SelectMany(static law => law.Name == FiniteDifferences
            ? InDouble<T, X, Y>(Differences<X, Y>())
            : [Blaming(law.On<LayerPoint<T, X, Y>>(static point => point.Joint))]);

    private static Law<LayerPoint<double, X, Y>> Differences<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => Blaming(new Law<LayerPoint<double, X, Y>>(FiniteDifferences, "the pullback agrees with finite differences", static point =>
            Functional.Laws.PullbackLaws<X, Y>.Compared(point.Layer.CheckGradients(point.Parameters, point.Input, point.Context, point.Key.Split("directions"), 2))));

    private static Law<LayerPoint<T, X, Y>> Initialisation<T, X, Y>()
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new("initialisation", "the same key makes the same parameters, which fit, and the output has the shape that was inferred", static point =>
    {
        if (point.Sample is not { } sample)
            return Outcome.Holds;
        var (made, again) = (point.Layer.Initialize(point.Key, sample), point.Layer.Initialize(point.Key, sample));
        if (!made.Parameters.Equals(again.Parameters) || !made.State.Equals(again.State))
            return Outcome.Broken($"two starts from {CSharp.Of(point.Key)} made different parameters:\n{made.Parameters}\n{again.Parameters}");
        var output = point.Layer.Forward(made.Parameters, point.Input, point.Context).Output;
        return output is Tensor<T> y && SampleShapes.OfBatch<T>(point.Input) is { } x && y.Shape != x[..1].Then(made.Output.Shape)
            ? Outcome.Broken($"samples of shape {sample} were to become {made.Output}, but a batch of shape {x} became {y.Shape}")
            : Outcome.Holds;
    });

    private static Law<LayerPoint<T, X, Y>> ByNeed<T, X, Y>()
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => Blaming(new Law<LayerPoint<T, X, Y>>(
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

    private static Law<LayerPoint<T, X, Y>> VectorSpace<T, X, Y>()
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new("parameters add and scale", "the parameters are a vector space", static point =>
    {
        foreach (var law in VectorSpaceLaws<TensorTree<T>>.All)
            if (law.Check(VectorPoint<TensorTree<T>>.Like(point.Parameters, point.Key.Split("vectors"))) is { Finding: Finding.Broken } found)
                return Outcome.Broken($"{law.Name}: {found.Message}");
        return Outcome.Holds;
    });
}
