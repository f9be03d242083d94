using static Functional.Layers<double>;
using static Functional.Tests.Tensors.Refused;

namespace Functional.Tests.Layers;

public class RefusalTests
{
    private static readonly Key Seed = Key.FromSeed(5);

    public static TheoryData<Layer<double, Tensor<double>, Tensor<double>>, Shape, string, string[]> Unfit => new()
    {
        { Chain(Dense(4), Residual(Chain(Relu, Dense(3)))), [2], "1", ["[4]", "[3]"] },
        { Chain(Named("encoder", Chain(Dense(4), Named("body", Residual(Chain(Dense(4), Dense(3))))))), [2], "encoder.body", ["[4]", "[3]"] },
        { Chain(Relu, Parallel(Merge.Sum, Dense(4), Dense(3))), [2], "1", ["[4]", "[3]"] },
        { Chain(Reshape([3, 2]), Parallel(Flatten, Identity)), [6], "1", ["[6]", "[3, 2]"] },
        { Chain(Dense(4), Reshape([3])), [2], "1", ["[4]", "[3]"] },
        { Chain(Relu, Scan(Concatenate.Then(Dense(4)).Then(Duplicate), [3])), [5, 2], "1", ["[3]", "[4]"] },
        { Chain(Relu, Dense(4)), [], "1", ["[]"] },
        { Chain(Relu, Dense(4)), [0], "1", ["[0]"] },
        { Chain(Flatten, Softmax), [3, 0], "1", ["[0]"] },
        { Chain(Relu, BatchNorm()), [], "1", ["[]"] },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void Shapes_that_do_not_fit_are_refused_before_any_data_flows(Layer<double, Tensor<double>, Tensor<double>> network, Shape input, string path, string[] named)
    {
        var refused = Assert.Throws<LayerException>(() => network.Start(Seed, input));

        Assert.Equal(path, refused.Path);
        Assert.All(named, shape => Assert.Contains(shape, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Attention_and_concatenation_name_all_shapes()
    {
        var shapes = Shapes.Pair(Shape.Create(3, 4), Shapes.Pair(Shape.Create(5, 6), Shape.Create(5, 2)));
        Message(() => Attention.Initialize(Seed, shapes), "[3, 4]", "[5, 6]", "[5, 2]");
        Message(() => Concatenate.Initialize(Seed, Shapes.Pair(Shape.Create(3, 4), Shape.Create(2, 4))), "[3, 4]", "[2, 4]");
        Message(() => Attention.Initialize(Seed, Shape.Create(3, 4)), "[3, 4]");
    }

    [Fact]
    public void Data_of_another_shape_is_refused_with_the_layer_and_both_shapes()
    {
        var network = Chain(Named("encoder", Chain(Relu, Dense(4))));
        var theta = network.Start(Seed, [3]).Parameters;

        var refused = Assert.Throws<LayerException>(() => network.At(theta)(Tensor.Ones<double>([2, 5])));

        Assert.Equal("encoder.1", refused.Path);
        Assert.All(["[2, 5]", "[3, 4]"], shape => Assert.Contains(shape, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_cotangent_of_another_shape_is_refused_with_the_layer_and_both_shapes()
    {
        var network = Chain(Dense(4), Tanh);
        var (_, back) = network.At(network.Start(Seed, [3]).Parameters)(Tensor.Ones<double>([2, 3]));

        Message(() => back(Tensor.Ones<double>([2, 3])), "'1'", "[2, 4]", "[2, 3]");
    }

    [Fact]
    public void The_parameters_of_another_network_are_refused()
    {
        var (one, other) = (Chain(Dense(4), Dense(2)), Chain(Named("a", Dense(4)), Dense(2)));

        Message(() => one.At(other.Start(Seed, [3]).Parameters)(Tensor.Ones<double>([2, 3])), "'a", "weight [3, 4]", "[0, 1]");
        Message(() => Dense(2, bias: false).At(Dense(2).Start(Seed, [3]).Parameters)(Tensor.Ones<double>([2, 3])), "'bias'");
        Message(() => Relu.At(Dense(2).Start(Seed, [3]).Parameters)(Tensor.Ones<double>([2, 3])), "'bias'");
    }

    [Fact]
    public void A_missing_leaf_and_one_of_another_shape_are_named()
    {
        var network = Chain(Dense(4), Dense(2));
        var theta = network.Start(Seed, [3]).Parameters;
        var x = Tensor.Ones<double>([2, 3]);

        var missing = Assert.Throws<LayerException>(() => network.At(TensorTree<double>.Of(("0", theta.Child("0"))))(x));
        Assert.Equal("1", missing.Path);
        Message(
            () => network.At(TensorTree<double>.Of(("0", theta.Child("0")), ("1", TensorTree<double>.Of(("weight", theta["1.weight"]), ("bias", Tensor.Ones<double>([7]))))))(x),
            "'1'", "'bias'", "[2]", "[7]");
        Message(() => theta["0.scale"], "0.scale", "0.weight");
        Message(() => theta.With("0.weight", x), "[3, 4]", "[2, 3]");
        Message(() => theta + TensorTree<double>.Empty, "none");
    }

    [Fact]
    public void Labels_that_do_not_fit_are_refused()
    {
        var logits = Tensor.Ones<double>([2, 3]);

        Assert.All([NegativeLogLikelihood, CrossEntropy], (Func<Labels, Layer<double, Tensor<double>, Tensor<double>>> cost) =>
        {
            Message(() => cost([0, 3]).At(TensorTree<double>.Empty)(logits), "label 1 is 3", "[2, 3]");
            Message(() => cost([0, 1, 2]).At(TensorTree<double>.Empty)(logits), "3 labels", "[2, 3]");
            Message(() => cost([]).At(TensorTree<double>.Empty)(Tensor.Ones<double>([0, 3])), "no samples");
            Message(() => cost([]).At(TensorTree<double>.Empty)(1.0), "[]");
        });
        Message(() => Labels.Create(0, -1), "Label 1 is -1");
    }

    [Fact]
    public void Targets_that_do_not_fit_are_refused()
    {
        var x = Tensor.Ones<double>([2, 3]);

        Message(() => MeanSquaredError(x).At(TensorTree<double>.Empty)(Tensor.Ones<double>([3, 2])), "[2, 3]", "[3, 2]");
        Message(() => BinaryCrossEntropy(x).At(TensorTree<double>.Empty)(Tensor.Ones<double>([2, 1])), "[2, 3]", "[2, 1]");
        Message(() => BinaryCrossEntropy(x + x), "2");
        Message(() => BinaryCrossEntropy(x * double.NaN), "NaN");
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Message(() => Dense(0), "0");
        Message(() => Dropout(1), "1");
        Message(() => Dropout(double.NaN), "NaN");
        Message(() => BatchNorm(momentum: 0), "0");
        Message(() => BatchNorm(epsilon: -1), "-1");
        Message(() => Repeat(-1, Relu), "-1");
        Message(() => Parallel(), "no layers");
        Message(() => Named("a.b", Relu), "a.b");
        Message(() => Chain(Named("a", Dense(1)), Named("a", Dense(1))).Start(Seed, [1]), "'a'");
        Message(() => Optimizer.Adam(-1.0), "-1");
        Message(() => Optimizer.Sgd(1.0, momentum: 1.0), "1");
        Message(() => Optimizer.Sgd(double.NaN), "NaN");
    }

    [Fact]
    public void The_variance_of_one_row_is_refused_in_training()
    {
        var made = BatchNorm().Start(Seed, [3]);

        Message(() => BatchNorm().Forward(made.Parameters, Tensor.Ones<double>([1, 3]), Context<double>.Training(Seed, made.State)), "1 row", "[1, 3]");
    }
}
