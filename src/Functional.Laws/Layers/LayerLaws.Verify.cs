using System.Numerics;

namespace Functional.Laws;

// What a printed counterexample calls.
public static partial class LayerLaws
{
    /// <summary>Checks one law of a layer at one point, and throws where it is broken: what a printed counterexample calls.</summary>
    /// <typeparam name="X">The type of the input, in <c>double</c>.</typeparam>
    /// <typeparam name="Y">The type of the output, in <c>double</c>.</typeparam>
    /// <param name="law">The law's name.</param>
    /// <param name="layer">The layer, in <c>double</c>.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="input">A batch of inputs.</param>
    /// <param name="context">Mode, key and statistics, if the layer needs them.</param>
    /// <param name="key">The key of cotangents and directions.</param>
    /// <param name="inSingle">The same layer in <c>float</c>, for the laws that compare the two.</param>
    /// <exception cref="LawException">The law is broken; the message says where, and both numbers.</exception>
    /// <exception cref="ArgumentException">There is no law of that name.</exception>
    public static void Verify<X, Y>(
        string law, Layer<double, X, Y> layer, TensorTree<double> parameters, X input, Context<double>? context = null, Key key = default,
        Layer<float, Tensor<float>, Tensor<float>>? inSingle = null)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => VerifyAt(law, new LayerPoint<double, X, Y>(layer, parameters, input, context, key)
        {
            Twin = inSingle is null ? null : (object)Twin.Of(inSingle) as Twin<X, Y>,
        });

    /// <summary>Checks one law of a layer in <c>float</c> at one point, and throws where it is broken: what a printed counterexample calls.</summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="law">The law's name.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="input">A batch of inputs.</param>
    /// <param name="context">Mode, key and statistics, if the layer needs them.</param>
    /// <param name="key">The key of cotangents and directions.</param>
    /// <exception cref="LawException">The law is broken; the message says where, and both numbers.</exception>
    /// <exception cref="ArgumentException">There is no law of that name.</exception>
    public static void Verify<X, Y>(
        string law, Layer<float, X, Y> layer, TensorTree<float> parameters, X input, Context<float>? context = null, Key key = default)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => VerifyAt(law, new LayerPoint<float, X, Y>(layer, parameters, input, context, key));

    /// <summary>Checks that two layers between tensors are one: the same parameters, outputs and gradients to the last bit.</summary>
    /// <param name="expected">One layer.</param>
    /// <param name="actual">The other.</param>
    /// <param name="inputShape">The shape of one sample, without the batch.</param>
    /// <param name="draw">Where parameters and inputs come from.</param>
    /// <exception cref="LawException">They differ; the message says where, and both numbers.</exception>
    public static void VerifySame(
        Layer<double, Tensor<double>, Tensor<double>> expected, Layer<double, Tensor<double>, Tensor<double>> actual, Shape inputShape, Draw draw)
    {
        var input = draw.Under("input");
        var x = input.Tensor<double>("x", Shape.Create(input.Batch(2)).Then(inputShape));
        var point = Drawn(expected, expected.Initialize(default, inputShape), draw, x, null);
        if (SameLayer(point, inputShape, expected, actual) is { Finding: Finding.Broken, Message: var message })
            throw new LawException($"{expected.Name} and {actual.Name} differ: {message}");
    }

    private static void VerifyAt<T, X, Y>(string law, LayerPoint<T, X, Y> point)
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new LawSuite<LayerPoint<T, X, Y>>(point.Layer.Name, null!, All<T, X, Y>())
        .Verify(law, point with { Sample = SampleShapes.Of<T>(point.Input) });
}
