using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

/// <summary>
/// How far outputs are from targets that are numbers: mean absolute and mean squared error, its root, the largest error, R² and the explained variance. With
/// several outputs the errors are those of all numbers alike; R² and the explained variance are those of each output, in the mean over the outputs, as
/// scikit-learn has them. The median error keeps all errors, and so is by itself: <see cref="MedianAbsoluteError"/>.
/// </summary>
/// <example><code>
/// var errors = RegressionErrors.Of(network.At(θ)(x).Output, y);
/// var (mae, rmse, r2) = (errors.MeanAbsolute, errors.RootMeanSquared, errors.RSquared);
/// </code></example>
public sealed record RegressionErrors : IMetric<RegressionErrors>
{
    private readonly ImmutableArray<OutputErrors> outputs;

    private RegressionErrors(ImmutableArray<OutputErrors> outputs) =>
        this.outputs = outputs.All(static output => double.IsFinite(output.SumOfSquares) && double.IsFinite(output.SumOfAbsolute))
            ? outputs
            : throw new ArgumentException("RegressionErrors: the errors, or their squares, add up to more than a double holds.", nameof(outputs));

    /// <summary>The errors of no samples, which go with any number of outputs.</summary>
    public static RegressionErrors Empty { get; } = new([]);

    /// <inheritdoc/>
    public long Count => outputs.IsEmpty ? 0 : outputs[0].Errors.Count;

    /// <summary>How many numbers are predicted for a sample; 0 where nobody has said yet.</summary>
    public int Outputs => outputs.Length;

    /// <summary>The errors of one output alone.</summary>
    /// <param name="index">Which, in row-major order.</param>
    /// <exception cref="ShapeException">There is no such output.</exception>
    public RegressionErrors this[int index] => (uint)index < (uint)outputs.Length
        ? new([outputs[index]])
        : throw new ShapeException(Invariant($"RegressionErrors: there is no output {index} among {outputs.Length}."));

    /// <summary>The mean absolute error, in the units of the targets.</summary>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public double MeanAbsolute => MeanOver("the mean absolute error", static output => output.SumOfAbsolute / output.Errors.Count);

    /// <summary>The mean squared error.</summary>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public double MeanSquared => MeanOver("the mean squared error", static output => output.SumOfSquares / output.Errors.Count);

    /// <summary>The root of the mean squared error over all outputs, in the units of the targets.</summary>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public double RootMeanSquared => double.Sqrt(MeanSquared);

    /// <summary>The largest absolute error, in the units of the targets.</summary>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public double Maximum
    {
        get
        {
            Metric.ExpectSamples(Count, "RegressionErrors: the maximum error");
            return outputs.Max(static output => output.Largest);
        }
    }

    /// <summary>
    /// The coefficient of determination R², 1 − Σ (y − ŷ)² / Σ (y − ȳ)²: 1 is perfect, 0 no better than always the mean of the targets, and it may be negative. It is
    /// undefined, and refused, where the targets do not vary: scikit-learn says 1 there where all is right, and else 0.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are no samples, or all targets of an output are equal.</exception>
    public double RSquared => MeanOver("R²", (output, index) => 1 - output.SumOfSquares / SpreadOf(output, index, "R²"));

    /// <summary>
    /// The explained variance, 1 − Var(y − ŷ) / Var(y): as R², but that an error that is the same for all samples costs nothing. Undefined, and refused, where R² is.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are no samples, or all targets of an output are equal.</exception>
    public double ExplainedVariance =>
        MeanOver("the explained variance", (output, index) => 1 - output.Errors.SumOfSquares / SpreadOf(output, index, "the explained variance"));

    /// <summary>The errors of outputs.</summary>
    /// <typeparam name="T">The element type; errors are computed in <c>double</c>.</typeparam>
    /// <param name="outputs">What was predicted, <c>[samples, …]</c>: all axes but the first are outputs.</param>
    /// <param name="targets">What it should be, of the same shape.</param>
    /// <exception cref="ShapeException">The shapes differ, or there are no outputs.</exception>
    /// <exception cref="ArgumentException">A number is not finite, or they are too large for their squares.</exception>
    public static RegressionErrors Of<T>(Tensor<T> outputs, Tensor<T> targets)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (errors, wanted) = Residuals.Of(outputs, targets, nameof(RegressionErrors));
        return new([.. OutputErrors.Of(errors, wanted)]);
    }

    /// <summary>The errors over the samples of both.</summary>
    /// <param name="left">Those of some samples.</param>
    /// <param name="right">Those of others.</param>
    /// <exception cref="ShapeException">They have different numbers of outputs.</exception>
    public static RegressionErrors operator +(RegressionErrors left, RegressionErrors right) =>
        left.outputs.IsEmpty ? right
        : right.outputs.IsEmpty ? left
        : left.Outputs != right.Outputs ? throw new ShapeException(Invariant(
            $"RegressionErrors: those of {left.Outputs} outputs and those of {right.Outputs} do not go together."))
        : new([.. left.outputs.Zip(right.outputs, static (a, b) => a + b)]);

    /// <inheritdoc/>
    public bool Equals(RegressionErrors? other) => other is not null && outputs.AsSpan().SequenceEqual(other.outputs.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => outputs.Aggregate(0, HashCode.Combine);

    /// <summary>The mean absolute error, the root of the mean squared error, and of how many samples they are.</summary>
    public override string ToString() => Count == 0
        ? "regression errors of no samples"
        : Invariant($"mean absolute error {MeanAbsolute:G4}, root mean squared error {RootMeanSquared:G4} of {Quantity.Of(Count, "sample")}");

    private double MeanOver(string value, Func<OutputErrors, double> ofOutput) => MeanOver(value, (output, _) => ofOutput(output));

    private double MeanOver(string value, Func<OutputErrors, int, double> ofOutput)
    {
        Metric.ExpectSamples(Count, $"RegressionErrors: {value}");
        return outputs.Select(ofOutput).Average();
    }

    private static double SpreadOf(OutputErrors output, int index, string value) => output.Targets.SumOfSquares is var spread && spread > 0
        ? spread
        : throw new InvalidOperationException(Invariant(
            $"RegressionErrors: {value} is undefined, for the targets of output {index} do not vary: all {output.Targets.Count} are {output.Targets.Mean}."));
}
