namespace Functional.Laws;

public static partial class LayerLaws
{
    /// <summary>The pullback written by hand against the derived one at <c>float</c>, which has kernels and orders of summation of its own.</summary>
    private static Law<LayerPoint<double, X, Y>> Derived<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new(
        DerivativeLaws.DerivedInSingle.Name, DerivativeLaws.DerivedInSingle.Statement, static point => Untraceable.Or(() =>
    {
        if (point.Twin is not { } twin)
            return Outcome.Holds;
        var at = point.Joint.At;
        var (y, back) = twin.Forward(point.Parameters, point.Input, point.Context);
        if (Agreement.FirstNotFinite(y) >= 0)
            return Outcome.Inconclusive("the output is not finite");
        var v = point.Joint.Like("a", y);
        var (traced, derived) = Differentiable.Trace((Arguments<double, X> each) => twin.Forward(each.Parameters, each.Input, point.Context).Output)(at);
        var inDouble = Differentiable.Trace((Arguments<double, X> each) => point.Joint.Function(each).Output);
        return Outcome.All(
            () => Agreement.SameBits("output", y, traced, "by itself it is", "traced"),
            () => new Rounding<Arguments<double, X>>(
                UnitOf.Single, UnitOf.Double, point.Key,
                change => point.Joint.Function(change.Of("x", at)).Pullback(change.Of("v", v)),
                change => inDouble(change.Of("x", at)).Pullback(change.Of("v", v)))
                .Agree(
                    "cotangent of ", back(v), derived(v), "the pullback gives", "derived from the forward pass it is",
                    DerivativeLaws.TermsOf(v, y, at)));
    }));
}
