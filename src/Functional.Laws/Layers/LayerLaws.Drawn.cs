using System.Collections.Immutable;
using System.Numerics;

namespace Functional.Laws;

// From a draw to a layer at a point, and from there to a suite.
public static partial class LayerLaws
{
    private static LawSuite<Draw> OfTensors<T>(
        Layer<T, Tensor<T>, Tensor<T>> layer, Shape inputShape, Func<Draw, Tensor<T>>? inputs, Func<Draw, TensorTree<T>>? parameters,
        Twin<Tensor<T>, Tensor<T>>? twin, bool mixesSamples, int smallestBatch, string code, string codeOfTwin)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (smallestBatch < 1)
            throw new ArgumentOutOfRangeException(nameof(smallestBatch), Invariant($"A batch has at least one sample, not {smallestBatch}."));
        return Of(
            layer, inputShape, inputs ?? (draw => draw.Tensor<T>("x", Shape.Create(draw.Batch(smallestBatch)).Then(inputShape))), parameters, twin,
            mixesSamples, code,
            inputs is not null || parameters is not null
                ? null
                : $"LayerLaws.For({code}, {CSharp.Of(inputShape)}{codeOfTwin}{CSharp.OfSmallestBatch(smallestBatch)})");
    }

    private static LawSuite<Draw> Of<T, X, Y>(
        Layer<T, X, Y> layer, Shapes inputShape, Func<Draw, X> inputs, Func<Draw, TensorTree<T>>? parameters, Twin<X, Y>? twin, bool mixesSamples,
        string code, string? suite)
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        var made = Started(layer, inputShape, code);
        return new(code, Arbitraries.Draws, Carried<Draw, T, X, Y>(At, static draw => draw.Tame, twin is not null))
        {
            Print = (law, draw) => At(draw).AsCode(law.Name)
                ?? $"{suite ?? $"LayerLaws.For({code}, …)"}.Verify({CSharp.Of(law.Name)}, {draw});",
        };

        LayerPoint<T, X, Y> At(Draw draw) => Drawn(layer, made, draw, inputs(draw.Under("input")), code, parameters) with
        {
            Sample = inputShape,
            Twin = twin,
            MixesSamples = mixesSamples,
        };
    }

    private static LawSuite<Draw> OfDrawn<T, X, Y>(
        string subject, Func<Draw, (Layer<T, X, Y> Layer, Shapes Sample, X Input)> drawn, Func<Draw, Twin<X, Y>>? twin, bool mixesSamples)
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        return new(subject, Arbitraries.Draws, Carried<Draw, T, X, Y>(At, static draw => draw.Tame, twin is not null))
        {
            Print = (law, draw) => Named(At(draw)).AsCode(law.Name)
                ?? $"LayerLaws.For({CSharp.Of(subject)}, …).Verify({CSharp.Of(law.Name)}, {draw});   // {At(draw).Layer.Name}",
        };

        // Of a layer that is drawn, the name is as near to its C# as one can come.
        static LayerPoint<T, X, Y> Named(LayerPoint<T, X, Y> point) => point with { Code = point.Layer.Name };

        LayerPoint<T, X, Y> At(Draw draw)
        {
            var (layer, sample, input) = drawn(draw);
            return Drawn(layer, layer.Initialize(default, sample), draw, input, null) with
            {
                Sample = sample,
                Twin = twin?.Invoke(draw),
                MixesSamples = mixesSamples,
            };
        }
    }

    /// <summary>The laws at what cases are made into; those that compare up to rounding see their numbers tame.</summary>
    internal static ImmutableArray<Law<D>> Carried<D, T, X, Y>(Func<D, LayerPoint<T, X, Y>> at, Func<D, D> tame, bool single)
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> =>
        [
            .. All<T, X, Y>()
                .Where(law => single || !NeedsTwin(law.Name))
                .Select(law => Approximate.Contains(law.Name) ? law.On<D>(description => at(tame(description))) : law.On(at)),
        ];

    /// <summary>A layer at parameters, statistics and a mode that are all drawn.</summary>
    internal static LayerPoint<T, X, Y> Drawn<T, X, Y>(
        Layer<T, X, Y> layer, Initialization<T> made, Draw draw, X input, string? code, Func<Draw, TensorTree<T>>? own = null)
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        var statistics = draw.Leaves("statistics", made.State);
        var parameters = own is null ? draw.Leaves("parameters", made.Parameters) : Fitting(made.Parameters, own(draw.Under("parameters")));
        var training = Context<T>.Training(draw.Key.Split("step"), statistics);
        var context = !Asks(layer, parameters, input, training) ? null : draw.Coin("mode") ? training : Context<T>.Inference(statistics);
        return new(layer, parameters, input, context, draw.Key) { Code = code };
    }

    /// <summary>Parameters that somebody draws, where they have the names and shapes of those that the layer starts with.</summary>
    private static TensorTree<T> Fitting<T>(TensorTree<T> start, TensorTree<T> drawn)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (expected, actual) = (Written(start), Written(drawn));
        return expected == actual
            ? drawn
            : throw new ArgumentException($"parameters: draw => … made {actual}, but the layer starts with {expected}.");

        static string Written(TensorTree<T> tree) => tree.IsEmpty ? "none" : string.Join(", ", tree.Leaves.Select(static leaf => $"'{leaf.Path}' {leaf.Value.Shape}"));
    }

    /// <summary>Whether a layer asks for the mode, the key or the statistics: one that does not is checked, and printed, without a context.</summary>
    private static bool Asks<T, X, Y>(Layer<T, X, Y> layer, TensorTree<T> parameters, X input, Context<T> context)
        where T : struct, IFloatingPointIeee754<T>
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

    private static Initialization<T> Started<T, X, Y>(Layer<T, X, Y> layer, Shapes inputShape, string code)
        where T : struct, IFloatingPointIeee754<T>
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
