using static Functional.GradientTransformations<double>;

namespace Functional.Tests.Optimization;

/// <summary>Norms that are measured in a chain, and the rate of a step.</summary>
public class MeasuredTests
{
    private static readonly TensorTree<double> Parameters = TensorTree<double>.Of(("a", Tensor.Create<double>([2], 1, 1)), ("b", Tensor.Create<double>([1], 2)));
    private static readonly TensorTree<double> Gradient = TensorTree<double>.Of(("a", Tensor.Create<double>([2], 3, 4)), ("b", Tensor.Create<double>([1], -12)));

    [Fact]
    public void Norms_are_those_of_what_flows_by_by_path_and_together()
    {
        var optimizer = Measure("gradient").Then(ScaleBy(0.5)).Then(Measure("update"));

        var state = optimizer.Update(Gradient, optimizer.Initialize(Parameters), Parameters).State;

        var (gradient, update) = (Optimizer.NormsOf(state, "gradient"), Optimizer.NormsOf(state, "update"));
        Assert.Equal([("a", 5), ("b", 12)], gradient.ByPath.Leaves.Select(static leaf => (leaf.Path, leaf.Value.Scalar)));
        Assert.Equal([("a", 2.5), ("b", 6)], update.ByPath.Leaves.Select(static leaf => (leaf.Path, leaf.Value.Scalar)));
        Assert.Equal((13, 6.5), (gradient.Global.Scalar, update.Global.Scalar));
    }

    [Fact]
    public void Norms_of_a_tree_are_those_of_its_tensors()
    {
        var norms = Norms.Of(Gradient);

        Assert.Equal((5, 12, 13), (norms.ByPath["a"].Scalar, norms.ByPath["b"].Scalar, norms.Global.Scalar));
        Assert.Equal(0, Norms.Of(TensorTree<double>.Empty).Global.Scalar);
    }

    [Fact]
    public void What_is_measured_after_the_rate_is_the_step_and_to_measure_changes_at_most_its_rounding()
    {
        var (bare, gradients) = (Optimizer.Adam(0.1), Enumerable.Range(1, 5).Select(static i => Gradient.Scale(1.0 / i)).ToArray());
        var (first, measured) = (Measure("gradient").Then(bare), Measure("gradient").Then(bare).Then(Measure("update")));
        var (without, with) = ((Parameters, bare.Initialize(Parameters)), (Parameters, measured.Initialize(Parameters)));
        var alike = (Parameters, first.Initialize(Parameters));
        foreach (var gradient in gradients)
        {
            var before = with.Parameters;
            without = bare.Update(gradient, without.Item2, without.Parameters);
            with = measured.Update(gradient, with.Item2, with.Parameters);

            alike = first.Update(gradient, alike.Item2, alike.Parameters);
            Assert.Equal(without.Parameters, alike.Parameters);
            Assert.InRange(Norms.Of(without.Parameters - with.Parameters).Global.Scalar, 0, 1e-15);
            // θ − (θ − u) has lost the last bits of u: 1e-16 of θ, which is at most 2.
            Assert.Equal(Norms.Of(before - with.Parameters).Global.Scalar, Optimizer.NormsOf(with.Item2, "update").Global.Scalar, 1e-15);
        }
    }

    [Fact]
    public void Before_the_first_step_norms_are_zero_and_of_a_step_that_is_left_out_they_are_those_of_the_one_before()
    {
        var optimizer = Accumulate(2).Then(Measure("mean"));
        var (parameters, state) = (Parameters, optimizer.Initialize(Parameters));
        double Mean() => Optimizer.NormsOf(state, "mean").Global.Scalar;

        Assert.Equal(0, Mean());
        (parameters, state) = optimizer.Update(Gradient, state, parameters);
        Assert.Equal(0, Mean());
        (parameters, state) = optimizer.Update(Gradient, state, parameters);
        Assert.Equal(13, Mean());
        (_, state) = optimizer.Update(Gradient.Zero, state, parameters);
        Assert.Equal(13, Mean());
    }

