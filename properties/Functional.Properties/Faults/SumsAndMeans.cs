using System.Runtime.CompilerServices;

namespace Functional.Properties.Faults;

/// <summary>Sums where means belong, means where sums belong, and sums over too little.</summary>
public static class SumsAndMeans
{
    /// <summary>x − mean x subtracts the sum of the cotangent on the way back, not its mean.</summary>
    public static Fault SumForMean { get; } = Own.Function(
        static (x, faulty) => (x - x.Mean([-1], keepAxes: true), dy => dy - (faulty ? dy.Sum([-1], keepAxes: true) : dy.Mean([-1], keepAxes: true))));

    /// <summary>The mean is over all numbers of the batch on the way back, and over the features on the way forward.</summary>
    public static Fault MeanOverTheBatchToo { get; } = Own.Function(
        static (x, faulty) => (x - x.Mean([-1], keepAxes: true), dy => dy - (faulty ? dy.Mean() : dy.Mean([-1], keepAxes: true))));

    /// <summary>The bias's gradient is the mean over the batch in place of the sum.</summary>
    public static Fault MeanForSum { get; } = Shift(static dy => dy.Mean([0]));

    /// <summary>The bias's gradient is that of the first sample.</summary>
    public static Fault BiasGradientOfTheFirstRow { get; } = Shift(static dy => dy.TakeRows(0).Reshape(dy.Shape[1..]));

    /// <summary>The bias's gradient loses the last sample: a loop that ends one too early.</summary>
    public static Fault BiasGradientWithoutTheLastRow { get; } = Shift(
        static dy => dy.Shape[0] > 1 ? dy.Slice(0, 0, dy.Shape[0] - 1).Sum([0]) : dy.Sum([0]));

    /// <summary>The gradient of a gain forgets the cotangent: it is Σ x and not Σ x·dy.</summary>
    public static Fault GainGradientWithoutTheCotangent { get; } = Fault.InLayer(static faulty => Own.Affine("Gain", (parameters, x, dy) =>
        faulty
            ? new(
                () => TensorTree<double>.Of(("gain", x.SumTo(parameters["gain"].Shape)), ("shift", dy.SumTo(parameters["shift"].Shape))),
                () => dy * parameters["gain"])
            : Own.AffinePullback(parameters, x, dy)));

    private static Fault Shift(
        Func<Tensor<double>, Tensor<double>> gradient, [CallerMemberName] string name = "") => Fault.InLayer(
        faulty => Own.Affine(name, (parameters, x, dy) => faulty
            ? new(
                () => TensorTree<double>.Of(("gain", (x * dy).SumTo(parameters["gain"].Shape)), ("shift", gradient(Rows(dy)))),
                () => dy * parameters["gain"])
            : Own.AffinePullback(parameters, x, dy)),
        name: name);

    private static Tensor<double> Rows(Tensor<double> dy) => dy.Reshape(-1, dy.Shape[^1]);
}
