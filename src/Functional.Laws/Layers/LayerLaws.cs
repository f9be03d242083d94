using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Functional.Laws;

/// <summary>
/// The laws of layers. One line checks a layer as strictly as the built-in ones: finite differences, linearity, purity, cotangents by need,
/// batches, precision, nesting, second derivatives, at random parameters, inputs and batches. A layer in <c>float</c> is checked by the same line: what
/// differences would say of it too vaguely, the pullback that is derived from its operations says.
/// </summary>
/// <example><code>
/// LayerLaws.For(Swish, inputShape: [5]).Check();
/// </code></example>
[StackTraceHidden]
public static partial class LayerLaws
{
    private static readonly string[] Approximate = ["linearity", FiniteDifferences, "batch additivity", FloatAgainstDouble, .. DerivativeLaws.Names];

    /// <summary>The laws of a layer between tensors.</summary>
    /// <param name="layer">The layer, in <c>double</c>.</param>
    /// <param name="inputShape">The shape of one sample, without the batch.</param>
    /// <param name="inSingle">The same layer in <c>float</c>, to compare with it; the law is left out where there is none.</param>
    /// <param name="inputs">
    /// Draws a batch of inputs, for a layer that is not defined everywhere. When none is given, numbers between −1.5 and 1.5 and now and then in
    /// a <see cref="EdgeCase"/>.
    /// </param>
    /// <param name="parameters">
    /// Draws the parameters, for a layer that does not take all: with the names and shapes of those that it starts with. When none is given, numbers between
    /// −1.5 and 1.5.
    /// </param>
    /// <param name="mixesSamples">Whether the output for one sample depends on the other samples of its batch: then no law says otherwise.</param>
    /// <param name="smallestBatch">The smallest batch that the layer takes.</param>
    /// <param name="code">The layer as C#, as counterexamples print it; what was written as the first argument when none is given.</param>
    /// <param name="codeInSingle">The layer in <c>float</c> as C#.</param>
    /// <exception cref="ArgumentException">The layer cannot be initialised for inputs of this shape; the message says why.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The smallest batch is less than 1.</exception>
    /// <example><code>
    /// LayerLaws.For(Swish, inputShape: [5]).Check();
    /// LayerLaws.For(Function("Log", x => x.Log()), inputShape: [5], inputs: draw => draw.Tensor&lt;double&gt;("x", [draw.Batch(), 5], 0.1, 3)).Check();
    /// </code></example>
    public static LawSuite<Draw> For(
        Layer<double, Tensor<double>, Tensor<double>> layer,
        Shape inputShape,
        Layer<float, Tensor<float>, Tensor<float>>? inSingle = null,
        Func<Draw, Tensor<double>>? inputs = null,
        Func<Draw, TensorTree<double>>? parameters = null,
        bool mixesSamples = false,
        int smallestBatch = 1,
        [CallerArgumentExpression(nameof(layer))] string code = "",
        [CallerArgumentExpression(nameof(inSingle))] string codeInSingle = "") => OfTensors(
            layer, inputShape, inputs, parameters, inSingle is null ? null : Twin.Of(inSingle, codeInSingle), mixesSamples, smallestBatch, code,
            inSingle is null ? "" : $", {codeInSingle}");

    /// <summary>The laws of a layer between tensors in <c>float</c>.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="inputShape">The shape of one sample, without the batch.</param>
    /// <param name="inputs">
    /// Draws a batch of inputs, for a layer that is not defined everywhere. When none is given, numbers between −1.5 and 1.5 and now and then in
    /// a <see cref="EdgeCase"/>.
    /// </param>
    /// <param name="parameters">
    /// Draws the parameters, for a layer that does not take all: with the names and shapes of those that it starts with. When none is given, numbers between
    /// −1.5 and 1.5.
    /// </param>
    /// <param name="mixesSamples">Whether the output for one sample depends on the other samples of its batch: then no law says otherwise.</param>
    /// <param name="smallestBatch">The smallest batch that the layer takes.</param>
    /// <param name="code">The layer as C#, as counterexamples print it; what was written as the first argument when none is given.</param>
    /// <exception cref="ArgumentException">The layer cannot be initialised for inputs of this shape; the message says why.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The smallest batch is less than 1.</exception>
    /// <example><code>
    /// LayerLaws.For(Swish, inputShape: [5]).Check();
    /// </code></example>
    public static LawSuite<Draw> For(
        Layer<float, Tensor<float>, Tensor<float>> layer,
        Shape inputShape,
        Func<Draw, Tensor<float>>? inputs = null,
        Func<Draw, TensorTree<float>>? parameters = null,
        bool mixesSamples = false,
        int smallestBatch = 1,
        [CallerArgumentExpression(nameof(layer))] string code = "") =>
        OfTensors(layer, inputShape, inputs, parameters, null, mixesSamples, smallestBatch, code, "");

