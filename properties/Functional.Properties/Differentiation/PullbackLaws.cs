using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.Properties.Differentiation;

/// <summary>The laws of every differentiable function and layer; each class below this one says how to draw one.</summary>
public abstract class PullbackLaws
{
    private const double SingleEpsilon = 1.1920929e-7;

    /// <summary>c: how many roundings of a float the numbers of the function may differ by.</summary>
    protected virtual double Conditioning => 64;

    /// <summary>A function at a point: the same one for the same draw, at either element type.</summary>
    public abstract Subject Make<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>;

    /// <summary>A case with an inconclusive number is rejected; over a fifth of such cases are a failure.</summary>
    [Law(20, MaxRejected = 5)]
    public Property Agrees_with_finite_differences() => Prop.ForAll(Draw.Any, draw =>
    {
        var (_, inconclusive) = FiniteDifferences.Check(Make<double>(draw), draw.Key.Split("cotangents"));
        return true.When(inconclusive == 0);
    });

    [Law(20)]
    public Property The_pullback_is_linear() => Prop.ForAll(Draw.Any, draw =>
    {
        var (y, back) = Make<double>(draw).Here();
        var (a, b) = (Cotangent(draw, "a", y.Length), Cotangent(draw, "b", y.Length));
        var (alpha, beta) = (draw.Number("alpha", -3, 3), draw.Number("beta", -3, 3));
        var (ofA, ofB) = (back(a), back(b));
        var together = back([.. a.Zip(b, (p, q) => (alpha * p) + (beta * q))]);
        Near([.. ofA.Zip(ofB, (p, q) => (alpha * p) + (beta * q))], together, 1e-11);
    });

    [Law(20)]
    public Property The_pullback_of_zero_is_zero() => Prop.ForAll(Draw.Any, draw =>
    {
        var (y, back) = Make<double>(draw).Here();
        Assert.All(back(new double[y.Length]), value => Assert.Equal(0.0, double.Abs(value)));
    });

    [Law(20)]
    public Property Twice_gives_the_same_bits() => Prop.ForAll(Draw.Any, draw =>
    {
        var subject = Make<double>(draw);
        var (first, again) = (subject.Here(), subject.Here());
        SameBits(first.Output, again.Output);
        var v = Cotangent(draw, "v", first.Output.Length);
        var once = first.Pullback(v);
        SameBits(once, first.Pullback(v));
        SameBits(once, again.Pullback(v));
    });

    /// <summary>Pullbacks at two points, called in turn: neither sees what the other does, nor its own earlier calls.</summary>
    [Law(20)]
    public Property Pullbacks_do_not_disturb_each_other() => Prop.ForAll(Draw.Any, draw =>
    {
        var subject = Make<double>(draw);
        double[] elsewhere = [.. subject.Point.Select(x => x * 0.75)];
        var size = subject.Here().Output.Length;
        var (v, w) = (Cotangent(draw, "v", size), Cotangent(draw, "w", size));
        var (expected, expectedElsewhere) = (subject.Here().Pullback(v), subject.At(elsewhere).Pullback(w));
        var (here, there) = (subject.Here(), subject.At(elsewhere));
        here.Pullback(w);
        SameBits(expectedElsewhere, there.Pullback(w));
        SameBits(expected, here.Pullback(v));
        SameBits(expectedElsewhere, there.Pullback(w));
    });

    [Law(5)]
    public Property Several_threads_at_once_give_the_same_bits() => Prop.ForAll(Draw.Any, draw =>
    {
        var subject = Make<double>(draw);
        var shared = subject.Here();
        var v = Cotangent(draw, "v", shared.Output.Length);
        var expected = subject.Here().Pullback(v);
        System.Threading.Tasks.Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            var own = subject.Here();
            SameBits(shared.Output, own.Output);
            SameBits(expected, shared.Pullback(v));
            SameBits(expected, own.Pullback(v));
        });
    });

    /// <summary>To c·ε·√n of the largest number: a float's cotangents are the double's, but for rounding.</summary>
    [Law(20)]
    public Property Float_agrees_with_double() => Prop.ForAll(Draw.Any, draw =>
    {
        var rounded = Make<float>(draw);
        var (single, exact) = (rounded.Here(), Make<double>(draw).At(rounded.Point));
        double[] v = [.. Cotangent(draw, "v", exact.Output.Length).Select(x => (double)(float)x)];
        var tolerance = Conditioning * SingleEpsilon * double.Sqrt(rounded.Point.Length + 1);
        Near(exact.Output, single.Output, tolerance);
        Near(exact.Pullback(v), single.Pullback(v), tolerance);
    });

    protected static double[] Cotangent(Draw draw, string name, int size) => [.. Enumerable.Range(0, size).Select(i => (draw.Key.Split(name).Uniform(i) * 4) - 2)];

    /// <summary>Near relative to the largest of the numbers, which is taken to be at least 1.</summary>
    protected static void Near(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = expected.Select(double.Abs).Append(1).Max();
        for (var i = 0; i < expected.Length; i++)
            Assert.True(double.Abs(expected[i] - actual[i]) <= tolerance * scale, $"coordinate {i}: expected {expected[i]:G17}, but got {actual[i]:G17}.");
    }

    protected static void SameBits(double[] expected, double[] actual) =>
        Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), actual.Select(BitConverter.DoubleToInt64Bits));
}

/// <summary>The laws of every layer that does not mix the samples of a batch.</summary>
public abstract class LayerLaws : PullbackLaws
{
    [Law(20)]
    public Property The_gradient_of_a_batch_is_the_sum_of_its_samples() => Prop.ForAll(Draw.Any, draw =>
    {
        var batch = Make<double>(draw);
        var (y, back) = batch.Here();
        var v = Cotangent(draw, "v", y.Length);
        var rows = y.Length / batch.Batch;
        var samples = Enumerable.Range(0, batch.Batch).Select(i => (Flow: batch.Sample!(i).Here(), V: v[(i * rows)..((i + 1) * rows)])).ToArray();
        Near(y, [.. samples.SelectMany(sample => sample.Flow.Output)], 1e-12);
        var each = samples.Select(sample => sample.Flow.Pullback(sample.V)).ToArray();
        var parameters = Enumerable.Range(0, batch.Shared).Select(at => each.Sum(cotangent => cotangent[at]));
        Near(back(v), [.. parameters, .. each.SelectMany(cotangent => cotangent[batch.Shared..])], 1e-12);
    });
}
