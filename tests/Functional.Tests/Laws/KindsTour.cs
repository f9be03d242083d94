using Functional.Laws;
using static Functional.Layers<double>;

namespace Functional.Tests.Laws;

/// <summary>Layers of other kinds on src/Functional.Laws/README.md: the lines between the marks are those of the page, which tests hold to.</summary>
internal static class KindsTour
{
    public static LawSuite<Draw> InFloat()
    {
        // float
        var swish = Layers<float>.Function("Swish", x =>
        {
            var s = x.Sigmoid();
            return (x * s, dy => 1.001f * dy * (s + x * s * (1f - s)));         // one part in a thousand too much
        });
        // end
        return LayerLaws.For(swish, inputShape: [5]);
    }

    public static void CheckInFloat(Layer<float, Tensor<float>, Tensor<float>> swish)
    {
        // check float
        LayerLaws.For(swish, inputShape: [5]).Check();
        NetworkLaws.For(swish).Check();
        // end
    }

    public static LawSuite<Draw> Masked()
    {
        // masked
        var pooled = Pure<Pair<Tensor<double>, Mask>, Tensor<double>>("Pooled", shapes => shapes.Both.First.Shape[1..], input =>
        {
            var (x, mask) = input;                                                                          // [batch, time, features], [batch, time]
            var there = Tensor.Generate<double>(mask.Shape.Then([1]), i => mask.Span[i] ? 1 : 0);
            var count = there.Sum([1]);
            return ((x * there).Sum([1]) / count, dy => (there * dy.Reshape(x.Shape[0], 1, x.Shape[2]), mask.Zero));
        });
        // end
        return LayerLaws.For(pooled, Shapes.Pair([3, 2], [3]), draw => (draw.Tensor<double>("x", [draw.Batch(), 3, 2]), draw.Mask("there", [draw.Batch(), 3])));
    }

    public static void CheckMasked(Layer<double, Pair<Tensor<double>, Mask>, Tensor<double>> pooled)
    {
        // check masked
        LayerLaws.For(
            pooled, Shapes.Pair([3, 2], [3]),
            inputs: draw => (draw.Tensor<double>("x", [draw.Batch(), 3, 2]), draw.Mask("there", [draw.Batch(), 3]))).Check();
        // end
    }

    /// <summary>The counterexample of the page, pasted.</summary>
    public static void PastedMasked(Layer<double, Pair<Tensor<double>, Mask>, Tensor<double>> pooled)
    {
        // pasted masked
        var layer = pooled;
        Pair<Tensor<double>, Mask> input = (Tensor.Create<double>([1, 3, 2], -1, 0, -1, 0, 0, -1), Mask.Of([1, 3], false, true, true));
        LayerLaws.Verify("finite differences", layer, TensorTree<double>.Empty, input, key: new Key(401467383, 302481671));
        // end
    }

    public static Layer<double, Tensor<double>, Tensor<double>> Root()
    {
        // root
        var root = Function("Root", (_, shape) => TensorTree<double>.Of(("scale", Tensor.Ones<double>(shape))), (theta, x) =>
        {
            var factor = theta["scale"].Sqrt();
            return (x * factor, dy => new(
                () => TensorTree<double>.Of(("scale", (x * dy).SumTo(factor.Shape) / (2.0 * factor))),
                () => dy * factor));
        });
        // end
        return root;
    }

    public static void CheckRoot(Layer<double, Tensor<double>, Tensor<double>> root)
    {
        // check root
        LayerLaws.For(
            root, inputShape: [3],
            parameters: draw => TensorTree<double>.Of(("scale", draw.Tensor<double>("scale", [3], 0.5, 2)))).Check();
        // end
    }
}
