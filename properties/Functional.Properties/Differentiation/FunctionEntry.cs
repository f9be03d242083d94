using Functional.Laws;
using Functional.Properties.Catalogue;

namespace Functional.Properties.Differentiation;

/// <summary>Entries of differentiable functions.</summary>
internal static class FunctionEntry
{
    /// <summary>
    /// A function at both element types. The law that compares the two is one of layers, so the function is looked at as a layer for it.
    /// </summary>
    public static Entry Of<X, Y, XSingle, YSingle>(
        string member,
        string use,
        Precision<X, XSingle> inputs,
        Precision<Y, YSingle> outputs,
        Func<Draw, Differentiable<X, Y>> function,
        Func<Draw, Differentiable<XSingle, YSingle>> inSingle,
        Func<Draw, X> at)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
        where XSingle : IVectorSpace<XSingle>
        where YSingle : IVectorSpace<YSingle>
    {
        var asLayer = LayerLaws.For(
            use,
            draw => (Layers<double>.Pure(use, static shapes => shapes, function(draw)), (Shapes)Shape.Scalar, at(draw)),
            draw => inputs.To(outputs, Layers<float>.Pure(use, static shapes => shapes, inSingle(draw))));
        return new(
            member,
            DifferentiableLaws.For(use, draw => (function(draw), at(draw))).And([.. asLayer.Only(LayerLaws.FloatAgainstDouble).Laws]));
    }
}
