using Functional.Laws;
using Functional.Properties.Catalogue;

namespace Functional.Properties.Losses;

/// <summary>How the targets and outputs of a cost are drawn, and what it is by definition.</summary>
/// <typeparam name="R">The type of the targets.</typeparam>
/// <typeparam name="X">The type of the outputs.</typeparam>
/// <param name="Samples">Draws targets, the shapes of one sample, and outputs.</param>
/// <param name="Sum">The sum over all samples, in loops over numbers.</param>
/// <param name="Count">How much there is to take a mean over; the rows of the targets when none is given.</param>
internal sealed record DefinedCost<R, X>(
    Func<Draw, (R Targets, Shapes Sample, X Outputs)> Samples, Func<Draw, R, X, double> Sum, Func<Draw, R, X, double>? Count = null)
    where R : IRows<R>
    where X : IVectorSpace<X>, IRows<X>
{
    // A few hundred operations, whose rounding errors of 1.1e-16 may add up, on numbers up to some tens.
    private const double Rounding = 1e-12;

    /// <summary>The laws of costs, and that the cost is what the definition says.</summary>
    /// <param name="code">The cost as C#.</param>
    /// <param name="cost">Makes the cost layer.</param>
    /// <param name="inSingle">The same in <c>float</c>.</param>
    public LawSuite<Draw> Laws(
        string code, Func<Draw, R, Reduction, Layer<double, X, Tensor<double>>> cost, Func<Draw, R, Reduction, Twin<X, Tensor<double>>>? inSingle = null) =>
        CostLaws.For(cost, Samples, Count, inSingle, code).And(new Law<Draw>("definition", "the cost is what its definition says", draw =>
        {
            draw = draw.Tame;
            var (targets, _, outputs) = Samples(draw);
            var (expected, actual) = (Sum(draw, targets, outputs), cost(draw, targets, Reduction.Sum).At(TensorTree<double>.Empty)(outputs).Output.Scalar);
            return double.Abs(expected - actual) <= Rounding * double.Max(1, double.Abs(expected)) || expected.Equals(actual)
                ? Outcome.Holds
                : Outcome.Broken(Invariant($"by its definition the cost is {expected:R}, but it is {actual:R}"));
        }));

    /// <summary>An entry of the catalogue.</summary>
    /// <param name="member">The member's name.</param>
    /// <param name="code">The cost as C#.</param>
    /// <param name="cost">Makes the cost layer.</param>
    /// <param name="inSingle">The same in <c>float</c>.</param>
    public Entry Entry(
        string member, string code, Func<Draw, R, Reduction, Layer<double, X, Tensor<double>>> cost, Func<Draw, R, Reduction, Twin<X, Tensor<double>>> inSingle) =>
        new(member, Laws(code, cost, inSingle));
}
