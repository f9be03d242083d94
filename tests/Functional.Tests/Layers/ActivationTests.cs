using static Functional.Layers<double>;
using static Functional.Tests.Tensors.Refused;
using Layer = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Tests.Layers;

/// <summary>Activations at their corners, in training, and where they do not fit.</summary>
public class ActivationTests
{
    private const double NaN = double.NaN, Infinity = double.PositiveInfinity;
    private static readonly Key Seed = Key.FromSeed(11);

    public static TheoryData<Layer, double, double> Slopes => new()
    {
        { LeakyRelu(0.25), 0, 0.25 },
        { Elu(0.5), 0, 0.5 },
        { Celu(0.5), 0, 1 },
        { Selu, 0, 1.0507009873554805 * 1.6732632423543772 },
        { HardTanh(), 1, 0 },
        { HardTanh(), -1, 0 },
        { Relu6, 6, 0 },
        { Relu6, 0, 0 },
        { HardSigmoid, 3, 0 },
        { HardSigmoid, -3, 0 },
        { HardSwish, 3, 1 },
        { HardSwish, -3, 0 },
        { Softshrink(0.5), 0.5, 0 },
        { Hardshrink(0.5), -0.5, 0 },
        { RRelu(0.25, 0.5), 0, 0.375 },
    };

    [Theory]
    [MemberData(nameof(Slopes))]
    public void At_a_kink_the_slope_is_the_one_that_is_said(Layer activation, double x, double slope) =>
        Assert.Equal(slope, Slope(activation, x), 1e-15);

