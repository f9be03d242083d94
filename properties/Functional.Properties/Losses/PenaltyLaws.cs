using Functional.Laws;

namespace Functional.Properties.Losses;

/// <summary>Penalties are differentiable functions of trees: they obey the laws of these, and are what they say.</summary>
public sealed class PenaltyLaws
{
    private static readonly (string Name, Func<double, Func<string, bool>?, Differentiable<TensorTree<double>, Tensor<double>>> Make, Func<double, double> Of)[] All =
    [
        ("L1", Penalty.L1<double>, double.Abs),
        ("L2", Penalty.L2<double>, static x => x * x),
    ];

    public static TheoryData<string, string> Laws
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var (name, _, _) in All)
                foreach (var law in LawsOf(name).Names)
                    all.Add(name, law);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Of_differentiable_functions(string name, string law) => LawsOf(name).Only(law).Check();

    [Law]
    public void A_penalty_is_the_sum_over_what_is_chosen(Draw draw)
    {
        var (strength, of, parameters) = Drawn(draw.Tame);
        foreach (var (_, make, each) in All)
            Assert.Equal(
                strength * parameters.Leaves.Where(leaf => of?.Invoke(leaf.Path) ?? true).Sum(leaf => leaf.Value.Sum(each)), make(strength, of)(parameters).Output.Scalar, 1e-12);
    }

    private static LawSuite<Draw> LawsOf(string name) => DifferentiableLaws.For<TensorTree<double>, Tensor<double>>(
        $"Penalty.{name}", draw => Drawn(draw) is var (strength, of, parameters) ? (All.Single(each => each.Name == name).Make(strength, of), parameters) : default);

    private static (double Strength, Func<string, bool>? Of, TensorTree<double> Parameters) Drawn(Draw draw)
    {
        var tree = TensorTree<double>.Of(
            ("0", TensorTree<double>.Of(("weight", draw.Tensor<double>("weight", [draw.Size("rows"), draw.Size("columns")])), ("bias", draw.Tensor<double>("bias", [draw.Size("columns")])))),
            ("1", draw.Tensor<double>("scale", [draw.Size("scales")])));
        return (draw.Number("strength", 0, 2), draw.Coin("some") ? static path => path.EndsWith("weight", StringComparison.Ordinal) : null, tree);
    }
}
