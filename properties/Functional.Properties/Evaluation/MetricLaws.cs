using Functional.Laws;

namespace Functional.Properties.Evaluation;

/// <summary>
/// What every metric obeys, whatever it measures: it is a commutative monoid, to which samples are mapped homomorphically, and its values are those of a definition
/// that is written down sample by sample. A law that counts compares metrics as they are; one that sums, their values up to rounding.
/// </summary>
internal static class MetricLaws
{
    // Sums of at most 25 terms, with some ten roundings each, of numbers up to a few hundred: 25·10·2⁻⁵³ is 3·10⁻¹⁴ of the largest.
    private const double Rounding = 1e-12;

    /// <summary>The laws of a metric.</summary>
    /// <typeparam name="M">The metric.</typeparam>
    /// <typeparam name="D">What samples are, with a row for each.</typeparam>
    /// <param name="name">What it is called.</param>
    /// <param name="samples">Draws samples of which all values are known.</param>
    /// <param name="of">The metric of samples.</param>
    /// <param name="values">Its values.</param>
    /// <param name="definition">The same values, by their definition.</param>
    /// <param name="exact">Whether nothing is rounded on the way, so that equal metrics are equal to the last bit.</param>
    /// <param name="inSingle">The metric of the same samples in <c>float</c>, which holds them exactly.</param>
    public static LawSuite<Draw> For<M, D>(
        string name, Func<Draw, D> samples, Func<D, M> of, Func<M, IEnumerable<double>> values, Func<D, IEnumerable<double>> definition,
        bool exact = false, Func<D, M>? inSingle = null)
        where M : IMetric<M>
        where D : IRows<D>
    {
        return new LawSuite<Draw>(name, Arbitraries.Draws, [
            new("identity", "the metric of no samples changes nothing, from either side", draw =>
                of(samples(draw)) is var metric && (M.Empty + metric).Equals(metric) && (metric + M.Empty).Equals(metric)
                    ? Outcome.Holds
                    : Outcome.Broken($"{metric} became {M.Empty + metric} or {metric + M.Empty}, of {samples(draw)}")),
            new("associativity", "(a + b) + c is a + (b + c)", draw =>
                Parts(draw, 3) is [var a, var b, var c] ? Same(draw, a + b + c, a + (b + c)) : throw new InvalidOperationException("There are three parts.")),
            new("commutativity", "a + b is b + a", draw =>
                Parts(draw, 2) is [var a, var b] ? Same(draw, a + b, b + a) : throw new InvalidOperationException("There are two parts.")),
            new("batches", "the metrics of batches add up to the metric of the whole, by pairs and one after the other", draw =>
            {
                var parts = Parts(draw, 1 + draw.Choice("parts", 5));
                return Outcome.All(
                    () => Same(draw, of(samples(draw)), parts.Combine()),
                    () => Same(draw, of(samples(draw)), parts.Aggregate(M.Empty, static (sum, part) => sum + part)));
            }),
            new("order", "the order of the samples does not matter", draw =>
                samples(draw) is var all ? Same(draw, of(all), of(all.TakeRows(draw.Key.Split("order").Permutation(all.RowCount)))) : default),
            new("count", "the metric has seen as many samples as there are", draw =>
                samples(draw) is var all && of(all).Count == all.RowCount ? Outcome.Holds : Outcome.Broken($"{of(all).Count} of {all}")),
            new("definition", "the values are those of the definition", draw => Near(draw, [.. definition(samples(draw))], [.. values(of(samples(draw)))])),
            .. inSingle is null ? (Law<Draw>[])[] :
            [
                new("single precision", "what float holds exactly has the same metric in float", draw =>
                    of(samples(draw)) is var metric && inSingle(samples(draw)).Equals(metric) ? Outcome.Holds : Outcome.Broken($"{inSingle(samples(draw))}, not {metric}")),
            ],
        ]);

        M[] Parts(Draw draw, int count)
        {
            var all = samples(draw);
            int[] cuts = [0, .. Enumerable.Range(1, count - 1).Select(cut => draw.Choice(Invariant($"cut {cut}"), all.RowCount + 1)).Order(), all.RowCount];
            return [.. Enumerable.Range(0, count).Select(part => of(all.TakeRows([.. Enumerable.Range(cuts[part], cuts[part + 1] - cuts[part])])))];
        }

        Outcome Same(Draw draw, M expected, M actual) => !exact
            ? Near(draw, [.. values(expected)], [.. values(actual)])
            : expected.Equals(actual) ? Outcome.Holds : Outcome.Broken($"{expected} is not {actual}, of {samples(draw)}");

        Outcome Near(Draw draw, double[] expected, double[] actual)
        {
            var wrong = Enumerable.Range(0, Math.Max(expected.Length, actual.Length)).FirstOrDefault(
                i => i >= expected.Length || i >= actual.Length || !(double.Abs(expected[i] - actual[i]) <= Rounding * (1 + double.Abs(expected[i]))), -1);
            return wrong < 0
                ? Outcome.Holds
                : Outcome.Broken(Invariant($"value [{wrong}] is {actual.ElementAtOrDefault(wrong):R}, not {expected.ElementAtOrDefault(wrong):R}, of {samples(draw)}"));
        }
    }
}