    /// <summary>The laws of a layer between any types.</summary>
    /// <typeparam name="X">The type of the input, in <c>double</c>.</typeparam>
    /// <typeparam name="Y">The type of the output, in <c>double</c>.</typeparam>
    /// <param name="layer">The layer, in <c>double</c>.</param>
    /// <param name="inputShape">The shapes of one sample, without the batch.</param>
    /// <param name="inputs">Draws a batch of inputs.</param>
    /// <param name="parameters">Draws the parameters, with the names and shapes of those that the layer starts with; any numbers when none is given.</param>
    /// <param name="inSingle">The same layer in <c>float</c>, to compare with it; the law is left out where there is none.</param>
    /// <param name="mixesSamples">Whether the output for one sample depends on the other samples of its batch: then no law says otherwise.</param>
    /// <param name="code">The layer as C#, as counterexamples print it; what was written as the first argument when none is given.</param>
    /// <exception cref="ArgumentException">The layer cannot be initialised for inputs of these shapes; the message says why.</exception>
    /// <example><code>
    /// LayerLaws.For(Embedding(9, 4), inputShape: [3], inputs: draw => draw.Indices("words", [draw.Batch(), 3], count: 9)).Check();
    /// </code></example>
    public static LawSuite<Draw> For<X, Y>(
        Layer<double, X, Y> layer,
        Shapes inputShape,
        Func<Draw, X> inputs,
        Twin<X, Y>? inSingle = null,
        Func<Draw, TensorTree<double>>? parameters = null,
        bool mixesSamples = false,
        [CallerArgumentExpression(nameof(layer))] string code = "")
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => Of(layer, inputShape, inputs, parameters, inSingle, mixesSamples, code, null);

    /// <summary>The laws of a layer between any types in <c>float</c>.</summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="layer">The layer.</param>
    /// <param name="inputShape">The shapes of one sample, without the batch.</param>
    /// <param name="inputs">Draws a batch of inputs.</param>
    /// <param name="parameters">Draws the parameters, with the names and shapes of those that the layer starts with; any numbers when none is given.</param>
    /// <param name="mixesSamples">Whether the output for one sample depends on the other samples of its batch: then no law says otherwise.</param>
    /// <param name="code">The layer as C#, as counterexamples print it; what was written as the first argument when none is given.</param>
    /// <exception cref="ArgumentException">The layer cannot be initialised for inputs of these shapes; the message says why.</exception>
    public static LawSuite<Draw> For<X, Y>(
        Layer<float, X, Y> layer,
        Shapes inputShape,
        Func<Draw, X> inputs,
        Func<Draw, TensorTree<float>>? parameters = null,
        bool mixesSamples = false,
        [CallerArgumentExpression(nameof(layer))] string code = "")
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => Of(layer, inputShape, inputs, parameters, null, mixesSamples, code, null);

    /// <summary>The laws of layers that are drawn, with an input each: for a layer with settings of its own.</summary>
    /// <typeparam name="X">The type of the input, in <c>double</c>.</typeparam>
    /// <typeparam name="Y">The type of the output, in <c>double</c>.</typeparam>
    /// <param name="subject">What they are, for messages.</param>
    /// <param name="drawn">Draws a layer, the shapes of one sample, and a batch of inputs.</param>
    /// <param name="inSingle">Draws the same layer in <c>float</c>; the law that compares the two is left out where there is none.</param>
    /// <param name="mixesSamples">Whether the output for one sample depends on the other samples of its batch.</param>
    /// <example><code>
    /// LayerLaws.For("Dense", draw => (Dense(draw.Size("units")), Shape.Create(3), draw.Tensor&lt;double&gt;("x", [draw.Batch(), 3]))).Check();
    /// </code></example>
    public static LawSuite<Draw> For<X, Y>(
        string subject,
        Func<Draw, (Layer<double, X, Y> Layer, Shapes Sample, X Input)> drawn,
        Func<Draw, Twin<X, Y>>? inSingle = null,
        bool mixesSamples = false)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => OfDrawn(subject, drawn, inSingle, mixesSamples);

    /// <summary>The laws of layers in <c>float</c> that are drawn, with an input each: for a layer with settings of its own.</summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="subject">What they are, for messages.</param>
    /// <param name="drawn">Draws a layer, the shapes of one sample, and a batch of inputs.</param>
    /// <param name="mixesSamples">Whether the output for one sample depends on the other samples of its batch.</param>
    public static LawSuite<Draw> For<X, Y>(
        string subject, Func<Draw, (Layer<float, X, Y> Layer, Shapes Sample, X Input)> drawn, bool mixesSamples = false)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => OfDrawn(subject, drawn, null, mixesSamples);
}
