using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Functional.Laws;

/// <summary>A cost at the outputs of a network: of the whole batch, as a sum or a mean, or of some of its samples.</summary>
/// <typeparam name="X">The type of the outputs.</typeparam>
/// <param name="Whole">The cost layer of the whole batch.</param>
/// <param name="OfSample">The cost layer of one sample, as a sum.</param>
/// <param name="Outputs">The outputs of a network, <c>[batch, …]</c>.</param>
/// <param name="Count">How much there is to take the mean over.</param>
public sealed record CostPoint<X>(
    Func<Reduction, Layer<double, X, Tensor<double>>> Whole, Func<int, Layer<double, X, Tensor<double>>> OfSample, X Outputs, double Count)
    where X : IVectorSpace<X>, IRows<X>
{
    /// <summary>The outputs, and how much there is.</summary>
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
    /// <typeparam name="X">The type of the outputs.</typeparam>
    public static ImmutableArray<Law<CostPoint<X>>> All<X>()
        where X : IVectorSpace<X>, IRows<X> =>
    [
        new("one number", "a cost is one number", static point => point.Whole(Reduction.Mean).At(TensorTree<double>.Empty)(point.Outputs).Output is { Length: not 1 } y
            ? Outcome.Broken($"the outputs cost a tensor of shape {y.Shape}")
            : Outcome.Holds),
        new("sum over samples", "the sum and its gradient are those of the samples, one by one", static point =>
        {
            var (value, gradient) = Gradient(point.Whole(Reduction.Sum), point.Outputs);
            var rows = Enumerable.Range(0, point.Outputs.RowCount).Select(row => Gradient(point.OfSample(row), point.Outputs.TakeRows(row))).ToArray();
            return Outcome.All(
                () => Agreement.Near<Tensor<double>>("the cost", rows.Sum(static row => row.Value), value, Rounding, 1, "the sum over samples is", "of the batch it is"),
                () => Outcome.All([.. rows.Select<(double, X Gradient), Func<Outcome>>((each, row) => () => Agreement.Near(
                    Invariant($"in sample {row}, cotangent of "), each.Gradient, gradient.TakeRows(row), Rounding, 1, "of the sample alone it is", "in the batch"))]));
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
    /// <param name="count">How much there is to take a mean over; the rows of the targets when none is given.</param>
    /// <param name="inSingle">The cost in <c>float</c> for targets in <c>double</c>, to compare with it; the law is left out where there is none.</param>
    /// <param name="code">The cost as C#; what was written as the first argument when none is given.</param>
    public static LawSuite<Draw> For<R>(
        Func<R, Reduction, Layer<double, Tensor<double>, Tensor<double>>> cost,
        Func<Draw, (R Targets, Tensor<double> Outputs)> samples,
        Func<R, Tensor<double>, double>? count = null,
        Func<R, Reduction, Layer<float, Tensor<float>, Tensor<float>>>? inSingle = null,
        [CallerArgumentExpression(nameof(cost))] string code = "")
        where R : IRows<R> => For(
        (_, targets, reduction) => cost(targets, reduction),
        draw => samples(draw) is var (targets, outputs) ? (targets, (Shapes)outputs.Shape[1..], outputs) : default,
        count is null ? null : (_, targets, outputs) => count(targets, outputs),
        inSingle is null ? null : (_, targets, reduction) => Twin.Of(inSingle(targets, reduction)),
        code);

    /// <summary>The laws of a cost of outputs of any type, with settings that are drawn.</summary>
    /// <typeparam name="R">The type of the targets.</typeparam>
    /// <typeparam name="X">The type of the outputs.</typeparam>
    /// <param name="cost">Makes the cost layer from a draw, targets of some samples, and how they become one number.</param>
    /// <param name="samples">Draws targets, the shapes of one sample of the outputs, and the outputs; a sample may have several rows of targets.</param>
    /// <param name="count">How much there is to take a mean over; the rows of the targets when none is given.</param>
    /// <param name="inSingle">The cost in <c>float</c>, to compare with it; the law is left out where there is none.</param>
    /// <param name="code">The cost as C#; what was written as the first argument when none is given.</param>
    public static LawSuite<Draw> For<R, X>(
        Func<Draw, R, Reduction, Layer<double, X, Tensor<double>>> cost,
        Func<Draw, (R Targets, Shapes Sample, X Outputs)> samples,
        Func<Draw, R, X, double>? count = null,
        Func<Draw, R, Reduction, Twin<X, Tensor<double>>>? inSingle = null,
        [CallerArgumentExpression(nameof(cost))] string code = "")
        where R : IRows<R>
        where X : IVectorSpace<X>, IRows<X>
    {
        var layers = LayerLaws.For<X, Tensor<double>>(
            code,
            draw =>
            {
                var (targets, sample, outputs) = samples(draw);
                return (cost(draw, targets, ReductionOf(draw)), sample, outputs);
            },
            inSingle is null ? null : draw => inSingle(draw, samples(draw).Targets, ReductionOf(draw)),
            mixesSamples: true);
        return layers.Without("initialisation", "batch additivity").And([.. All<X>().Select(law => law.On<Draw>(At))]) with
        {
            Print = (law, draw) => $"CostLaws.For({code}, …).Verify({CSharp.Of(law.Name)}, {draw});",
        };

        CostPoint<X> At(Draw draw)
        {
            draw = draw.Tame;
            var (targets, _, outputs) = samples(draw);
            var each = outputs.RowCount == 0 ? 0 : targets.RowCount / outputs.RowCount;
            return new(
                reduction => cost(draw, targets, reduction),
                row => cost(draw, targets.TakeRows([.. Enumerable.Range(row * each, each)]), Reduction.Sum),
                outputs,
                count?.Invoke(draw, targets, outputs) ?? targets.RowCount);
        }

        static Reduction ReductionOf(Draw draw) => draw.Coin("summary") ? Reduction.Sum : Reduction.Mean;
    }

    private static (double Value, X Gradient) Gradient<X>(Layer<double, X, Tensor<double>> cost, X outputs)
        where X : IVectorSpace<X> =>
        cost.At(TensorTree<double>.Empty).ValueAndGradient()(outputs) is var (value, gradient) ? (value.Scalar, gradient) : default;
}
