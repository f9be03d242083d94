using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Functional.Laws;

/// <summary>
/// The laws of layers. One line checks a layer as strictly as the built-in ones: finite differences, linearity, purity, cotangents by need,
/// batches, precision, nesting, second derivatives. What is checked is the layer in <c>double</c>, at random parameters, inputs and batches.
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
    /// <param name="mixesSamples">Whether the output for one sample depends on the other samples of its batch: then no law says otherwise.</param>
    /// <param name="smallestBatch">The smallest batch that the layer takes.</param>
    /// <param name="code">The layer as C#, as counterexamples print it; what was written as the first argument when none is given.</param>
    /// <param name="codeInSingle">The layer in <c>float</c> as C#.</param>
    /// <exception cref="ArgumentException">The layer cannot be initialised for inputs of this shape; the message says why.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The smallest batch is less than 1.</exception>
    /// <example><code>
    /// LayerLaws.For(Swish, inputShape: [5]).Check();
    /// LayerLaws.For(Log, inputShape: [5], inputs: draw => draw.Tensor&lt;double&gt;("x", [draw.Batch(), 5], 0.1, 3)).Check();
    /// </code></example>
    public static LawSuite<Draw> For(
        Layer<double, Tensor<double>, Tensor<double>> layer,
        Shape inputShape,
        Layer<float, Tensor<float>, Tensor<float>>? inSingle = null,
        Func<Draw, Tensor<double>>? inputs = null,
        bool mixesSamples = false,
        int smallestBatch = 1,
        [CallerArgumentExpression(nameof(layer))] string code = "",
        [CallerArgumentExpression(nameof(inSingle))] string codeInSingle = "")
    {
        if (smallestBatch < 1)
            throw new ArgumentOutOfRangeException(nameof(smallestBatch), Invariant($"A batch has at least one sample, not {smallestBatch}."));
        return For(
            layer,
            inputShape,
            inputs ?? (draw => draw.Tensor<double>("x", Shape.Create(draw.Batch(smallestBatch)).Then(inputShape))),
            inSingle is null ? null : Twin.Of(inSingle, codeInSingle),
            mixesSamples,
            code,
            inputs is not null
                ? null
                : $"LayerLaws.For({code}, {CSharp.Of(inputShape)}{(inSingle is null ? "" : $", {codeInSingle}")}"
                    + $"{CSharp.OfSmallestBatch(smallestBatch)})");
    }

    /// <summary>The laws of a layer between any types.</summary>
    /// <typeparam name="X">The type of the input, in <c>double</c>.</typeparam>
    /// <typeparam name="Y">The type of the output, in <c>double</c>.</typeparam>
    /// <param name="layer">The layer, in <c>double</c>.</param>
    /// <param name="inputShape">The shapes of one sample, without the batch.</param>
    /// <param name="inputs">Draws a batch of inputs.</param>
    /// <param name="inSingle">The same layer in <c>float</c>, to compare with it; the law is left out where there is none.</param>
    /// <param name="mixesSamples">Whether the output for one sample depends on the other samples of its batch: then no law says otherwise.</param>
    /// <param name="code">The layer as C#, as counterexamples print it; what was written as the first argument when none is given.</param>
    /// <exception cref="ArgumentException">The layer cannot be initialised for inputs of these shapes; the message says why.</exception>
    public static LawSuite<Draw> For<X, Y>(
        Layer<double, X, Y> layer,
        Shapes inputShape,
        Func<Draw, X> inputs,
        Twin<X, Y>? inSingle = null,
        bool mixesSamples = false,
        [CallerArgumentExpression(nameof(layer))] string code = "")
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => For(layer, inputShape, inputs, inSingle, mixesSamples, code, null);

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
        where Y : IVectorSpace<Y>
    {
        return new(subject, Arbitraries.Draws, Carried<Draw, X, Y>(At, static draw => draw.Tame, inSingle is not null))
        {
            Print = (law, draw) => Named(At(draw)).AsCode(law.Name)
                ?? $"LayerLaws.For({CSharp.Of(subject)}, …).Verify({CSharp.Of(law.Name)}, {draw});   // {At(draw).Layer.Name}",
        };

        // Of a layer that is drawn, the name is as near to its C# as one can come.
        static LayerPoint<X, Y> Named(LayerPoint<X, Y> point) => point with { Code = point.Layer.Name };

        LayerPoint<X, Y> At(Draw draw)
        {
            var (layer, sample, input) = drawn(draw);
            return Drawn(layer, layer.Initialize(default, sample), draw, input, null) with
            {
                Sample = sample,
                Twin = inSingle?.Invoke(draw),
                MixesSamples = mixesSamples,
            };
        }
    }

    private static LawSuite<Draw> For<X, Y>(
        Layer<double, X, Y> layer, Shapes inputShape, Func<Draw, X> inputs, Twin<X, Y>? inSingle, bool mixesSamples, string code, string? suite)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        var made = Started(layer, inputShape, code);
        return new(code, Arbitraries.Draws, Carried<Draw, X, Y>(At, static draw => draw.Tame, inSingle is not null))
        {
            Print = (law, draw) => At(draw).AsCode(law.Name)
                ?? $"{suite ?? $"LayerLaws.For({code}, …)"}.Verify({CSharp.Of(law.Name)}, {draw});",
        };

        LayerPoint<X, Y> At(Draw draw) => Drawn(layer, made, draw, inputs(draw.Under("input")), code) with
        {
            Sample = inputShape,
            Twin = inSingle,
            MixesSamples = mixesSamples,
        };
    }

    /// <summary>Checks one law of a layer at one point, and throws where it is broken: what a printed counterexample calls.</summary>
    /// <typeparam name="X">The type of the input, in <c>double</c>.</typeparam>
    /// <typeparam name="Y">The type of the output, in <c>double</c>.</typeparam>
    /// <param name="law">The law's name.</param>
    /// <param name="layer">The layer, in <c>double</c>.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="input">A batch of inputs.</param>
    /// <param name="context">Mode, key and statistics, if the layer needs them.</param>
    /// <param name="key">The key of cotangents and directions.</param>
    /// <param name="inSingle">The same layer in <c>float</c>, for the law that compares the two.</param>
    /// <exception cref="LawException">The law is broken; the message says where, and both numbers.</exception>
    /// <exception cref="ArgumentException">There is no law of that name.</exception>
    public static void Verify<X, Y>(
        string law, Layer<double, X, Y> layer, TensorTree<double> parameters, X input, Context<double>? context = null, Key key = default,
        Layer<float, Tensor<float>, Tensor<float>>? inSingle = null)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        var point = new LayerPoint<X, Y>(layer, parameters, input, context, key)
        {
            Sample = input is Tensor<double> { Rank: > 0 } x ? (Shapes)x.Shape[1..] : null,
            Twin = inSingle is null ? null : (object)Twin.Of(inSingle) as Twin<X, Y>,
        };
        new LawSuite<LayerPoint<X, Y>>(layer.Name, null!, All<X, Y>()).Verify(law, point);
    }

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

    /// <summary>The laws at what cases are made into; those that compare up to rounding see their numbers tame.</summary>
    internal static ImmutableArray<Law<D>> Carried<D, X, Y>(Func<D, LayerPoint<X, Y>> at, Func<D, D> tame, bool single)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> =>
        [
            .. All<X, Y>()
                .Where(law => single || law.Name is not (FloatAgainstDouble or DerivedInSingle))
                .Select(law => Approximate.Contains(law.Name) ? law.On<D>(description => at(tame(description))) : law.On(at)),
        ];

    /// <summary>A layer at parameters, statistics and a mode that are all drawn.</summary>
    internal static LayerPoint<X, Y> Drawn<X, Y>(Layer<double, X, Y> layer, Initialization<double> made, Draw draw, X input, string? code)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        var statistics = draw.Leaves("statistics", made.State);
        var (parameters, training) = (draw.Leaves("parameters", made.Parameters), Context<double>.Training(draw.Key.Split("step"), statistics));
        var context = !Asks(layer, parameters, input, training) ? null : draw.Coin("mode") ? training : Context<double>.Inference(statistics);
        return new(layer, parameters, input, context, draw.Key) { Code = code };
    }

    /// <summary>Whether a layer asks for the mode, the key or the statistics: one that does not is checked, and printed, without a context.</summary>
    private static bool Asks<X, Y>(Layer<double, X, Y> layer, TensorTree<double> parameters, X input, Context<double> context)
    {
        var asked = false;
        try
        {
            layer.Forward(parameters, input, context.Watched(() => asked = true));
        }
#pragma warning disable CA1031 // What a layer throws is what its laws are about.
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return asked;
        }
        return asked;
    }

    private static Initialization<double> Started<X, Y>(Layer<double, X, Y> layer, Shapes inputShape, string code)
    {
        try
        {
            return layer.Initialize(default, inputShape);
        }
#pragma warning disable CA1031 // Whatever a user's initialiser throws is what is wrong.
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            throw new ArgumentException(
                $"{code} cannot be initialised for samples of shape {inputShape}: {(thrown is ArgumentException ? "" : thrown.GetType().Name + ": ")}{thrown.Message}");
        }
    }
}