    [Fact]
    public void Of_chosen_and_of_parameters_that_are_not_frozen_there_are_norms_and_of_no_others()
    {
        var optimizer = Measure("all").Then(Measure("chosen").Where("b")).Then(ScaleBy(1)).Freeze("a");

        var state = optimizer.Update(Gradient, optimizer.Initialize(Parameters), Parameters).State;
        var alone = Measure("chosen").Where("a");

        Assert.Equal(["b"], Optimizer.NormsOf(state, "all").ByPath.Leaves.Select(static leaf => leaf.Path));
        Assert.Equal(["b"], Optimizer.NormsOf(state, "chosen").ByPath.Leaves.Select(static leaf => leaf.Path));
        Assert.Equal(5, Optimizer.NormsOf(alone.Update(Gradient, alone.Initialize(Parameters), Parameters).State, "chosen").Global.Scalar);
    }

    [Fact]
    public void What_is_not_measured_is_said_with_what_is()
    {
        var (bare, measured) = (Optimizer.Sgd(0.1).Initialize(Parameters), Measure("gradient").Initialize(Parameters));

        Assert.Contains("Measure(\"update\")", Assert.Throws<ParameterException>(() => Optimizer.NormsOf(bare, "update")).Message, StringComparison.Ordinal);
        Assert.Contains("it measures: gradient.", Assert.Throws<ParameterException>(() => Optimizer.NormsOf(measured, "update")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    public void A_name_that_is_none_is_refused(string name) =>
        Assert.Contains($"'{name}'", Assert.Throws<ArgumentException>(() => Measure(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_same_name_twice_in_a_chain_is_refused()
    {
        Assert.Contains("'u'", Assert.Throws<ArgumentException>(() => Measure("u").Then(ScaleBy(1)).Then(Measure("u"))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Measure("u").Where("a").Then(Measure("u").Where("b")));
    }

    [Fact]
    public void A_norm_that_is_not_finite_stops_the_run_unless_such_steps_are_left_out_before()
    {
        var broken = Gradient.Map(static leaf => leaf / 0.0);
        var skips = SkipNonFinite.Then(Measure("gradient"));

        var (after, state) = skips.Update(broken, skips.Initialize(Parameters), Parameters);

        Assert.Equal(Parameters, after);
        Assert.Equal(0, Optimizer.NormsOf(state, "gradient").Global.Scalar);
        var wrong = Measure("gradient").Then(SkipNonFinite);
        Assert.False(wrong.Update(broken, wrong.Initialize(Parameters), Parameters).State.Moments.IsFinite);
    }

    [Fact]
    public void The_rate_of_a_step_is_the_product_of_all_scales()
    {
        var schedule = Schedule.Linear(1, 0, 4);

        Assert.Equal(0.25, Optimizer.Sgd<double>(0.25).RateAt(3));
        Assert.Equal([0.5, 0.375, 0.25, 0.125, 0], Enumerable.Range(0, 5).Select(step => ScaleByAdam().Then(ScaleBy(schedule)).Then(ScaleBy(0.5)).RateAt(step)!.Value));
        Assert.Null(ScaleByAdam().RateAt(0));
        Assert.Null(ScaleBy(0.5).Then(ScaleBy(0.1).Where("a")).RateAt(0));
        Assert.Null(Differentiable.Trace((Tensor<double> rate) => Optimizer.Sgd<double>(rate).RateAt(0) is null ? rate : rate * 0.0)(1).Output.Scalar is 1 ? null : "a traced rate is none");
        Assert.Contains("-1", Assert.Throws<ArgumentOutOfRangeException>(() => ScaleBy(1).RateAt(-1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_accumulation_a_rate_counts_as_the_chain_does()
    {
        var optimizer = ScaleBy(Schedule.Linear(1, 0, 4)).Then(Accumulate(2)).Then(ScaleBy(Schedule.Piecewise(1, (1, 10), (2, 100))));
        var state = optimizer.Initialize(Parameters);
        var parameters = Parameters;
        for (var step = 0; step < 4; step++)
        {
            var before = parameters;
            (parameters, state) = optimizer.Update(Gradient, state, parameters);

            // The gradient is the same at all steps, but scaled before the mean is taken.
            if (step % 2 == 1)
                Assert.Equal(
                    (optimizer.RateAt(step)!.Value + optimizer.RateAt(step - 1)!.Value) / 2 * 13, Norms.Of(before - parameters).Global.Scalar, 1e-10);
        }
        Assert.Equal([1, 0.75, 5, 2.5], Enumerable.Range(0, 4).Select(step => optimizer.RateAt(step)!.Value));
    }
}
