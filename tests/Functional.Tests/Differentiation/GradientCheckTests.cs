using static Functional.Layers<double>;

namespace Functional.Tests.Differentiation;

public class GradientCheckTests
{
    private static readonly Key Seed = Key.FromSeed(20);

    public static TheoryData<string, Layer<double, Tensor<double>, Tensor<double>>> Sound => new()
    {
        { "small", Chain(Dense(4), Tanh, Residual(Chain(Dense(4), Relu)), Parallel(Dense(2), Dense(3)), LogSoftmax) },
        { "large", Chain(Dense(48), Tanh, Dense(32)) },
        { "recurrent", Chain(Reshape([5, 8]), Scan(Concatenate.Then(Dense(3)).Then(Tanh).Then(Duplicate), [3])) },
    };

    [Theory]
    [MemberData(nameof(Sound))]
    public void A_sound_layer_passes(string name, Layer<double, Tensor<double>, Tensor<double>> layer)
    {
        var report = Check(layer, [40]);

        Assert.True(report.Verdict == Verdict.Passed, $"{name}: {report}");
        Assert.Equal(["parameters", "input"], report.Arguments.Select(argument => argument.Argument));
        Assert.All(report.Arguments, argument => Assert.True(argument.Compared > 0));
    }

    [Fact]
    public void A_factor_that_is_wrong_by_a_ten_thousandth_fails()
    {
        var report = Check(Function("exp", x => (x.Exp(), dy => 1.0001 * x.Exp() * dy)), [3]);

        Assert.Equal(Verdict.Failed, report.Verdict);
    }

