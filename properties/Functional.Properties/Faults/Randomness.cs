using Layer = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Properties.Faults;

/// <summary>Randomness that does not come from the key, or from the same key twice.</summary>
public static class Randomness
{
    /// <summary>Dropout draws another mask on the way back.</summary>
    public static Fault AnotherMaskOnTheWayBack { get; } = Fault.InLayer(static faulty => Dropout(static (shape, key) => Mask(shape, key), faulty
        ? static (shape, key, _) => Mask(shape, key.Split("back"))
        : static (_, _, mask) => mask));

    /// <summary>Dropout scales what is left on the way forward, and not on the way back.</summary>
    public static Fault MaskWithoutItsScaleOnTheWayBack { get; } = Fault.InLayer(static faulty => Dropout(
        static (shape, key) => Mask(shape, key), faulty ? static (_, _, mask) => 0.5 * mask : static (_, _, mask) => mask));

    /// <summary>Dropout draws its mask from the machine's own random numbers.</summary>
    public static Fault AmbientMask { get; } = Fault.InLayer(static faulty => Dropout(
        faulty
            ? static (shape, _) => Tensor.Generate<double>(shape, static (int _) => Random.Shared.Next(2) * 2)
            : static (shape, key) => Mask(shape, key),
        static (_, _, mask) => mask));

    /// <summary>Initialisation takes the machine's own random numbers, and not the key.</summary>
    public static Fault AmbientInitialisation { get; } = Fault.InLayer(static faulty => new(
        "Gain",
        (key, input) => Initialization<double>.Of(input, TensorTree<double>.Of((
            "gain", faulty ? Tensor.Generate<double>(input.Shape, static (int _) => Random.Shared.NextDouble()) : key.Normal<double>(input.Shape)))),
        static (parameters, x, _) => new(
            x * parameters["gain"],
            dy => new(
                () => TensorTree<double>.Of(("gain", (x * dy).SumTo(parameters["gain"].Shape))),
                () => dy * parameters["gain"]),
            TensorTree<double>.Empty))).Placeless;

    private static Tensor<double> Mask(Shape shape, Key key) => Tensor.Generate<double>(shape, (int i) => key.Uniform(i) < 0.5 ? 0 : 2);

    private static Layer Dropout(Func<Shape, Key, Tensor<double>> mask, Func<Shape, Key, Tensor<double>, Tensor<double>> back) => new(
        "Dropout",
        static (_, input) => Initialization<double>.Of(input),
        (_, x, context) =>
        {
            if (context.Mode == Mode.Inference)
                return new(x, static dy => (TensorTree<double>.Empty, dy), TensorTree<double>.Empty);
            var kept = mask(x.Shape, context.Key);
            return new(x * kept, dy => (TensorTree<double>.Empty, dy * back(x.Shape, context.Key, kept)), TensorTree<double>.Empty);
        });
}
