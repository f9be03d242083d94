namespace Functional.Laws;

// A layer in double beside the same one in float.
public static partial class LayerLaws
{
    private static Law<LayerPoint<double, X, Y>> Single<X, Y>()
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
        var tolerance = 64 * UnitOf.Single * double.Sqrt(point.Joint.At.Dimension + 1);
        var found = Outcome.All(
            () => Agreement.Near("output", y, single, tolerance, 1, "double gives", "float"),
            () => Agreement.Near("cotangent of ", exact, rounded, tolerance, 1, "double gives", "float"));
        return found.Finding == Finding.Broken && IsIllConditioned(point, v, double.Max(Agreement.Distance(y, single), Agreement.Distance(exact, rounded)))
            ? Outcome.Inconclusive("at double, too, the numbers here change as much when the input is rounded")
            : found;
    });

    private static Law<LayerPoint<double, X, Y>> AnywhereInSingle<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new(AnywhereInFloat, "in float, too, equal numbers elsewhere in memory give the same bits", static point =>
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
    private static bool IsIllConditioned<X, Y>(LayerPoint<double, X, Y> point, Y v, double difference)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        var joint = point.Joint;
        var (y, back) = joint.Function(joint.At);
        var dx = back(v);
        for (var trial = 0; trial < 8; trial++)
        {
            var key = point.Key.Split("perturbation").Split(trial);
            var near = joint.At.WithCoordinates(i => joint.At.Coordinate(i) * (1 + (key.Uniform(i) - 0.5) * 8 * UnitOf.Single) + (key.Uniform(i) - 0.5) * UnitOf.Single);
            var (other, otherBack) = joint.Function(near);
            if (16 * double.Max(Agreement.Distance(y, other), Agreement.Distance(dx, otherBack(v))) >= difference)
                return true;
        }
        return false;
    }
}
