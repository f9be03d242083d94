using static Functional.Layers<double>;

namespace Functional.Tests.Differentiation;

/// <summary>Functions as they are written, and what cannot be traced.</summary>
public sealed class TraceTests
{
    private static readonly Tensor<double> X = [0.3, -1.2, 2];

    [Fact]
    public void The_third_derivative_of_a_cube_is_six()
    {
        var f = Differentiable.Trace((Tensor<double> x) => x * x * x);
        var second = Differentiable.Trace(Differentiable.Trace(f.Gradient()).Gradient());

        Assert.Equal(6.0, second.Gradient()(2.0).Scalar);
    }

    [Fact]
    public void A_function_may_loop_branch_and_call_itself()
    {
        static Tensor<double> Power(Tensor<double> x, int n) => n == 0 ? Tensor.Ones<double>(x.Shape) : n % 2 == 1 ? x * Power(x, n - 1) : Power(x * x, n / 2);
        var gradient = Differentiable.Trace((Tensor<double> x) =>
        {
            var sum = Tensor.Zeros<double>([]);
            for (var n = 1; n <= 3; n++)
                sum += Power(x, n).Sum();
            return sum;
        }).Gradient()(X);

        Assert.All(gradient.Zip(X, static (g, x) => g - (1 + 2 * x + 3 * x * x)), static error => Assert.Equal(0, error, 1e-14));
    }

    [Fact]
    public void Trees_pairs_and_records_go_in_and_out()
    {
        var theta = TensorTree<double>.Of(("a", X), ("b", Tensor.Vector(2.0)));
        var f = Differentiable.Trace((Pair<TensorTree<double>, Line> p) => new Line(p.First["a"] * p.Second.Slope, p.First["b"] + p.Second.Start));

        var (y, back) = f((theta, new Line([1, 2, 3], [4])));
        var (first, second) = back(new Line([1, 1, 1], [10]));

        Assert.Equal([0.3, -2.4, 6], y.Slope);
        Assert.Equal([6.0], y.Start);
        Assert.Equal([1, 2, 3], first["a"]);
        Assert.Equal([10], first["b"]);
        Assert.Equal(X, second.Slope);
        Assert.Equal([10], second.Start);
    }

    [Fact]
    public void Indices_and_masks_pass_through()
    {
        Indices tokens = [2, 0];
        var f = Differentiable.Trace((Pair<Tensor<double>, Indices> p) => p.First.TakeRows(p.Second.Span).Sum());

        Assert.Equal((Tensor<double>)[1, 0, 1], f.Gradient()((X, tokens)).First);
    }

    [Fact]
    public void What_does_not_depend_on_the_argument_has_a_derivative_of_zero() =>
        Assert.Equal([0, 0, 0], Differentiable.Trace((Tensor<double> x) => Tensor.Ones<double>([])).Gradient()(X));

    [Fact]
    public void A_gradient_stops_at_one_place_alone() =>
        Assert.Equal(X, Differentiable.Trace((Tensor<double> x) => (x * x.StopGradient()).Sum()).Gradient()(X));

    [Fact]
    public void A_pullback_of_your_own_is_used_at_every_level()
    {
        var round = Differentiable.WithPullback((Tensor<double> x) => x.Map(double.Round), static (_, _, dy) => dy);
        var f = Differentiable.Trace((Tensor<double> x) => (x * round.Apply(x)).Sum());
        var squared = Differentiable.Trace((Tensor<double> x) => { var r = round.Apply(x); return (r * r).Sum(); });

        Assert.Equal([0 + 0.3, -1 + -1.2, 2 + 2], f.Gradient()(X));
        Assert.Equal(2.0 * Tensor.Identity<double>(3), squared.Hessian()(X));
    }

    [Fact]
    public void A_gradient_is_reversed_and_clipped_by_a_pullback_of_ones_own()
    {
        var reversed = Differentiable.WithPullback((Tensor<double> x) => x, static (_, _, dy) => -dy);
        var clipped = Differentiable.WithPullback((Tensor<double> x) => x, static (_, _, dy) => dy.Minimum(1.0).Maximum(-1.0));

        Assert.Equal(-2.0 * X, Differentiable.Trace((Tensor<double> x) => reversed.Apply(x) is var y ? (y * y).Sum() : y).Gradient()(X));
        Assert.Equal([0.6, -1, 1], Differentiable.Trace((Tensor<double> x) => clipped.Apply(x) is var y ? (y * y).Sum() : y).Gradient()(X));
    }

