using static Functional.Layers<double>;

namespace Functional.Tests.Layers;

public class CompositionTests
{
    private static readonly Key Seed = Key.FromSeed(3);
    private static readonly Layer<double, Tensor<double>, Tensor<double>> A = Dense(4), B = Tanh, C = Chain(Dropout(0.5), BatchNorm(), Dense(3));

    public static TheoryData<Layer<double, Tensor<double>, Tensor<double>>> Nestings =>
    [
        Chain(A, Chain(B, C)),
        Chain(Chain(A, B), C),
        Chain(Chain(Chain(A), Chain()), Identity, B, Chain(C)),
        A.Then(B).Then(C),
        A.Then(B.Then(C)),
    ];

    [Theory]
    [MemberData(nameof(Nestings))]
    public void Nesting_changes_nothing_at_all(Layer<double, Tensor<double>, Tensor<double>> nested)
    {
        var flat = Chain(A, B, C);
        var x = Seed.Normal<double>([6, 5]);
        var (expected, actual) = (flat.Start(Seed, [5]), nested.Start(Seed, [5]));
        Assert.Equal((expected.Parameters, expected.State, expected.Output), (actual.Parameters, actual.State, actual.Output));

        var context = Context<double>.Training(Seed, expected.State);
        var (flatPass, nestedPass) = (flat.Forward(expected.Parameters, x, context), nested.Forward(expected.Parameters, x, context));
        var dy = Seed.Split("cotangent").Normal<double>([6, 3]);
        Assert.Equal((flatPass.Output, flatPass.State), (nestedPass.Output, nestedPass.State));
        Assert.Equal(
            (flatPass.Pullback(dy).Parameters, flatPass.Pullback(dy).Input),
            (nestedPass.Pullback(dy).Parameters, nestedPass.Pullback(dy).Input));
    }

    [Fact]
    public void A_name_gives_a_network_a_branch_of_its_own()
    {
        var network = Chain(Named("encoder", Chain(Dense(4), Relu, Dense(4))), Relu, Named("head", Dense(2)));

        Assert.Equal(
            ["encoder.0.bias", "encoder.0.weight", "encoder.2.bias", "encoder.2.weight", "head.bias", "head.weight"],
            network.Start(Seed, [3]).Parameters.Leaves.Select(leaf => leaf.Path));
    }

    [Fact]
    public void Repeated_layers_have_parameters_of_their_own()
    {
        var parameters = Repeat(3, Chain(Dense(4), Tanh)).Start(Seed, [4]).Parameters;

        Assert.Equal(["0", "2", "4"], parameters.Children.Select(child => child.Name));
        Assert.NotEqual(parameters["0.weight"], parameters["2.weight"]);
    }

    [Fact]
    public void A_layer_from_a_lambda_is_one_expression()
    {
        var cube = Function("cube", static x => (x * x * x, dy => 3.0 * x * x * dy));

        var (y, back) = Chain(cube, cube).At(TensorTree<double>.Empty)(Tensor.Matrix<double>([2.0]));

        Assert.Equal(512, y.Scalar);
        Assert.Equal(9 * 256, back(Tensor.Ones<double>([1, 1])).Scalar);
    }

    [Fact]
    public void A_residual_adds_its_input()
    {
        var (y, back) = Residual(Function("triple", static x => (3.0 * x, static dy => 3.0 * dy))).At(TensorTree<double>.Empty)(Tensor.Ones<double>([2, 2]));

        Assert.Equal(Tensor.Full([2, 2], 4.0), y);
        Assert.Equal(Tensor.Full([2, 2], 4.0), back(Tensor.Ones<double>([2, 2])));
    }

    [Fact]
    public void Parallel_layers_lie_side_by_side_or_are_added()
    {
        var (twice, square) = (Function("twice", static x => (2.0 * x, static dy => 2.0 * dy)), Function("square", static x => (x * x, dy => 2.0 * x * dy)));
        var x = Tensor.Matrix<double>([3, 5]);

        var (joined, joinedBack) = Parallel(twice, square).At(TensorTree<double>.Empty)(x);
        var (sum, sumBack) = Parallel(Merge.Sum, twice, square).At(TensorTree<double>.Empty)(x);

        Assert.Equal(Tensor.Matrix<double>([6, 10, 9, 25]), joined);
        Assert.Equal(Tensor.Matrix<double>([2 * 1 + 6 * 100, 2 * 10 + 10 * 1000]), joinedBack(Tensor.Matrix<double>([1, 10, 100, 1000])));
        Assert.Equal(Tensor.Matrix<double>([15, 35]), sum);
        Assert.Equal(Tensor.Matrix<double>([8, 12]), sumBack(Tensor.Ones<double>([1, 2])));
    }
}
