namespace Functional.Tests.Optimization.Faults;

/// <summary>A transformation written as its formula, leaf by leaf, with public members only: what mistakes are planted in.</summary>
/// <param name="Called">Its name.</param>
/// <param name="Count">How many moments it has, which begin at 0.</param>
/// <param name="Step">From a leaf to its update; the moments are replaced.</param>
internal sealed record Formula(string Called, int Count, Func<FormulaLeaf, Tensor<double>> Step) : GradientTransformation<double>
{
    public override string Name => Called;

    public override TensorTree<double> Initialize(TensorTree<double> parameters) =>
        TensorTree<double>.Of([.. Enumerable.Range(0, Count).Select(i => (Branch(i), parameters.Zero))]);

    public override Transformed<double> Apply(TensorTree<double> updates, TensorTree<double> moments, TensorTree<double> parameters, UpdateStep at)
    {
        var made = TensorTree<double>.Leafwise(1 + Count, [updates, parameters, .. Enumerable.Range(0, Count).Select(i => moments.Child(Branch(i)))], leaves =>
        {
            var leaf = new FormulaLeaf(leaves[0], leaves[1], at.Index + 1, leaves[2..]);
            return [Step(leaf), .. leaf.Moments];
        });
        return new(made[0], TensorTree<double>.Of([.. Enumerable.Range(0, Count).Select(i => (Branch(i), made[1 + i]))]));
    }

    private static string Branch(int i) => Invariant($"moment-{i}");
}

/// <summary>What a formula is given of a leaf: g, θ, which step it is, from 1, and the moments.</summary>
internal sealed class FormulaLeaf(Tensor<double> gradient, Tensor<double> parameter, long step, Tensor<double>[] moments)
{
    public Tensor<double> Gradient => gradient;

    public Tensor<double> Parameter => parameter;

    public long Step => step;

    public Tensor<double>[] Moments => moments;

    /// <summary>m ← stays·m + comes·x.</summary>
    public Tensor<double> Next(int moment, double stays, double comes, Tensor<double> x) => moments[moment] = stays * moments[moment] + comes * x;

    /// <summary>The same of a mean.</summary>
    public Tensor<double> Mean(int moment, double stays, Tensor<double> x) => Next(moment, stays, 1 - stays, x);
}
