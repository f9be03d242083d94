using System.Globalization;

namespace Functional.Properties.Differentiation;

/// <summary>
/// Pullbacks beside central differences, coordinate by coordinate: the full Jacobian where it is small, and random cotangents of ±1. The tolerance of
/// each number is derived: the rounding error of the difference, its truncation error from a second step, and a small relative part.
/// A number whose tolerance is not small, or which lies at a kink, says nothing: it is inconclusive, not right.
/// </summary>
public static class FiniteDifferences
{
    private const int FullJacobian = 2000;
    private const double Rounding = 8 * Epsilon, Relative = 1e-9, Cap = 1e-3, Epsilon = 2.220446049250313e-16;

    /// <summary>Asserts that the pullback agrees with the differences.</summary>
    /// <param name="subject">The function at its point.</param>
    /// <param name="key">Where the random cotangents come from.</param>
    /// <returns>How many numbers there were, and how many of them were inconclusive.</returns>
    public static (int Checked, int Inconclusive) Check(Subject subject, Key key)
    {
        var flow = subject.Here();
        var cotangents = Cotangents(flow.Output.Length, subject.Point.Length, key).ToArray();
        var analytic = cotangents.Select(flow.Pullback).ToArray();
        var columns = Enumerable.Range(0, subject.Point.Length).Select(at => Column.At(subject, at, flow.Output)).ToArray();
        var estimates = cotangents.Select(v => columns.Select(column => column.Along(v)).ToArray()).ToArray();
        var scale = analytic.SelectMany(row => row).Concat(estimates.SelectMany(row => row).Select(estimate => estimate.Value)).Select(double.Abs).Append(1e-3).Max();
        var inconclusive = 0;
        for (var row = 0; row < cotangents.Length; row++)
            for (var at = 0; at < columns.Length; at++)
            {
                var (value, error, kink) = estimates[row][at];
                var tolerance = error + (Relative * double.Max(double.Abs(value), double.Abs(analytic[row][at])));
                if (tolerance > Cap * scale || kink > Cap * scale)
                    inconclusive++;
                else if (!(double.Abs(value - analytic[row][at]) <= tolerance))
                    Assert.Fail(string.Create(CultureInfo.InvariantCulture,
                        $"{subject.Name}: the derivative by {subject.Names[at]} along the cotangent [{string.Join(", ", cotangents[row])}] is {value:G9} by central "
                        + $"differences and {analytic[row][at]:G9} by the pullback; the tolerance is {tolerance:G2}."));
            }
        return (cotangents.Length * columns.Length, inconclusive);
    }

    private static IEnumerable<double[]> Cotangents(int outputs, int inputs, Key key)
    {
        for (var i = 0; i < 2; i++)
            yield return [.. Enumerable.Range(0, outputs).Select(at => key.Split(i).Uniform(at) < 0.5 ? -1.0 : 1.0)];
        if (outputs * inputs <= FullJacobian)
            for (var i = 0; i < outputs; i++)
                yield return [.. Enumerable.Range(0, outputs).Select(at => at == i ? 1.0 : 0.0)];
    }

    /// <summary>The output a step to either side of the point, and at half that step, along one coordinate.</summary>
    private sealed record Column(double[] Here, double[] Up, double[] Down, double Width, double[] HalfUp, double[] HalfDown, double HalfWidth)
    {
        public static Column At(Subject subject, int at, double[] here)
        {
            var step = double.Cbrt(Epsilon) * double.Max(1, double.Abs(subject.Point[at]));
            var (up, down, width) = Pair(step);
            var (halfUp, halfDown, halfWidth) = Pair(step / 2);
            return new(here, up, down, width, halfUp, halfDown, halfWidth);

            (double[] Up, double[] Down, double Width) Pair(double by)
            {
                var (right, left) = (subject.Point[at] + by, subject.Point[at] - by);
                return (Moved(right), Moved(left), right - left);
            }

            double[] Moved(double to)
            {
                double[] point = [.. subject.Point];
                point[at] = to;
                return subject.At(point).Output;
            }
        }

        /// <summary>The derivative of ⟨v, y⟩, a bound of its error, and how much its one-sided differences differ.</summary>
        public (double Value, double Error, double Kink) Along(double[] v)
        {
            double value = 0, coarse = 0, bend = 0, magnitude = 0;
            for (var i = 0; i < v.Length; i++)
            {
                value += v[i] * (HalfUp[i] - HalfDown[i]) / HalfWidth;
                coarse += v[i] * (Up[i] - Down[i]) / Width;
                bend += v[i] * (HalfUp[i] - Here[i] - (Here[i] - HalfDown[i])) / (HalfWidth / 2);
                // The 1 stands for numbers inside the function that are of the order of 1, whatever its output.
                magnitude += double.Abs(v[i]) * (1 + double.Abs(HalfUp[i]) + double.Abs(HalfDown[i]));
            }
            return (value, (Rounding * magnitude / HalfWidth) + double.Abs(value - coarse), double.Abs(bend));
        }
    }
}
