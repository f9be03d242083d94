using System.Numerics;
using FsCheck.Fluent;
using Functional.Laws;
using static Functional.Layers<double>;

namespace Functional.Tests.Laws;

/// <summary>The ways in which the kit's page says that it is used.</summary>
public class UsageTests
{
    [Fact]
    public void A_layer_is_compared_with_its_twin() => LayerLaws.For(Swish<double>(), [5], inSingle: Swish<float>()).Check();

    [Fact]
    public void A_twin_that_is_another_layer_is_told_from_it()
    {
        var report = LayerLaws.For(Swish<double>(), [5], inSingle: Layers<float>.Sigmoid).Run();

        Assert.Equal(LayerLaws.FloatAgainstDouble, report.Worst!.Law);
        Assert.EndsWith("inSingle: Layers<float>.Sigmoid);", report.Worst.Counterexample!.Case, StringComparison.Ordinal);
    }

    /// <summary>Each law of the twin needs it in what is pasted.</summary>
    [Fact]
    public void A_twin_whose_pullback_is_wrong_is_printed_with_its_law()
    {
        var off = Layers<float>.Function("Off", static x => (x.Tanh(), static dy => dy));
        var found = LayerLaws.For(Tanh, [2], inSingle: off).Only(LayerLaws.DerivedInSingle).Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).Worst!.Counterexample!;

        Assert.EndsWith("inSingle: off);", found.Case, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_mixes_samples_says_so()
    {
        var centre = Function("Centre", x => (x - x.Mean([0], keepAxes: true), dy => dy - dy.Mean([0], keepAxes: true)));

        Assert.Equal(["batch additivity"], Broken(LayerLaws.For(centre, [2])));
        LayerLaws.For(centre, [2], mixesSamples: true).Check();
    }

    [Fact]
    public void A_layer_that_needs_two_samples_says_so()
    {
        Assert.Contains("initialisation", Broken(LayerLaws.For(BatchNorm(epsilon: 0.1), [2])));
        LayerLaws.For(BatchNorm(epsilon: 0.1), [2], inSingle: Layers<float>.BatchNorm(epsilon: 0.1), smallestBatch: 2).Check();
    }

    [Fact]
    public void A_layer_of_a_pair_takes_pairs() => LayerLaws.For(
        Concatenate, Shapes.Pair(Shape.Create(2), Shape.Create(3)), inputs: draw => (draw.Tensor<double>("a", [draw.Batch(), 2]), draw.Tensor<double>("b", [draw.Batch(), 3]))).Check();

    [Fact]
    public void A_cost_is_checked_by_its_name_and_one_of_pairs_as_a_function_of_a_draw()
    {
        CostLaws.For(Layers<double>.CrossEntropy, static draw => (draw.Labels("labels", 4, classes: 3), draw.Tensor<double>("scores", [4, 3]))).Check(20);
        CostLaws.For<Tensor<double>, Pair<Tensor<double>, Tensor<double>>>(
            static (draw, targets, reduction) => Layers<double>.GaussianNegativeLogLikelihood(targets, reduction, full: draw.Coin("full")),
            static draw => (
                draw.Tensor<double>("targets", [4, 3]), Shapes.Pair([3], [3]), (draw.Tensor<double>("means", [4, 3]), draw.Tensor<double>("logarithms", [4, 3]))),
            static (_, targets, _) => targets.Length).Check(20);
    }

    [Fact]
    public void Settings_vary_with_the_case() => LayerLaws.For(
        "Dense", draw => (Dense(draw.Size("units"), draw.Coin("bias")), Shape.Create(3), draw.Tensor<double>("x", [draw.Batch(), 3]))).Check();

    [Fact]
    public void Laws_are_left_out_and_added()
    {
        var straightThrough = Function("Round", x => (x.Map(double.Round), dy => dy));
        var odd = new Law<Draw>("odd", "f(−x) is −f(x)", draw =>
        {
            var (f, x) = (straightThrough.At(TensorTree<double>.Empty), draw.Tensor<double>("x", [2, 3]));
            return f(-x).Output == -f(x).Output ? Outcome.Holds : Outcome.Broken($"at {x}");
        });

        var suite = LayerLaws.For(straightThrough, [3]);

        Assert.Contains(LayerLaws.FiniteDifferences, Broken(suite));
        suite.Without(LayerLaws.FiniteDifferences).WithoutTracing().And(odd).Check();
        Assert.Equal(["odd"], suite.And(odd).Only("odd").Names);
    }

    [Fact]
    public void A_law_carries_over_to_what_its_subject_is_made_from()
    {
        var positive = new Law<int>("positive", "a number is above 0", number => number > 0 ? Outcome.Holds : Outcome.Broken($"it is {number}"));

        var longer = positive.On<string>(text => text.Length);

        Assert.Equal(Finding.Holds, longer.Check("one").Finding);
        Assert.Equal(Outcome.Broken("it is 0"), longer.Check(""));
    }

    [Fact]
    public void Words_of_ones_own_come_in_every_network()
    {
        var productions = Grammar.Standard
            .Without("Dropout(0.3)")
            .With(Production.Units("Highway", units => Chain(Dense(units), Tanh)), Production.Combinator("Gated", ProductionKind.Residual, parts => Residual(parts[0])));

        var suite = NetworkLaws.For(productions, depth: 4);

        Assert.Equal(Finding.Holds, suite.Run(30).Finding);
        Assert.All(
            suite.Cases.Generator.Sample(30, 20),
            each => Assert.Superset(new HashSet<string> { "Highway", "Gated" }, each.Network.All.Select(one => one.Production).ToHashSet()));
    }

    [Fact]
    public void The_seed_of_a_report_brings_its_case_back()
    {
        var faulty = Function("Square", x => (x * x, dy => x * dy));
        var found = NetworkLaws.For(faulty).Run(seed: "random").Worst!.Counterexample!;

        Assert.Equal(found.Case, NetworkLaws.For(faulty).Run(seed: found.Replay).Worst!.Counterexample!.Case);
    }

    [Fact]
    public void A_report_is_a_line_for_each_law_where_all_hold()
    {
        var report = LayerLaws.For(Tanh, [3]).Only("linearity", "threads").Run(cases: 7).ToString();

        Assert.Equal("Tanh obeys all 2 laws.\n  holds        threads (7 cases)\n  holds        linearity (7 cases)", report);
    }

    private static IEnumerable<string> Broken(LawSuite<Draw> suite) =>
        suite.Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).Results.Where(result => result.Finding == Finding.Broken).Select(result => result.Law);

    private static Layer<T, Tensor<T>, Tensor<T>> Swish<T>()
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Function("Swish", x =>
    {
        var s = x.Sigmoid();
        return (x * s, dy => dy * (s + x * s * (T.One - s)));
    });
}