    [Fact]
    public void A_wrong_bias_gradient_fails_the_parameters_and_not_the_input()
    {
        var report = Check(
            Function(
                "shift",
                static (key, shape) => TensorTree<double>.Of(("bias", Tensor.Zeros<double>(shape))),
                static (theta, x) => (x + theta["bias"], dy => new(() => TensorTree<double>.Of(("bias", dy[..1].Reshape(theta["bias"].Shape))), () => dy))),
            [3]);

        Assert.Equal([Verdict.Failed, Verdict.Passed], report.Arguments.Select(argument => argument.Verdict));
        Assert.Contains("∂bias[", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_wrong_coordinate_of_a_large_function_is_found_and_named()
    {
        Differentiable<Tensor<double>, Tensor<double>> faulty = x => (x * x, dy => (2.0 * x * dy).WithCoordinates(i => (i == 77 ? -2 : 2) * x.Span[i] * dy.Span[i]));

        var report = GradientCheck.Of(faulty, Seed.Uniform<double>([100], 0.5, 1));

        Assert.Equal(Verdict.Failed, report.Verdict);
        Assert.Equal("input[77]", report.Arguments[0].Worst!.Value.Input);
    }

    [Fact]
    public void A_kink_is_reported_as_a_kink()
    {
        var report = GradientCheck.Of(Relu.At(TensorTree<double>.Empty), [0.0, 1, -1, 2, 3]);

        Assert.Equal(Verdict.Passed, report.Verdict);
        Assert.Equal(1, report.Arguments[0].Kinks);
    }

    [Fact]
    public void A_kink_inside_the_step_is_recognised()
    {
        var report = GradientCheck.Of(Relu.At(TensorTree<double>.Empty), [1e-6, -2e-6, 3e-6, 1, 2, 3, 4]);

        Assert.Equal((Verdict.Passed, 3), (report.Verdict, report.Arguments[0].Kinks));
    }

    [Fact]
    public void Kinks_that_cancel_along_a_direction_are_no_error()
    {
        for (var trial = 0; trial < 16; trial++)
        {
            var report = GradientCheck.Of(Relu.At(TensorTree<double>.Empty), [0.0, 0.0, 1.0], Seed.Split(trial), directions: 1);

            Assert.True(report.Verdict != Verdict.Failed, $"{report}");
        }
    }

    [Fact]
    public void Along_few_directions_the_wrong_entry_is_found_and_named()
    {
        Differentiable<Tensor<double>, Tensor<double>> faulty = x => (x * x, dy => (2.0 * x * dy).WithCoordinates(i => (i == 7 ? -2 : 2) * x.Span[i] * dy.Span[i]));

        var worst = GradientCheck.Of(faulty, Seed.Uniform<double>([10], 0.5, 1), Seed, directions: 1).Arguments[0].Worst!.Value;

        Assert.Equal(("output[7]", "input[7]"), (worst.Output, worst.Input));
    }

    [Fact]
    public void No_directions_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => GradientCheck.Of(Relu.At(TensorTree<double>.Empty), [1.0], directions: 0));

    [Fact]
    public void Strong_curvature_is_looked_at_with_a_smaller_step()
    {
        var report = GradientCheck.Of<Tensor<double>, Tensor<double>>(static x => ((3000.0 * x).Map(double.Sin), dy => dy * 3000.0 * (3000.0 * x).Map(double.Cos)), [0.3, 0.4]);

        Assert.Equal((Verdict.Passed, 0), (report.Verdict, report.Arguments[0].Uncertain));
    }

    /// <summary>relu(x) + relu(−x)/2 at 0: its slopes are −1/2 and 1, and the chain rule says 0; relu(x) − relu(−x)/2 has 1/2 and 1, and it says 0 again.</summary>
    [Fact]
    public void Where_kinks_meet_the_chain_rule_is_not_judged_by_the_one_sided_slopes()
    {
        var relu = Relu.At(TensorTree<double>.Empty);
        var opposite = Differentiable.Identity<Tensor<double>>().Scale(-1).Then(relu).Scale(-0.5);

        Assert.Equal(Verdict.Inconclusive, GradientCheck.Of(relu.Plus(opposite), [0.0]).Verdict);
    }

    [Fact]
    public void A_gradient_that_is_not_a_number_fails_even_at_a_kink()
    {
        var report = GradientCheck.Of<Tensor<double>, Tensor<double>>(static x => (x.Abs(), static dy => dy * double.NaN), [0.0]);

        Assert.Equal(Verdict.Failed, report.Verdict);
    }

    [Fact]
    public void A_point_with_nothing_but_kinks_says_nothing()
    {
        var report = GradientCheck.Of(Relu.At(TensorTree<double>.Empty), [0.0]);

        Assert.Equal(Verdict.Inconclusive, report.Verdict);
    }

    [Fact]
    public void A_curve_with_its_minimum_at_the_point_has_no_kink()
    {
        var report = GradientCheck.Of<Tensor<double>, Tensor<double>>(static x => ((x * x).Sum(), dy => 2.0 * x * dy), [0.0, 1.0]);

        Assert.Equal((Verdict.Passed, 0), (report.Verdict, report.Arguments[0].Kinks));
    }

    [Fact]
    public void A_gradient_that_is_not_a_number_fails()
    {
        var report = GradientCheck.Of<Tensor<double>, Tensor<double>>(static x => (x * x, static dy => dy * double.NaN), [1.0]);

        Assert.Equal(Verdict.Failed, report.Verdict);
    }

    [Fact]
    public void An_output_that_is_not_finite_is_refused()
    {
        var refused = Assert.Throws<ArgumentException>(() => GradientCheck.Of<Tensor<double>, Tensor<double>>(static x => (x.Log(), dy => dy / x), [1.0, 0.0]));

        Assert.Contains("output[1]", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_of_a_pair_names_its_two_inputs()
    {
        var report = GradientCheck.Of<Pair<Tensor<double>, Tensor<double>>, Tensor<double>>(
            static p => (p.First * p.Second, dy => (dy * p.Second, dy)),
            (Seed.Uniform<double>([2], 0.5, 1), Seed.Uniform<double>([2], 2, 3)));

        Assert.StartsWith("second[", report.Arguments[0].Worst!.Value.Input, StringComparison.Ordinal);
    }

    private static GradientReport Check(Layer<double, Tensor<double>, Tensor<double>> layer, Shape shape)
    {
        var parameters = layer.Start(Seed, shape).Parameters;
        return layer.CheckGradients(
            parameters.WithCoordinates(i => 2 * Seed.Split("parameters").Uniform(i) - 1),
            Seed.Split("input").Normal<double>([2, .. shape]));
    }
}
