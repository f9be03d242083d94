using System.Runtime.CompilerServices;

namespace Functional.Properties.Faults;

/// <summary>Shapes and names: cotangents that are not those of what they are the cotangents of.</summary>
public static class WrongShapes
{
    /// <summary>The cotangent of the input is summed over the batch.</summary>
    public static Fault BatchAxisLost { get; } = Own.Function(
        static (x, faulty) => (2.0 * x, dy => faulty ? 2.0 * dy.Sum([0]) : 2.0 * dy)).Placeless;

    /// <summary>The cotangent of the input is flat.</summary>
    public static Fault CotangentFlattened { get; } = Own.Function(
        static (x, faulty) => (2.0 * x, dy => faulty ? (2.0 * dy).Reshape(-1) : 2.0 * dy)).Placeless;

    /// <summary>The inferred shape of a sample is that of a batch of one.</summary>
    public static Fault BatchAxisInferred { get; } = Fault.InLayer(static faulty => Layers<double>.Pure<Tensor<double>, Tensor<double>>(
        "Double", input => faulty ? Shape.Create(1).Then(input.Shape) : input, static x => (2.0 * x, static dy => 2.0 * dy))).Placeless;

    /// <summary>The inferred width of the output is one too small.</summary>
    public static Fault WidthInferredTooSmall { get; } = Fault.InLayer(static faulty => Layers<double>.Pure<Tensor<double>, Tensor<double>>(
        "Double", input => faulty ? input.Shape.With(-1, input.Shape[^1] - 1) : input, static x => (2.0 * x, static dy => 2.0 * dy))).Placeless;

    /// <summary>The gradient of one of two parameters is not in the tree.</summary>
    public static Fault GradientLeftOut { get; } = Gain(static (gain, _) => TensorTree<double>.Of(("gain", gain)));

    /// <summary>The gradient of a parameter goes by another name.</summary>
    public static Fault GradientNamedOtherwise { get; } = Gain(static (gain, shift) => TensorTree<double>.Of(("gain", gain), ("bias", shift)));

    /// <summary>The gradient of the shift has the shape of the batch: the sum over the samples is left to others.</summary>
    public static Fault GradientOfEachSample { get; } = Fault.InLayer(static faulty => Own.Affine("Gain", (parameters, x, dy) => new(
        () => TensorTree<double>.Of(("gain", (x * dy).SumTo(parameters["gain"].Shape)), ("shift", faulty ? dy : dy.SumTo(parameters["shift"].Shape))),
        () => dy * parameters["gain"]))).Placeless;

    private static Fault Gain(
        Func<Tensor<double>, Tensor<double>, TensorTree<double>> tree, [CallerMemberName] string name = "") => Fault.InLayer(
        faulty => Own.Affine(name, (parameters, x, dy) => new(
            () =>
            {
                var right = Own.AffinePullback(parameters, x, dy).Parameters;
                return faulty ? tree(right["gain"], right["shift"]) : right;
            },
            () => dy * parameters["gain"])),
        name: name).Placeless;
}
