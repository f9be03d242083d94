namespace Functional.Tests.Differentiation;

/// <summary>Numbers beside numbers from elsewhere, and pullbacks beside finite differences.</summary>
internal static class Agreement
{
    /// <summary>As many numbers, each as near as the tolerance says.</summary>
    public static void Near(Tensor<double> expected, Tensor<double> actual, double tolerance = 1e-11)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(
                Math.Abs(expected.Span[i] - actual.Span[i]) <= tolerance,
                FormattableString.Invariant($"number {i} is {actual.Span[i]}, not {expected.Span[i]} to {tolerance}"));
    }

    /// <summary>The pullback agrees with finite differences.</summary>
    public static void Passes<X, Y>(Differentiable<X, Y> function, X at)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        var report = GradientCheck.Of(function, at);
        Assert.True(report.Verdict == Verdict.Passed, report.ToString());
    }
}