    [Fact]
    public void A_hand_written_layer_in_a_traced_function_keeps_its_own_pullback()
    {
        var called = 0;
        Differentiable<Tensor<double>, Tensor<double>> square = x => (x * x, dy => { called++; return 2.0 * x * dy; });
        var f = Differentiable.Trace((Tensor<double> x) => square.Apply(x.Tanh()).Sum());

        var gradient = f.Gradient()(X);

        Assert.Equal(1, called);
        Assert.All(gradient.Zip(X, static (g, x) => g - 2 * Math.Tanh(x) * (1 - Math.Tanh(x) * Math.Tanh(x))), static error => Assert.Equal(0, error, 1e-14));
    }

    public static TheoryData<string, Func<Tensor<double>, Tensor<double>>> Readers => new()
    {
        { "Scalar", static x => x.Sum().Scalar * x },
        { "Map", static x => x.Map(static each => each) },
        { "Zip", static x => x.Zip(x, static (each, _) => each) },
        { "ArgMax", static x => x * x.ArgMax()[0] },
        { "Span", static x => x * x.Span[0] },
        { "reading them", static x => x * x[0] },
        { "Dot", static x => x * x.Dot(x) },
        { "Span", static x => x.Equals(X) ? x : -x },
    };

    [Theory]
    [MemberData(nameof(Readers))]
    public void Numbers_that_are_being_differentiated_cannot_be_read(string reader, Func<Tensor<double>, Tensor<double>> function)
    {
        var refused = Assert.Throws<TraceException>(() => Differentiable.Trace((Tensor<double> x) => function(x.Exp()))(X));

        Assert.StartsWith(reader + ": the numbers of this tensor of shape ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("StopGradient()", refused.Message, StringComparison.Ordinal);
        Assert.Contains(reader == "Scalar" ? "made by Sum" : "made by Exp", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_reads_numbers_is_named_by_its_path()
    {
        var network = Chain(Dense(2), Named("reader", Chain(Tanh, Function("peek", static x => (x * x.Span[0], static dy => dy)))));
        var theta = network.Start(Key.FromSeed(1), [3]).Parameters;
        var refused = Assert.Throws<LayerException>(() => Differentiable.Trace((Tensor<double> x) => network.At(theta)(x).Output)(Tensor.Ones<double>([1, 3])));

        Assert.Equal("reader.1", refused.Path);
        Assert.IsType<TraceException>(refused.InnerException);
        Assert.Contains("Span: the numbers of this tensor of shape [1, 2], made by Tanh", refused.Message, StringComparison.Ordinal);
        Assert.Contains("StopGradient()", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_as_it_is_written_that_reads_numbers_is_refused_before_any_data_flows()
    {
        var network = Chain(Dense(2), Function("peek", static x => x * x.Span[0]));
        var refused = Assert.Throws<LayerException>(() => network.Start(Key.FromSeed(1), [3]));

        Assert.Equal("1", refused.Path);
        Assert.Contains("Span: this tensor of shape [1, 2]", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pullback_that_reads_numbers_has_no_second_derivative_and_its_layer_is_named()
    {
        var network = Chain(Dense(2), Named("cubic", Function("cube", static x => (x * x * x, dy => x * x * dy.Map(static each => 3 * each)))), Dense(1));
        var theta = network.Start(Key.FromSeed(1), [3]).Parameters;
        var refused = Assert.Throws<LayerException>(() => network.On(Tensor.Ones<double>([1, 3])).Then(SumOver()).Hvp()(theta, theta));

        Assert.Equal("cubic", refused.Path);
        Assert.Contains("Use operations on tensors, in a pullback, too", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_that_has_left_its_function_cannot_be_used()
    {
        Tensor<double>? left = null;
        Differentiable.Trace((Tensor<double> x) => left = x.Exp())(X);

        var refused = Assert.Throws<TraceException>(() => left! + left!);

        Assert.Contains("after the function has returned", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_of_an_inner_function_cannot_leave_it_by_an_outer_one()
    {
        Tensor<double>? left = null;
        var refused = Assert.Throws<TraceException>(() => Differentiable.Trace((Tensor<double> x) =>
        {
            Differentiable.Trace((Tensor<double> y) => left = y * x)(x);
            return left!;
        })(X));

        Assert.Contains("left", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_thread_cannot_use_a_traced_tensor()
    {
        Task<Tensor<double>>? other = null;
        Differentiable.Trace((Tensor<double> x) =>
        {
            var thread = new Thread(() => other = Task.FromResult(0).ContinueWith(_ => x + x, TaskContinuationOptions.ExecuteSynchronously));
            thread.Start();
            thread.Join();
            return x;
        })(X);

        var refused = await Assert.ThrowsAsync<TraceException>(() => other!);

        Assert.Contains("one thread", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pullback_takes_a_cotangent_of_the_outputs_shape_alone()
    {
        var (_, back) = Differentiable.Trace((Tensor<double> x) => x.Sum())(X);

        Assert.Contains("expected a tensor of shape [], got [2]", Assert.Throws<ShapeException>(() => back([1, 2])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_of_another_shape_at_another_call_is_traced_anew()
    {
        var f = Differentiable.Trace((Tensor<double> x) => x.Length > 2 ? x.Sum() : x.Tanh());

        Assert.Equal([1, 1, 1], f.Gradient()(X));
        Assert.Equal(2, f([1.0, 2]).Output.Length);
        Assert.Throws<ShapeException>(() => f.Gradient()([1.0, 2]));
    }

    [Fact]
    public void A_value_whose_tensors_are_not_known_is_refused() =>
        Assert.Contains("IProduct", Assert.Throws<NotSupportedException>(() => Differentiable.Trace((Opaque x) => x)(new(1))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_function_that_returns_nothing_is_refused() =>
        Assert.Throws<TraceException>(() => Differentiable.Trace((Tensor<double> x) => (Tensor<double>)null!)(X));

    [Fact]
    public void What_is_traced_outlives_a_step_of_a_workspace_inside()
    {
        var workspace = new Workspace(strict: true);
        var f = Differentiable.Trace((Tensor<double> x) => workspace.Run(() => x * x.Exp()).Sum());

        Assert.Equal(X.Exp() + X * X.Exp(), f.Gradient()(X));
        Assert.Equal(Differentiable.Trace((Tensor<double> x) => (x * x.Exp()).Sum()).Hessian()(X), f.Hessian()(X));
    }

    [Fact]
    public void A_constant_made_in_a_step_that_is_over_is_not_read_as_other_numbers()
    {
        var workspace = new Workspace(strict: true);
        var f = Differentiable.Trace((Tensor<double> x) => workspace.Run(() => x * Tensor.Full([3], 2.0)).Sum());

        Assert.Contains("the step is over", Assert.Throws<InvalidOperationException>(() => f.Gradient()(X)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_training_reads_its_cost_and_says_so()
    {
        var network = Dense(1);
        var start = Training.Start(network, [3], Optimizer.Sgd(0.1), Key.FromSeed(1));
        var refused = Assert.Throws<TraceException>(() => Differentiable.Trace((TensorTree<double> theta) =>
            Training.Run(start with { Parameters = theta }, network, MeanSquaredError(Tensor.Ones<double>([2, 1])), Tensor.Ones<double>([2, 3]), Every.Steps(1))
                .Take(2).Last().Parameters)(start.Parameters));

        Assert.StartsWith("Scalar: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_traced_tensor_prints_without_its_numbers()
    {
        var text = "";
        Differentiable.Trace((Tensor<double> x) =>
        {
            text = $"{x.Exp()}";
            return x;
        })(X);

        Assert.Equal("Tensor<double> [3] (made by Exp, traced)", text);
    }

    /// <summary>A record of two tensors.</summary>
    public sealed record Line(Tensor<double> Slope, Tensor<double> Start) : IProduct<Line, Pair<Tensor<double>, Tensor<double>>>
    {
        public Pair<Tensor<double>, Tensor<double>> Parts => (Slope, Start);

        public static Line From(Pair<Tensor<double>, Tensor<double>> parts) => new(parts.First, parts.Second);
    }

    private sealed record Opaque(double Number) : IVectorSpace<Opaque>
    {
        public Opaque Zero => new(0);

        public int Dimension => 1;

        public Opaque Plus(Opaque other) => new(Number + other.Number);

        public Opaque Scale(double factor) => new(Number * factor);

        public double Dot(Opaque other) => Number * other.Number;

        public double Coordinate(int index) => Number;

        public string CoordinateName(int index) => "[]";

        public Opaque WithCoordinates(Func<int, double> coordinate) => new(coordinate(0));
    }
}
