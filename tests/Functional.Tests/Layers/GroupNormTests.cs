using static Functional.Layers<double>;
using static Functional.Tests.Tensors.Refused;

namespace Functional.Tests.Layers;

/// <summary>Normalisation of channels over places: which numbers go together, for any sizes.</summary>
public class GroupNormTests
{
    private static readonly Key Seed = Key.FromSeed(3);

    /// <summary>Every number of rows and columns has its own route: side by side, in blocks, in parts of vectors.</summary>
    [Fact]
    public void Groups_are_normalised_over_places_and_their_channels_whatever_the_sizes()
    {
        foreach (var places in (int[])[1, 2, 3, 8, 63, 64, 65, 130, 257])
            foreach (var (groups, width) in ((int, int)[])[(1, 2), (1, 9), (2, 1), (3, 2), (2, 8), (4, 16), (3, 33), (70, 1), (1, 130)])
            {
                if (places * width < 2)
                    continue;
                var x = Seed.Split(places).Normal<float>([3, places, groups * width], 2);
                var y = Output(Layers<float>.GroupNorm(groups, 0.1), x).Cast<double>();
                Assert.InRange((y - Exact(x.Cast<double>(), groups, 0.1)).Abs().Max().Scalar, 0, 3e-6);
            }
    }

    [Fact]
    public void One_group_is_a_layer_norm_over_all_and_a_group_for_each_channel_an_instance_norm()
    {
        var x = Seed.Normal<double>([2, 3, 5, 4]);
        Near(Output(LayerNorm(3, affine: false), x), Output(GroupNorm(1, affine: false), x));
        Assert.Equal(Output(InstanceNorm(), x), Output(GroupNorm(4), x));
    }

    [Fact]
    public void Batch_norm_normalises_the_channels_of_images_over_batch_and_places()
    {
        var x = Seed.Normal<double>([4, 5, 6, 3], 1, 2);
        var made = BatchNorm().Start(Seed, x.Shape[1..]);
        var y = BatchNorm().Forward(made.Parameters, x, Context<double>.Training(Seed, made.State)).Output;
        Assert.Equal([3], made.Parameters["scale"].Shape);
        Assert.InRange(y.Mean([0, 1, 2]).Abs().Max().Scalar, 0, 1e-14);
        Assert.InRange(((y * y).Mean([0, 1, 2]) - 1).Abs().Max().Scalar, 0, 1e-5);
    }

    [Fact]
    public void A_small_spread_at_a_large_offset_is_not_lost_over_places()
    {
        var x = Seed.Normal<float>([2, 32768, 2], 100, 0.01);
        var y = Output(Layers<float>.InstanceNorm(1e-12), x).Cast<double>();
        Assert.InRange((y.Mean([1]) * 1).Abs().Max().Scalar, 0, 1e-5);
        Assert.InRange(((y * y).Mean([1]) - 1).Abs().Max().Scalar, 0, 1e-4);
    }

    [Fact]
    public void A_constant_channel_is_zero_and_has_finite_gradients()
    {
        var x = Tensor.Generate<float>([2, 7, 3], static i => i % 3 == 1 ? 8730.3f : i);
        var layer = Layers<float>.InstanceNorm();
        var (y, back, _) = layer.Forward(layer.Start(Seed, [7, 3]).Parameters, x, Context<float>.Inference());
        Assert.Equal(Tensor.Zeros<float>([2, 7]), y.Slice(2, 1, 1).Reshape(2, 7));
        Assert.True(back(Seed.Normal<float>([2, 7, 3])).Input.IsFinite);
    }

    [Fact]
    public void Places_that_threads_share_are_the_same_bits()
    {
        foreach (var (layer, shape) in new (Layer<float, Tensor<float>, Tensor<float>>, Shape)[]
        {
            (Layers<float>.BatchNorm(), [32, 28, 28, 16]), (Layers<float>.GroupNorm(4), [32, 14, 14, 32]), (Layers<float>.InstanceNorm(), [3, 61, 53, 5]),
        })
        {
            var (x, dy, made) = (Seed.Normal<float>(shape), Seed.Split(1).Normal<float>(shape), layer.Start(Seed, shape[1..]));
            Assert.Equal(Threads.AtMost(1, () => Values()), Threads.AtMost(2, () => Values()));

            (Tensor<float>, TensorTree<float>, Tensor<float>, TensorTree<float>) Values()
            {
                var (y, back, state) = layer.Forward(made.Parameters, x, Context<float>.Training(Seed, made.State));
                var cotangents = back(dy);
                return (y, state, cotangents.Input, cotangents.Parameters);
            }
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Message(() => GroupNorm(0), "GroupNorm", "0");
        Message(() => GroupNorm(2, -1), "GroupNorm", "-1");
        Message(() => InstanceNorm(0), "InstanceNorm", "0");
        Message(() => GroupNorm(3).Start(Seed, [5, 5, 4]), "GroupNorm(3)", "3 groups", "4 channels", "[5, 5, 4]");
        Message(() => GroupNorm(4).Start(Seed, [4]), "GroupNorm(4)", "has 1", "[4]");
        Message(() => InstanceNorm().Start(Seed, [1, 4]), "InstanceNorm", "has 1", "[1, 4]");
        Message(() => InstanceNorm().Start(Seed, []), "InstanceNorm", "[]");
    }

    private static Tensor<T> Output<T>(Layer<T, Tensor<T>, Tensor<T>> layer, Tensor<T> x)
        where T : struct, System.Numerics.IFloatingPointIeee754<T> =>
        layer.Forward(layer.Start(Seed, x.Shape[1..]).Parameters, x, Context<T>.Inference()).Output;

    private static Tensor<double> Exact(Tensor<double> x, int groups, double epsilon)
    {
        var grouped = x.Reshape(x.Shape[0], x.Shape[1], groups, x.Shape[2] / groups);
        var centred = grouped - grouped.Mean([1, 3], keepAxes: true);
        return (centred / ((centred * centred).Mean([1, 3], keepAxes: true) + epsilon).Sqrt()).Reshape(x.Shape);
    }

    private static void Near(Tensor<double> expected, Tensor<double> actual) => Assert.InRange((expected - actual).Abs().Max().Scalar, 0, 1e-14);
}
