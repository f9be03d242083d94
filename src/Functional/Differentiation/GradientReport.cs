using System.Collections.Immutable;

namespace Functional;

/// <summary>What a gradient check found.</summary>
public enum Verdict
{
    /// <summary>The pullback agrees with the differences.</summary>
    Passed,

    /// <summary>Too few coordinates could be compared: kinks, or differences too uncertain to tell.</summary>
    Inconclusive,

    /// <summary>The pullback disagrees with the differences.</summary>
    Failed,
}

/// <summary>One comparison: a derivative as the pullback says and as differences say.</summary>
/// <param name="Input">The coordinate of the argument, or the direction in which it was moved.</param>
/// <param name="Output">The coordinate of the output, or the direction in which it was looked at.</param>
/// <param name="Pullback">The derivative by the pullback.</param>
/// <param name="Difference">The derivative by differences; in <c>float</c>, by the operations of the forward pass.</param>
/// <param name="Tolerance">
/// How far they may be apart: rounding and truncation of the difference, a relative 10⁻⁷, and 10⁻⁹ of the largest derivative; in <c>float</c>, what
/// rounding explains.
/// </param>
public readonly record struct GradientComparison(string Input, string Output, double Pullback, double Difference, double Tolerance)
{
    /// <summary>What the pullback is held to: a difference, or in <c>float</c> what is derived from the operations of the forward pass.</summary>
    public string Judge { get; init; } = "difference";

    /// <summary>How far the two are apart.</summary>
    public double Error => double.Abs(Pullback - Difference);

    /// <summary>The error in units of the tolerance: above 1 the comparison fails; infinite where the pullback is not finite.</summary>
    public double Excess => !double.IsFinite(Pullback) ? double.PositiveInfinity : Error == 0 ? 0 : Error / Tolerance;

    /// <summary>Both numbers, and what they belong to.</summary>
    public override string ToString() =>
        Invariant($"∂{Output}/∂{Input}: pullback {Pullback:G9}, {Judge} {Difference:G9}, error {Error:G3}, tolerance {Tolerance:G3}");
}

/// <summary>The check of one argument.</summary>
/// <param name="Argument">Its name.</param>
/// <param name="Compared">How many derivatives were compared.</param>
/// <param name="Kinks">How many were at a kink, where nothing is asked of the pullback but a finite number.</param>
/// <param name="Uncertain">How many differences were too uncertain to compare.</param>
/// <param name="Worst">The comparison with the largest excess; null where none was made.</param>
public sealed record ArgumentReport(string Argument, int Compared, int Kinks, int Uncertain, GradientComparison? Worst)
{
    /// <summary>The largest part of derivatives that may be left out before nothing is said.</summary>
    public const double LargestPartLeftOut = 0.2;

    /// <summary>What was found.</summary>
    public Verdict Verdict =>
        Worst is { Excess: > 1 } ? Verdict.Failed
        : Kinks + Uncertain > LargestPartLeftOut * (Compared + Kinks + Uncertain) ? Verdict.Inconclusive
        : Verdict.Passed;

    /// <summary>A line that a person can act on.</summary>
    public override string ToString() =>
        Invariant($"{Argument}: {Verdict.ToString().ToLowerInvariant()}, {Compared} derivatives compared")
        + (Kinks > 0 ? Invariant($", {Kinks} at a kink") : "")
        + (Uncertain > 0 ? Invariant($", {Uncertain} too uncertain") : "")
        + (Worst is { } worst ? $"; {(worst.Excess > 1 ? "wrong" : "worst")} {worst}" : "");
}

/// <summary>The report of a gradient check: one line an argument.</summary>
/// <param name="Arguments">The check of each argument.</param>
public sealed record GradientReport(ImmutableArray<ArgumentReport> Arguments)
{
    /// <summary>The worst verdict of all arguments.</summary>
    public Verdict Verdict => Arguments.Select(static argument => argument.Verdict).DefaultIfEmpty(Verdict.Passed).Max();

    /// <inheritdoc/>
    public bool Equals(GradientReport? other) => ReferenceEquals(this, other)
        || (other is not null && Arguments.AsSpan().SequenceEqual(other.Arguments.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => Arguments.Aggregate(0, HashCode.Combine);

    /// <summary>The verdict, and a line an argument.</summary>
    public override string ToString() => $"Gradient check {Verdict.ToString().ToLowerInvariant()}.\n{string.Join("\n", Arguments.Select(static argument => "  " + argument))}";
}
