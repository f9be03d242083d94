namespace Functional.Properties.Faults;

/// <summary>Normalisation by the group: which numbers a statistic is of, and where epsilon and the scales belong.</summary>
public static class GroupNormalisations
{
    private const double Epsilon = 0.1;

    /// <summary>Epsilon is under the root on the way forward, and beside it on the way back.</summary>
    public static Fault EpsilonOutsideTheRootOnTheWayBack { get; } = Own.Function(static (x, faulty) =>
    {
        var centred = x - x.Mean([-1], keepAxes: true);
        var variance = (centred * centred).Mean([-1], keepAxes: true);
        var deviation = (variance + Epsilon).Sqrt();
        var normal = centred / deviation;
        var back = faulty ? (variance + 1e-12).Sqrt() + Epsilon : deviation;
        return (normal, dy => (dy - dy.Mean([-1], keepAxes: true) - normal * (dy * normal).Mean([-1], keepAxes: true)) / back);
    });

    /// <summary>The variance of a sample is taken over the whole batch.</summary>
    public static Fault StatisticsMixedBetweenSamples { get; } = Own.Function(static (x, faulty) =>
    {
        int[] axes = faulty ? [0, x.Rank - 1] : [x.Rank - 1];
        var deviation = ((x * x).Mean(axes, keepAxes: true) + Epsilon).Sqrt();
        var normal = x / deviation;
        return (normal, dy => (dy - normal * (dy * normal).Mean(axes, keepAxes: true)) / deviation);
    });

    /// <summary>On the way back every other channel makes a group, where neighbours did on the way forward.</summary>
    public static Fault GroupsOfTheWrongChannelsOnTheWayBack { get; } = Own.Function(static (x, faulty) =>
    {
        var width = x.Shape[^1];
        Tensor<double> forward = Groups(2 * width, i => i / width), back = faulty ? Groups(2 * width, static i => i % 2) : forward;
        var both = Tensor.Concatenate(-1, x, 0.5 * x * x);
        var centred = both - both.MatMul(forward);
        var deviation = ((centred * centred).MatMul(forward) + Epsilon).Sqrt();
        var normal = centred / deviation;
        return (normal.Slice(-1, 0, width) + normal.Slice(-1, width, width), dy =>
        {
            var d = Tensor.Concatenate(-1, dy, dy);
            var dboth = (d - d.MatMul(back) - normal * (d * normal).MatMul(back)) / deviation;
            return dboth.Slice(-1, 0, width) + x * dboth.Slice(-1, width, width);
        });
    });

    /// <summary>Normalisation by the root of the mean square goes back as if the mean had been subtracted.</summary>
    public static Fault RmsNormWithAMeanOnTheWayBack { get; } = Own.Function(static (x, faulty) =>
    {
        var root = ((x * x).Mean([-1], keepAxes: true) + Epsilon).Sqrt();
        var normal = x / root;
        return (normal, dy => ((faulty ? dy - dy.Mean([-1], keepAxes: true) : dy) - normal * (dy * normal).Mean([-1], keepAxes: true)) / root);
    });

    /// <summary>The scale is forgotten on the way back to the input.</summary>
    public static Fault NormWithoutItsScaleOnTheWayBack { get; } = Fault.InLayer(static faulty => Own.Affine(
        "Norm", (theta, x, dy) => Own.AffinePullback(theta, x, dy) is var right && faulty ? new(() => right.Parameters, () => dy) : right));

    /// <summary>The length of a direction is taken for a constant on the way back.</summary>
    public static Fault WeightNormWithConstantLength { get; } = Fault.InUnits(static (faulty, units) => Layers<double>.Dense(units).Reparameterize(
        "WeightNorm",
        static (_, made) => made,
        theta =>
        {
            var length = (theta["weight"] * theta["weight"]).Sum([0]).Sqrt();
            var unit = theta["weight"] / length;
            return (theta.With("weight", unit), d => d.With("weight", (faulty ? d["weight"] : d["weight"] - unit * (d["weight"] * unit).Sum([0])) / length));
        }));

    /// <summary>The mean of each group of channels, as a matrix.</summary>
    private static Tensor<double> Groups(int channels, Func<int, int> group) => Tensor.Generate<double>(
        [channels, channels],
        (int i) => group(i / channels) == group(i % channels)
            ? 1.0 / Enumerable.Range(0, channels).Count(other => group(other) == group(i % channels))
            : 0);
}
