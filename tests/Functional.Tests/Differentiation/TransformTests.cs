using static Functional.Layers<double>;

namespace Functional.Tests.Differentiation;

/// <summary>Derivatives as linear maps, matrices and products.</summary>
public sealed class TransformTests
{
    private static readonly Key Seed = Key.FromSeed(5);
    private static readonly Tensor<double> X = [0.3, -1.2, 2];
    private static readonly Tensor<double> V = [1, 0.5, -2];
    private static readonly Layer<double, Tensor<double>, Tensor<double>> Network = Chain(Dense(5), Tanh, Dense(4), Sigmoid, Dense(3));
    private static readonly TensorTree<double> Theta = Network.Start(Seed, [4]).Parameters;
    private static readonly TensorTree<double> Direction = Theta.Map((path, leaf) => Seed.Split(path).Normal<double>(leaf.Shape));
    private static readonly Tensor<double> Batch = Seed.Split("x").Normal<double>([6, 4]);
    private static readonly Differentiable<TensorTree<double>, Tensor<double>> Cost = Network.On(Batch).Then(CrossEntropy([0, 1, 2, 0, 1, 2]).At(TensorTree<double>.Empty));

    [Fact]
    public void A_derivative_along_a_direction_is_that_of_differences()
    {
        const double h = 1e-5;
        var (y, derivative) = Network.On(Batch).Jvp()(Theta, Direction);

        Assert.Equal(Network.At(Theta)(Batch).Output, y);
        Near((Network.At(Theta + Direction.Scale(h))(Batch).Output - Network.At(Theta - Direction.Scale(h))(Batch).Output) * (0.5 / h), derivative, 1e-8);
    }

    [Fact]
    public void A_linearization_is_the_derivative_for_many_directions()
    {
        var (_, derivative) = Network.On(Batch).Linearize()(Theta);

        Assert.Equal(Network.On(Batch).Jvp()(Theta, Direction).Derivative, derivative(Direction));
        Near(derivative(Direction) * 2.0, derivative(Direction.Scale(2)), 1e-12);
    }

    [Fact]
    public void The_transpose_of_a_transpose_is_the_function_itself()
    {
        var weight = Seed.Normal<double>([3, 4]);
        Func<Tensor<double>, Tensor<double>> linear = x => x.MatMul(weight).Sum([0]) - x[..1, ..1].Reshape(1);
        var x = Seed.Split("x").Normal<double>([2, 3]);

        var transposed = Differentiable.Transpose(linear, x);
        var again = Differentiable.Transpose(transposed, linear(x));

        Near(linear(x), again(x), 1e-14);
        Assert.Equal(linear(x).Dot([1.0, 2, 3, 4]), transposed([1.0, 2, 3, 4]).Dot(x), 1e-12);
    }

    [Fact]
    public void What_is_not_linear_has_no_transpose()
    {
        Assert.Throws<TraceException>(() => Differentiable.Transpose((Tensor<double> x) => x * x, X)(X));
        Assert.Throws<TraceException>(() => Differentiable.Transpose((Tensor<double> x) => x.Exp(), X)(X));
        Assert.Throws<TraceException>(() => Differentiable.Transpose((Tensor<double> x) => x.Maximum(Tensor.Zeros<double>([3])), X)(X));
    }

    [Fact]
    public void A_Jacobian_has_a_row_for_each_output_from_either_side()
    {
        var wide = Differentiable.Trace((Tensor<double> x) => Tensor.Stack<double>((x * x).Sum(), x.Sum().Exp()));         // by rows
        var tall = Differentiable.Trace((Tensor<double> x) => Tensor.Stack<double>(x * x, x.Exp()));                      // by columns

        Near(Tensor.Stack<double>(2.0 * X, Tensor.Full([3], Math.Exp(1.1))), wide.Jacobian()(X), 1e-12);
        var jacobian = tall.Jacobian()(X);
        Assert.Equal([2, 3, 3], jacobian.Shape);
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
            {
                Assert.Equal(i == j ? 2 * X[i] : 0, jacobian[0, i, j], 1e-14);
                Assert.Equal(i == j ? Math.Exp(X[i]) : 0, jacobian[1, i, j], 1e-14);
            }
    }

    [Fact]
    public void A_Jacobian_of_a_tree_is_a_tree()
    {
        var jacobian = Network.On(Batch[..1, ..]).Jacobian()(Theta);

        Assert.Equal(Theta.Leaves.Select(static leaf => (leaf.Path, Shape.Create(1, 3).Then(leaf.Value.Shape))), jacobian.Leaves.Select(static leaf => (leaf.Path, leaf.Value.Shape)));
        var along = Theta.Leaves.Select(leaf => (jacobian[leaf.Path] * Direction[leaf.Path]).Reshape(3, -1).Sum([1])).Aggregate(static (sum, each) => sum + each);
        Near(Network.On(Batch[..1, ..]).Jvp()(Theta, Direction).Derivative.Reshape(3), along, 1e-12);
    }

    [Fact]
    public void A_Hessian_vector_product_is_the_difference_of_gradients()
    {
        const double h = 1e-5;
        var (gradient, product) = Cost.Hvp()(Theta, Direction);
        var difference = (Cost.Gradient()(Theta + Direction.Scale(h)) - Cost.Gradient()(Theta - Direction.Scale(h))).Scale(0.5 / h);

        Assert.Equal(Cost.Gradient()(Theta), gradient);
        Assert.True((difference - product).Dot(difference - product) < 1e-16 * product.Dot(product));
    }

