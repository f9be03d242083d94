namespace Functional.Properties.Faults;

/// <summary>Normalisation: mean and variance are functions of the input, too.</summary>
public static class Normalisations
{
    private const double Epsilon = 0.1;

    /// <summary>Layer normalisation takes the mean for a constant on the way back.</summary>
    public static Fault LayerNormWithConstantMean { get; } = Own.Function(static (x, faulty) => Along(-1, x, static (dy, normal, deviation) =>
        (dy - normal * (dy * normal).Mean([-1], keepAxes: true)) / deviation, faulty));

    /// <summary>Layer normalisation takes the deviation for a constant on the way back.</summary>
    public static Fault LayerNormWithConstantDeviation { get; } = Own.Function(static (x, faulty) => Along(-1, x, static (dy, _, deviation) =>
        (dy - dy.Mean([-1], keepAxes: true)) / deviation, faulty));

    /// <summary>Batch normalisation takes the variance for a constant on the way back.</summary>
    public static Fault BatchNormWithConstantVariance { get; } = Fault.OverTheBatch(static faulty => Own.Pure("BatchNorm", x => Along(
        0, x, static (dy, _, deviation) => (dy - dy.Mean([0], keepAxes: true)) / deviation, faulty)));

    /// <summary>Batch normalisation takes the batch's mean for a constant on the way back.</summary>
    public static Fault BatchNormWithConstantMean { get; } = Fault.OverTheBatch(static faulty => Own.Pure("BatchNorm", x => Along(
        0, x, static (dy, normal, deviation) => (dy - normal * (dy * normal).Mean([0], keepAxes: true)) / deviation, faulty)));

    /// <summary>At inference, where the statistics are constants, the pullback is still that of training.</summary>
    public static Fault InferenceDifferentiatedAsTraining { get; } = Fault.OverTheBatch(static faulty => new(
        "BatchNorm", Initialize, (_, x, context) =>
    {
        if (context.Mode == Mode.Training)
        {
            var (y, back) = Along(0, x, Right(0), false);
            return new(y, dy => (TensorTree<double>.Empty, back(dy)), context.State);
        }
        var deviation = (context.State["variance"] + Epsilon).Sqrt();
        var normal = (x - context.State["mean"]) / deviation;
        return new(normal, dy => (TensorTree<double>.Empty, faulty ? Right(0)(dy, normal, deviation) : dy / deviation), context.State);
    }));

    private static Initialization<double> Initialize(Key key, Shapes input) => Initialization<double>.Of(
        input, state: TensorTree<double>.Of(("mean", Tensor.Zeros<double>(input.Shape)), ("variance", Tensor.Ones<double>(input.Shape))));

    /// <summary>To mean 0 and variance 1 along an axis, with the wrong pullback or the right one.</summary>
    private static (Tensor<double> Output, Func<Tensor<double>, Tensor<double>> Pullback) Along(
        int axis, Tensor<double> x, Func<Tensor<double>, Tensor<double>, Tensor<double>, Tensor<double>> wrong, bool faulty)
    {
        var centred = x - x.Mean([axis], keepAxes: true);
        var deviation = ((centred * centred).Mean([axis], keepAxes: true) + Epsilon).Sqrt();
        var normal = centred / deviation;
        return (normal, dy => (faulty ? wrong : Right(axis))(dy, normal, deviation));
    }

    private static Func<Tensor<double>, Tensor<double>, Tensor<double>, Tensor<double>> Right(int axis) => (dy, normal, deviation) =>
        (dy - dy.Mean([axis], keepAxes: true) - normal * (dy * normal).Mean([axis], keepAxes: true)) / deviation;
}
