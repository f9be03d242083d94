using static Functional.Layers<double>;

namespace Functional.Tests.Optimization;

/// <summary>Derivatives through the steps of an optimiser: by the rate, by the first parameters, by weights of the data.</summary>
public sealed class UpdateDerivativeTests
{
    private static readonly Key Seed = Key.FromSeed(2);
    private static readonly Layer<double, Tensor<double>, Tensor<double>> Network = Chain(Dense(4), Tanh, Dense(1));
    private static readonly TensorTree<double> Theta = Network.Start(Seed, [2]).Parameters;
    private static readonly Tensor<double> X = Seed.Split("x").Normal<double>([8, 2]);
    private static readonly Tensor<double> Targets = (X[.., ..1] * X[.., 1..]).Tanh();

    public static TheoryData<string, Func<Tensor<double>, Optimizer<double>>> Optimizers => new()
    {
        { "descent", static rate => Optimizer.Sgd<double>(rate) },
        { "momentum", static rate => Optimizer.Sgd<double>(rate, momentum: 0.9) },
        { "Adam", static rate => Optimizer.Adam<double>(rate) },
    };

    private static Tensor<double> CostAfter(int steps, Optimizer<double> optimizer, TensorTree<double> theta)
    {
        var cost = Network.On(X).Then(MeanSquaredError(Targets).At(TensorTree<double>.Empty));
        var state = optimizer.Initialize(theta);
        for (var step = 0; step < steps; step++)
            (theta, state) = optimizer.Update(cost.Gradient()(theta), state, theta);
        return cost(theta).Output;
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void The_cost_after_fifty_steps_has_a_slope_by_the_rate(string name, Func<Tensor<double>, Optimizer<double>> optimizer)
    {
        const double rate = 0.02, h = 1e-6;
        var slope = Differentiable.Trace((Tensor<double> r) => CostAfter(50, optimizer(r), Theta)).Gradient()(rate).Scalar;
        var difference = (CostAfter(50, optimizer(rate + h), Theta).Scalar - CostAfter(50, optimizer(rate - h), Theta).Scalar) / (2 * h);

        Assert.True(Math.Abs(slope - difference) < 1e-5 * Math.Abs(difference), $"{name}: {slope} and {difference}");
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Traced_and_plain_updates_agree(string name, Func<Tensor<double>, Optimizer<double>> optimizer)
    {
        var plain = CostAfter(10, optimizer(0.02), Theta).Scalar;
        var traced = Differentiable.Trace((Tensor<double> r) => CostAfter(10, optimizer(r), Theta))(0.02).Output.Scalar;

        Assert.True(Math.Abs(plain - traced) < 1e-12, name);
    }

    /// <summary>Finn, Abbeel, Levine, "Model-agnostic meta-learning", ICML 2017: one step inside of the gradient.</summary>
    [Fact]
    public void A_step_inside_of_a_gradient_has_second_derivatives()
    {
        const double rate = 0.1;
        var cost = Network.On(X).Then(MeanSquaredError(Targets).At(TensorTree<double>.Empty));
        var meta = Differentiable.Trace((TensorTree<double> theta) => CostAfter(1, Optimizer.Sgd(rate), theta)).Gradient()(Theta);

        var outer = cost.Gradient()(Theta - cost.Gradient()(Theta).Scale(rate));
        var expected = outer - cost.Hvp()(Theta, outer).Product.Scale(rate);

        Assert.True((meta - expected).Dot(meta - expected) < 1e-24 * expected.Dot(expected));
    }

    [Fact]
    public void A_weight_of_each_sample_has_a_slope()
    {
        var other = Network.On(X[..4, ..]).Then(MeanSquaredError(Targets[..4, ..]).At(TensorTree<double>.Empty));
        Tensor<double> After(Tensor<double> weights)
        {
            var cost = Differentiable.Trace((TensorTree<double> t) => Network.At(t)(X).Output - Targets is var d ? (d * d * weights.Reshape(8, 1)).Sum() : Targets);
            return other(Optimizer.Sgd(0.05).Update(cost.Gradient()(Theta), new(0, TensorTree<double>.Empty), Theta).Parameters).Output;
        }

        var slopes = Differentiable.Trace<Tensor<double>, Tensor<double>>(After).Gradient()(Tensor.Ones<double>([8]));

        for (var i = 0; i < 8; i++)
        {
            var moved = Tensor.Generate<double>([8], j => i == j ? 1e-6 : 0);
            Assert.Equal((After(Tensor.Ones<double>([8]) + moved) - After(Tensor.Ones<double>([8]) - moved)).Scalar / 2e-6, slopes[i], 1e-8);
        }
    }

    [Fact]
    public void A_gradient_that_is_always_zero_gives_Adam_a_finite_slope()
    {
        var theta = (TensorTree<double>)Tensor.Ones<double>([3]);
        var slope = Differentiable.Trace((Tensor<double> p) =>
        {
            var (after, _) = Optimizer.Adam(0.1).Update((TensorTree<double>)(p * Tensor.Vector(0.0, 1, 0)), Optimizer.Adam(0.1).Initialize(theta), (TensorTree<double>)p);
            return after[""].Sum();
        }).Gradient()(Tensor.Ones<double>([3]));

        Assert.True(slope.IsFinite, $"{slope}");
    }

    [Fact]
    public void A_rate_is_one_number() =>
        Assert.Throws<ShapeException>(() => Optimizer.Adam<double>(Tensor.Ones<double>([2])));
}