    [Fact]
    public void A_Hessian_is_the_matrix_of_its_products()
    {
        var f = Differentiable.Trace((Tensor<double> x) => (x.Tanh() * x.Sum()).Exp().Sum());
        var hessian = f.Hessian()(X);

        Near(hessian, hessian.Transpose(), 1e-13);
        Near(f.Hvp()(X, V).Product, hessian.MatMul(V.Reshape(3, 1)).Reshape(3), 1e-12);
        Assert.Equal(hessian[0, 0] + hessian[1, 1] + hessian[2, 2], f.Laplacian()(X).Scalar, 1e-12);

        var ofTree = Cost.Hessian<TensorTree<double>, double>()(Theta);
        Assert.Equal([(int)Theta.Count, (int)Theta.Count], ofTree.Shape);
        var coordinates = Differentiable.Coordinates<TensorTree<double>, double>(Direction);
        Near(
            Differentiable.Coordinates<TensorTree<double>, double>(Cost.Hvp()(Theta, Direction).Product),
            ofTree.MatMul(coordinates.Reshape(-1, 1)).Reshape(-1), 1e-12);
    }

    [Fact]
    public void Of_a_linear_network_the_Gauss_Newton_matrix_is_the_Hessian()
    {
        var cost = CrossEntropy([0, 1, 2, 0, 1, 2]).At(TensorTree<double>.Empty);
        var theta = Dense(3).Start(Seed, [4]).Parameters;
        var v = theta.Map((path, leaf) => Seed.Split(path).Normal<double>(leaf.Shape));

        var (gradient, product) = Dense(3).On(Batch).GaussNewton(cost)(theta, v);
        var (expectedGradient, expected) = Dense(3).On(Batch).Then(cost).Hvp()(theta, v);

        Assert.True((gradient - expectedGradient).Dot(gradient - expectedGradient) < 1e-28);
        Assert.True((product - expected).Dot(product - expected) < 1e-26 * expected.Dot(expected));
        var fisher = Dense(3).On(Batch).Fisher(LogPartition<double>.Categorical)(theta, v).Scale(1.0 / 6);
        Assert.True((fisher - expected).Dot(fisher - expected) < 1e-26 * expected.Dot(expected));
    }

    [Fact]
    public void Log_partitions_have_the_covariance_of_their_distribution()
    {
        var p = X.Softmax();
        Near(Tensor.Identity<double>(3) * p - p.Reshape(3, 1).MatMul(p.Reshape(1, 3)), LogPartition<double>.Categorical.Hessian()(X), 1e-14);
        Near(Tensor.Identity<double>(3) * (X.Sigmoid() * (1.0 - X.Sigmoid())), LogPartition<double>.Bernoulli.Hessian()(X), 1e-14);
        Near(Tensor.Identity<double>(3), LogPartition<double>.Normal.Hessian()(X), 1e-14);
    }

    [Fact]
    public void Taylor_coefficients_of_the_exponential_are_inverse_factorials()
    {
        var coefficients = Differentiable.Trace((Tensor<double> x) => x.Exp()).Taylor(5)(0.0, 1.0);

        Assert.Equal([1, 1, 1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120], coefficients.Select(static each => each.Scalar), Nearly.Equal);
    }

    [Fact]
    public void A_second_derivative_by_one_input_is_that_of_each_row()
    {
        var u = Differentiable.Trace((Tensor<double> x) => x[.., ..1].Exp() * x[.., 1..].Tanh());
        var points = Seed.Normal<double>([5, 2]);
        var alongFirst = Tensor.Zeros<double>([5, 2]) + (Tensor<double>)[1, 0];

        Near(u(points).Output, u.Directional(2)(points, alongFirst), 1e-12);
        Assert.Equal(u(points).Output, u.Directional(0)(points, alongFirst));
    }

    [Fact]
    public void A_vector_Jacobian_product_is_the_pullbacks()
    {
        var (y, cotangent) = Network.At(Theta).Vjp()(Batch, Tensor.Ones<double>([6, 3]));

        Assert.Equal(Network.At(Theta)(Batch).Output, y);
        Assert.Equal(Network.At(Theta)(Batch).Pullback(Tensor.Ones<double>([6, 3])), cotangent);
    }

    [Fact]
    public void An_inner_product_is_a_tensor_that_can_be_differentiated()
    {
        Assert.Equal(X.Dot(V), X.InnerProduct(V).Scalar, 1e-15);
        Assert.Equal(Theta.Dot(Direction), Theta.InnerProduct(Direction).Scalar, 1e-12);
        Assert.Equal(2.0 * X, Differentiable.Trace((Tensor<double> x) => x.InnerProduct(x)).Gradient()(X));
        Assert.Equal(X.Dot(V) + Theta.Dot(Direction), Differentiable.InnerProduct<Pair<Tensor<double>, TensorTree<double>>, double>((X, Theta), (V, Direction)).Scalar, 1e-12);
    }

    [Fact]
    public void Precision_changes_on_the_way_and_back()
    {
        var f = Differentiable.Trace((Tensor<float> x) => (x.Cast<double>() * x.Cast<double>()).Sum());
        var (y, back) = f([1f, 2f]);

        Assert.Equal(5.0, y.Scalar);
        Assert.Equal((Tensor<float>)[2f, 4f], back(1.0));
    }

    private static void Near(Tensor<double> expected, Tensor<double> actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.All(expected.Zip(actual, static (e, a) => Math.Abs(e - a) / Math.Max(1, Math.Abs(e))), error => Assert.True(error <= tolerance, $"off by {error}"));
    }

    private sealed class Nearly : IEqualityComparer<double>
    {
        public static readonly Nearly Equal = new();

        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-14;

        public int GetHashCode(double value) => 0;
    }
}
