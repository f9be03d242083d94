namespace Functional;

/// <summary>What is known of the errors of one output.</summary>
/// <param name="Targets">Mean and spread of the targets.</param>
/// <param name="Errors">Mean and spread of the errors y − ŷ.</param>
/// <param name="SumOfAbsolute">Σ |y − ŷ|.</param>
/// <param name="Largest">The largest |y − ŷ|; 0 of no samples.</param>
internal sealed record OutputErrors(Moments Targets, Moments Errors, double SumOfAbsolute, double Largest)
{
    /// <summary>Σ (y − ŷ)²: both terms are positive, so nothing is lost.</summary>
    public double SumOfSquares => Errors.Count == 0 ? 0 : Errors.SumOfSquares + Errors.Count * Errors.Mean * Errors.Mean;

    /// <summary>Those of each output.</summary>
    /// <param name="errors">The errors, <c>[samples, outputs]</c>.</param>
    /// <param name="targets">The targets, of the same shape.</param>
    public static IEnumerable<OutputErrors> Of(Tensor<double> errors, Tensor<double> targets)
    {
        var (spreads, moments) = (Moments.OfColumns(targets), Moments.OfColumns(errors));
        var (sums, largest) = (errors.Abs().Sum([0]), errors.Shape[0] == 0 ? Tensor.Zeros<double>([errors.Shape[1]]) : errors.Abs().Max([0]));
        for (var output = 0; output < spreads.Length; output++)
            yield return new(spreads[output], moments[output], sums.Span[output], largest.Span[output]);
    }

    public static OutputErrors operator +(OutputErrors left, OutputErrors right) => new(
        left.Targets + right.Targets, left.Errors + right.Errors, left.SumOfAbsolute + right.SumOfAbsolute, Math.Max(left.Largest, right.Largest));
}
