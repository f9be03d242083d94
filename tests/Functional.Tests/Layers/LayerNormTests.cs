using static Functional.Layers<double>;
using static Functional.Tests.Tensors.Refused;

namespace Functional.Tests.Layers;

/// <summary>Layer normalisation and its like where rounding could show, and where there is nothing to normalise.</summary>
public class LayerNormTests
{
    private static readonly Key Seed = Key.FromSeed(2);

    /// <summary>A spread of 10⁻⁴ of the mean is 3 digits of a float, over 32,768 features: one pass of squares would lose it all.</summary>
    [Fact]
    public void A_small_spread_at_a_large_offset_is_not_lost()
    {
        var x = Seed.Normal<float>([2, 32768], 100, 0.01);
        var y = Output(Layers<float>.LayerNorm(epsilon: 1e-12), x).Cast<double>();

        Assert.InRange(y.Mean().Scalar, -1e-5, 1e-5);
        Assert.InRange((y * y).Mean().Scalar, 1 - 1e-4, 1 + 1e-4);
        Assert.InRange((y - Exact(x, 1e-12)).Abs().Max().Scalar, 0, 1e-3);
    }

    /// <summary>Epsilon is under the root: where the variance is 10⁻⁶ and epsilon 10⁻⁵, the deviation is √11 times that of the numbers.</summary>
    [Fact]
    public void Epsilon_is_under_the_root()
    {
        var y = Output(LayerNorm(epsilon: 1e-5), Tensor.Matrix<double>([[-1e-3, 1e-3]]));
        Assert.Equal(1 / double.Sqrt(11), y.Span[1], 1e-12);
    }

    [Theory]
    [InlineData(8730.3f)]
    [InlineData(0.1f)]
    [InlineData(-1e6f)]
    [InlineData(0)]
    public void A_constant_row_is_zero_and_has_finite_gradients(float constant)
    {
        foreach (var features in (int[])[1, 2, 3, 7, 8, 9, 16, 17, 100, 513, 4097])
        {
            var x = Tensor.Full([3, features], constant);
            var layer = Layers<float>.LayerNorm();
            var (y, back, _) = layer.Forward(layer.Start(Seed, [features]).Parameters, x, Context<float>.Inference());
            Assert.Equal(Tensor.Zeros<float>([3, features]), y);

            var cotangents = back(Seed.Normal<float>([3, features]));
            Assert.True(cotangents.Input.IsFinite);
            Assert.All(cotangents.Parameters.Leaves, static leaf => Assert.True(leaf.Value.IsFinite));
        }
    }

    [Fact]
    public void A_first_number_far_from_the_others_takes_nothing_from_them()
    {
        var x = Tensor.Generate<float>([1, 1000], static i => i == 0 ? 1e6f : 1 + i % 7 / 7f);
        Assert.InRange((Output(Layers<float>.LayerNorm(), x).Cast<double>() - Exact(x, 1e-5)).Abs().Max().Scalar, 0, 1e-5);
    }

    [Fact]
    public void What_is_no_number_stays_in_its_row()
    {
        foreach (var odd in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity])
        {
            var y = Output(LayerNorm(), Tensor.Generate<double>([3, 20], i => i == 25 ? odd : i % 3));
            Assert.All(Enumerable.Range(0, 60), i => Assert.Equal(i / 20 == 1, double.IsNaN(y.Span[i])));
        }
    }

    /// <summary>Every length has its own route through the vectors: all agree with the plain formula.</summary>
    [Fact]
    public void Rows_of_any_length_are_normalised()
    {
        for (var features = 1; features <= 70; features++)
        {
            var x = Seed.Split(features).Normal<float>([5, features]);
            Assert.InRange((Output(Layers<float>.LayerNorm(epsilon: 0.1), x).Cast<double>() - Exact(x, 0.1)).Abs().Max().Scalar, 0, 1e-6);
        }
    }

    [Fact]
    public void Rows_that_threads_share_are_the_same_bits()
    {
        foreach (var shape in (Shape[])[[1024, 128], [1000, 37], [3, 50000], [20000, 3]])
        {
            var (x, dy) = (Seed.Normal<float>(shape), Seed.Split(1).Normal<float>(shape));
            var layer = Layers<float>.LayerNorm();
            var theta = layer.Start(Seed, shape[1..]).Parameters;
            var one = Threads.AtMost(1, () => Values());
            var two = Threads.AtMost(2, () => Values());
            Assert.Equal(one, two);

            (Tensor<float>, Tensor<float>, TensorTree<float>) Values()
            {
                var (y, back, _) = layer.Forward(theta, x, Context<float>.Inference());
                var cotangents = back(dy);
                return (y, cotangents.Input, cotangents.Parameters);
            }
        }
    }

    [Fact]
    public void Settings_that_do_not_fit_are_refused()
    {
        Message(() => LayerNorm(0), "LayerNorm", "0");
        Message(() => LayerNorm(epsilon: 0), "LayerNorm", "0");
        Message(() => RmsNorm(-1), "RmsNorm", "-1");
        Message(() => Layers<float>.RmsNorm(epsilon: 1e-50), "RmsNorm", "1E-50");
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Message(() => LayerNorm(2).Start(Seed, [3]), "LayerNorm", "2 axes", "[3]");
        Message(() => LayerNorm().Start(Seed, [2, 0]), "LayerNorm", "[2, 0]");
        Message(() => LayerNorm().Forward(LayerNorm().Start(Seed, [3]).Parameters, Tensor.Ones<double>([2, 4]), Context<double>.Inference()), "[3]", "[4]");
    }

    private static Tensor<T> Output<T>(Layer<T, Tensor<T>, Tensor<T>> layer, Tensor<T> x)
        where T : struct, System.Numerics.IFloatingPointIeee754<T> =>
        layer.Forward(layer.Start(Seed, x.Shape[1..]).Parameters, x, Context<T>.Inference()).Output;

    private static Tensor<double> Exact(Tensor<float> x, double epsilon)
    {
        var rows = x.Cast<double>();
        var centred = rows - rows.Mean([-1], keepAxes: true);
        return centred / ((centred * centred).Mean([-1], keepAxes: true) + epsilon).Sqrt();
    }
}
