using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Cost = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Laws;

/// <summary>A cost at the outputs of a network: of the whole batch, as a sum or a mean, or of some of its samples.</summary>
/// <param name="Whole">The cost layer of the whole batch.</param>
/// <param name="OfSample">The cost layer of one sample, as a sum.</param>
/// <param name="Outputs">The outputs of a network, <c>[batch, …]</c>.</param>
/// <param name="Count">How many there are to take the mean over.</param>
public sealed record CostPoint(Func<Reduction, Cost> Whole, Func<int, Cost> OfSample, Tensor<double> Outputs, int Count)
{
    /// <summary>The outputs, and how many there are.</summary>
    public override string ToString() => Invariant($"outputs {Outputs}, a mean over {Count}");
}

/// <summary>The laws of costs: those of layers, and those of sums and means over samples.</summary>
/// <example><code>
/// CostLaws.For(CrossEntropy, draw => (draw.Labels("labels", 4, classes: 3), draw.Tensor&lt;double&gt;("scores", [4, 3]))).Check();
/// </code></example>
public static class CostLaws
{
    private const double Rounding = 1e-12;

    /// <summary>The laws of sums and means.</summary>
    public static ImmutableArray<Law<CostPoint>> All { get; } =
    [
        new("one number", "a cost is one number", static point => point.Whole(Reduction.Mean).At(TensorTree<double>.Empty)(point.Outputs).Output is { Length: not 1 } y
            ? Outcome.Broken($"outputs of shape {point.Outputs.Shape} cost a tensor of shape {y.Shape}")
            : Outcome.Holds),
        new("sum over samples", "the sum and its gradient are those of the samples, one by one", static point =>
        {
            var (value, gradient) = Gradient(point.Whole(Reduction.Sum), point.Outputs);
            var rows = Enumerable.Range(0, point.Outputs.Shape[0]).Select(row => Gradient(point.OfSample(row), point.Outputs.TakeRows(row))).ToArray();
            return Outcome.All(
                () => Agreement.Near<Tensor<double>>("the cost", rows.Sum(static row => row.Value), value, Rounding, 1, "the sum over samples is", "of the batch it is"),
                () => Agreement.Near("cotangent of ", Tensor.Concatenate(0, [.. rows.Select(static row => row.Gradient)]), gradient, Rounding, 1, "of the sample alone it is", "in the batch"));
        }),
        new("mean and sum", "the mean and its gradient are the sum's over how many there are", static point =>
        {
            var (sum, ofSum) = Gradient(point.Whole(Reduction.Sum), point.Outputs);
            var (mean, ofMean) = Gradient(point.Whole(Reduction.Mean), point.Outputs);
            return Outcome.All(
                () =>
                    Agreement.Near<Tensor<double>>(
                        "the cost", sum / point.Count, mean, Rounding, 1, Invariant($"the sum over {point.Count} is"), "the mean is"),
                () => Agreement.Near(
                    "cotangent of ", ofSum.Scale(1.0 / point.Count), ofMean, Rounding, 1,
                    Invariant($"that of the sum over {point.Count} is"), "that of the mean is"));
        }),
    ];

    /// <summary>The laws of a cost.</summary>
    /// <typeparam name="R">The type of the targets.</typeparam>
    /// <param name="cost">Makes the cost layer from targets, as a sum or a mean.</param>
    /// <param name="samples">Draws targets and the outputs of a network, <c>[batch, …]</c>; a sample may have several rows of targets.</param>
    /// <param name="count">How many there are to take a mean over; the rows of the targets when none is given.</param>
    /// <param name="inSingle">The cost in <c>float</c> for targets in <c>double</c>, to compare with it; the law is left out where there is none.</param>
    /// <param name="code">The cost as C#; what was written as the first argument when none is given.</param>
    public static LawSuite<Draw> For<R>(
        Func<R, Reduction, Cost> cost,
        Func<Draw, (R Targets, Tensor<double> Outputs)> samples,
        Func<Tensor<double>, int>? count = null,
        Func<R, Reduction, Layer<float, Tensor<float>, Tensor<float>>>? inSingle = null,
        [CallerArgumentExpression(nameof(cost))] string code = "")
        where R : IRows<R>
    {
        var layers = LayerLaws.For(
            code,
            draw =>
            {
                var (targets, outputs) = samples(draw);
                return (cost(targets, SummaryOf(draw)), (Shapes)outputs.Shape[1..], outputs);
            },
            inSingle is null ? null : draw => Twin.Of(inSingle(samples(draw).Targets, SummaryOf(draw))),
            mixesSamples: true);
        return layers.Without("initialisation", "batch additivity").And([.. All.Select(law => law.On<Draw>(At))]) with
        {
            Print = (law, draw) => $"CostLaws.For({code}, …).Verify({CSharp.Of(law.Name)}, {draw});",
        };

        CostPoint At(Draw draw)
        {
            var (targets, outputs) = samples(draw.Tame);
            var each = outputs.Shape[0] == 0 ? 0 : targets.RowCount / outputs.Shape[0];
            return new(
                summary => cost(targets, summary),
                row => cost(targets.TakeRows([.. Enumerable.Range(row * each, each)]), Reduction.Sum),
                outputs,
                count?.Invoke(outputs) ?? targets.RowCount);
        }

        static Reduction SummaryOf(Draw draw) => draw.Coin("summary") ? Reduction.Sum : Reduction.Mean;
    }

    private static (double Value, Tensor<double> Gradient) Gradient(Cost cost, Tensor<double> outputs) =>
        cost.At(TensorTree<double>.Empty).ValueAndGradient()(outputs) is var (value, gradient) ? (value.Scalar, gradient) : default;
}