    public static TheoryData<Layer, double, double> Ends => new()
    {
        { Gelu, -0.0, Infinity },
        { GeluTanh, -0.0, Infinity },
        { Silu, -0.0, Infinity },
        { Softplus, 0, Infinity },
        { LogSigmoid, -Infinity, 0 },
        { LeakyRelu(0.25), -Infinity, Infinity },
        { Elu(0.5), -0.5, Infinity },
        { Celu(0.5), -0.5, Infinity },
        { Selu, -1.7580993408473766, Infinity },
        { HardTanh(), -1, 1 },
        { Relu6, 0, 6 },
        { HardSigmoid, 0, 1 },
        { Tanhshrink, -Infinity, Infinity },
        { Softshrink(), -Infinity, Infinity },
        { Hardshrink(), -Infinity, Infinity },
        { PRelu(), -Infinity, Infinity },
        { RRelu(), -Infinity, Infinity },
        { Softsign, NaN, NaN },
        { Mish, NaN, Infinity },
        { HardSwish, NaN, Infinity },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void At_the_infinities_it_has_its_limit_or_is_no_number(Layer activation, double atMinusInfinity, double atInfinity)
    {
        var theta = activation.Start(Seed, [5]).Parameters;
        var (y, back) = activation.At(theta)(Tensor.Create([1, 5], -Infinity, Infinity, NaN, 1, -1));

        Assert.Equal([atMinusInfinity, atInfinity, NaN], y.Reshape(5)[..3]);
        Assert.Equal(double.IsNegative(atMinusInfinity), double.IsNegative(y[0, 0]));
        // Of those in one pass, NaN is NaN on the way back, too; a choice between others is not for either.
        Assert.True(double.IsNaN(back(Tensor.Ones<double>([1, 5]))[0, 2]) || activation.Links[0] is not ActivationLink<double>);
    }

    [Fact]
    public void Slopes_of_a_randomised_relu_are_drawn_in_training_and_their_mean_at_inference()
    {
        var layer = RRelu(0.25, 0.5);
        var x = Tensor.Full([40, 50], -1.0);
        var (y, back) = layer.In(Context<double>.Training(Seed)).Invoke((TensorTree<double>.Empty, x));

        Assert.All(y, static each => Assert.InRange(each, -0.5, -0.25));
        Assert.True(y.Distinct().Count() > 1900);
        Assert.Equal(-0.375, y.Mean().Scalar, 0.005);
        Assert.Equal(-y, back(Tensor.Ones<double>(x.Shape)).Second);
        Assert.Equal(Tensor.Full(x.Shape, -0.375), layer.At(TensorTree<double>.Empty)(x).Output);
        Assert.NotEqual(y, layer.In(Context<double>.Training(Seed.Split(1)))((TensorTree<double>.Empty, x)).Output);
    }

    [Fact]
    public void A_drawn_class_comes_as_often_as_softmax_says()
    {
        var logits = Tensor.Vector(0.0, 1, 2).Reshape(1, 3).BroadcastTo([8000, 3]);
        var (y, _) = GumbelSoftmax(0.5, hard: true).In(Context<double>.Training(Seed))((TensorTree<double>.Empty, logits));

        Assert.All(y, static each => Assert.True(each is 0 or 1));
        Assert.Equal(Tensor.Ones<double>([8000]), y.Sum([1]));
        Assert.All(y.Mean([0]).Zip(Tensor.Vector(0.0, 1, 2).Softmax(), static (found, expected) => found - expected), static error => Assert.InRange(error, -0.02, 0.02));
    }

    [Fact]
    public void At_inference_a_drawn_class_is_the_first_of_the_likeliest()
    {
        var x = Tensor.Create([2, 3], 1.0, 3, 3, NaN, 0, 0);
        Assert.Equal(Tensor.Create([2, 3], 0.0, 1, 0, NaN, NaN, NaN), GumbelSoftmax(hard: true).At(TensorTree<double>.Empty)(x).Output);
        Assert.Equal((x[..1, ..] * 2.0).Softmax(), GumbelSoftmax(0.5).At(TensorTree<double>.Empty)(x[..1, ..]).Output);
    }

    [Fact]
    public void The_nearest_distribution_has_a_support()
    {
        var (y, back) = Sparsemax.At(TensorTree<double>.Empty)(Tensor.Create([3, 3], 1.0, 0.5, -1, 0, 0, 0, 5, 1, 1));

        Assert.Equal(Tensor.Create([3, 3], 0.75, 0.25, 0, 1.0 / 3, 1.0 / 3, 1.0 / 3, 1, 0, 0), y);
        Assert.Equal(Tensor.Create([3, 3], -0.5, 0.5, 0, -1, 0, 1, 0, 0, 0), back(Tensor.Create([3, 3], 1.0, 2, 3, 1, 2, 3, 1, 2, 3)));
    }

    [Fact]
    public void Infinite_logits_are_those_that_are_certain()
    {
        Func<double[], Tensor<double>> sparsemax = static x => Tensor.Vector<double>(x).Sparsemax();
        Assert.Equal([0, 1, 0], sparsemax([1, Infinity, 2]));
        Assert.Equal([0.5, 0.5, 0], sparsemax([Infinity, Infinity, 2]));
        Assert.Equal([0, 0.5, 0.5], sparsemax([-Infinity, 2, 2]));
        Assert.Equal([NaN, NaN, NaN], sparsemax([1, NaN, 2]));
        Assert.Equal([1, 0], sparsemax([1e308, -1e308]));
    }

    [Fact]
    public void Gates_are_the_second_half()
    {
        var x = Tensor.Create([1, 4], 2.0, 3, 0, -1);
        Assert.Equal(x[.., ..2] * x[.., 2..].Sigmoid(), Output(Glu, x));
        Assert.Equal(Tensor.Zeros<double>([1, 2]), Output(ReGlu, x));
        Assert.Equal(x[.., ..2] * x[.., 2..].Silu(), Output(SwiGlu, x));
        Assert.Equal(x[.., ..2] * x[.., 2..].Gelu(), Output(GeGlu, x));
    }

    [Fact]
    public void What_cannot_be_cut_is_refused_with_the_shape()
    {
        Message(() => Glu.Start(Seed, [2, 5]), "Glu", "halves", "5", "[2, 5]");
        Message(() => SwiGlu.At(TensorTree<double>.Empty)(Tensor.Ones<double>([2, 3])), "SwiGlu", "3", "[2, 3]");
        Message(() => Maxout(3).Start(Seed, [4]), "Maxout(3)", "4", "[4]");
        Message(() => PRelu(perFeature: true).Start(Seed, []), "PRelu", "[]");
        Message(() => PRelu(perFeature: true).At(PRelu(perFeature: true).Start(Seed, [3]).Parameters)(Tensor.Ones<double>([2, 4])), "slope", "[3]", "[4]");
        Message(() => Sparsemax.Start(Seed, [0]), "Sparsemax", "[0]");
        Message(() => GumbelSoftmax().Start(Seed, []), "GumbelSoftmax", "[]");
        Message(() => Gelu.At(TensorTree<double>.Empty)(Tensor.Ones<double>([2, 3])).Pullback(Tensor.Ones<double>([3, 2])), "Gelu", "[2, 3]", "[3, 2]");
    }

    [Fact]
    public void Settings_are_refused_by_value()
    {
        With<ArgumentOutOfRangeException>(() => HardTanh(2, 1), "HardTanh", "2", "1");
        With<ArgumentOutOfRangeException>(() => RRelu(2, 1), "RRelu", "2", "1");
        With<ArgumentOutOfRangeException>(() => Tensor.Vector(1.0).Clamp(2, 1), "Clamp", "2", "1");
        With<ArgumentOutOfRangeException>(() => Maxout(0), "Maxout", "0");
    }

    [Fact]
    public void They_print_as_the_code_that_makes_them() => Assert.Equal(
        "Chain(LeakyRelu(0.01), Elu(1), Celu(2), HardTanh(-1, 1), PRelu(true, 0.25), RRelu(0.125, 0.5), Maxout(2), GumbelSoftmax(0.5, true), Softshrink(0.5), Gelu, SwiGlu)",
        Chain(LeakyRelu(), Elu(), Celu(2), HardTanh(), PRelu(true), RRelu(0.125, 0.5), Maxout(2), GumbelSoftmax(0.5, true), Softshrink(), Gelu, SwiGlu).ToString());

    /// <summary>What remembers its input alone must not be computed where that lies.</summary>
    [Fact]
    public void Only_those_whose_derivative_follows_from_the_output_are_fused_and_either_way_the_numbers_are_the_same()
    {
        var x = Seed.Split("x").Normal<double>([4, 3]);
        var dy = Seed.Split("dy").Normal<double>([4, 5]);
        Assert.All([Gelu, GeluTanh, Silu, Softplus, LeakyRelu(0.25), Elu(0.5), HardTanh(-0.5, 0.5)], activation =>
        {
            var network = Chain(Dense(5), activation);
            var theta = network.Start(Seed, [3]).Parameters;
            var sums = x.MatMul(theta.Child("0")["weight"]) + theta.Child("0")["bias"];
            var (y, back) = network.At(theta)(x);
            var (alone, backAlone) = activation.At(TensorTree<double>.Empty)(sums);

            Assert.Equal(alone, y);
            Assert.Equal(backAlone(dy).MatMul(theta.Child("0")["weight"], Transposed.Right), back(dy));
        });
        Assert.NotNull(Dense(5).Links[0].Fuse(Softplus.Links[0]));
        Assert.Null(Dense(5).Links[0].Fuse(Gelu.Links[0]));
    }

    private static Tensor<double> Output(Layer layer, Tensor<double> x) => layer.At(TensorTree<double>.Empty)(x).Output;

    private static double Slope(Layer activation, double x) =>
        activation.At(TensorTree<double>.Empty)(Tensor.Full([1, 1], x)).Pullback(Tensor.Ones<double>([1, 1])).Scalar;
}
