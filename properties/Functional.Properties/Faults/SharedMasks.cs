using Layer = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Properties.Faults;

/// <summary>Dropout of what is dropped together: whole samples and channels, and dropout that keeps the variance.</summary>
public static class SharedMasks
{
    private const double Lowest = -1.7580993408473766;

    /// <summary>A path that is kept is divided by what is left of 1 on the way forward, and not on the way back.</summary>
    public static Fault DropPathNotRescaledOnTheWayBack { get; } = Fault.InLayer(static faulty => Dropout(
        static (x, key) => Mask(OfSamples(x), key), static (x, mask) => x * mask, faulty ? static (dy, mask, _) => 0.5 * dy * mask : static (dy, mask, _) => dy * mask));

    /// <summary>A channel is dropped at all places on the way forward, and each element by itself on the way back.</summary>
    public static Fault SpatialDropoutByElementOnTheWayBack { get; } = Fault.InLayer(static faulty => Dropout(
        static (x, key) => Mask(OfChannels(x), key),
        static (x, mask) => x * mask,
        faulty ? static (dy, _, key) => dy * Mask(dy.Shape, key.Split("elements")) : static (dy, mask, _) => dy * mask));

    /// <summary>Alpha dropout scales so that the variance stays on the way forward, and on the way back as plain dropout would.</summary>
    public static Fault AlphaDropoutWithTheScaleOfDropoutOnTheWayBack { get; } = Fault.InLayer(static faulty => Dropout(
        static (x, key) => 0.5 * Mask(x.Shape, key),
        static (x, kept) => Scale * (x * kept + Lowest * (1.0 - kept)) - Scale * Lowest * 0.5,
        faulty ? static (dy, kept, _) => 2.0 * dy * kept : static (dy, kept, _) => Scale * dy * kept));

    private static double Scale { get; } = 1 / double.Sqrt(0.5 * (1 + 0.5 * Lowest * Lowest));

    private static Shape OfSamples(Tensor<double> x) => [x.Shape[0], .. Enumerable.Repeat(1, x.Rank - 1)];

    private static Shape OfChannels(Tensor<double> x) => [x.Shape[0], .. Enumerable.Repeat(1, x.Rank - 2), x.Shape[^1]];

    private static Tensor<double> Mask(Shape shape, Key key) => Tensor.Generate<double>(shape, (int i) => key.Uniform(i) < 0.5 ? 0 : 2);

    private static Layer Dropout(
        Func<Tensor<double>, Key, Tensor<double>> mask, Func<Tensor<double>, Tensor<double>, Tensor<double>> apply,
        Func<Tensor<double>, Tensor<double>, Key, Tensor<double>> back) => new(
        "Dropout",
        static (_, input) => Initialization<double>.Of(input),
        (_, x, context) =>
        {
            if (context.Mode == Mode.Inference)
                return new(x, static dy => (TensorTree<double>.Empty, dy), TensorTree<double>.Empty);
            var (kept, key) = (mask(x, context.Key), context.Key);
            return new(apply(x, kept), dy => (TensorTree<double>.Empty, back(dy, kept, key)), TensorTree<double>.Empty);
        });
}
