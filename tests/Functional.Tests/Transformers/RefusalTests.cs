using static Functional.Layers<double>;
using static Functional.Tests.Tensors.Refused;

namespace Functional.Tests.Transformers;

/// <summary>What does not fit a transformer is refused where it stands, with both values.</summary>
public sealed class RefusalTests
{
    private static readonly Key Seed = Key.FromSeed(5);

    public static TheoryData<Layer<double, Tensor<double>, Tensor<double>>, Shape, string, string[]> Unfit => new()
    {
        { Chain(Tanh, MultiHeadAttention(3)), [4, 10], "1", ["10 features", "3 heads"] },
        { Chain(Tanh, EncoderBlock(4, 8)), [4, 10], "1.attention.heads", ["10 features", "4 heads"] },
        { Chain(Tanh, MultiHeadAttention(2, positions: RelativePositions.Rotary())), [4, 6], "1", ["2 heads has 3 of 6"] },
        { Chain(Tanh, MultiHeadAttention(2)), [6], "1.heads", ["[time, features]", "[18]"] },
        { Chain(Tanh, SinusoidalPositions()), [6], "1", ["[6]"] },
        { Chain(Tanh, LearntPositions(3)), [4, 2], "1", ["0 to 3", "3"] },
        { Chain(Tanh, FeedForward(3)), [], "1", ["[]"] },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void Shapes_that_do_not_fit_are_refused_before_any_data_flows(
        Layer<double, Tensor<double>, Tensor<double>> network, Shape input, string path, string[] named)
    {
        var refused = Assert.Throws<LayerException>(() => network.Start(Seed, input));

        Assert.Equal(path, refused.Path);
        Assert.All(named, part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Masks_of_another_shape_are_refused_at_initialisation()
    {
        Message(() => MaskedMultiHeadAttention(2).Initialize(Seed, Shapes.Pair([4, 6], [5])), "[4]", "[5]");
        Message(() => MaskedMultiHeadAttention(2).Initialize(Seed, Shapes.Pair([4, 6], [3, 4])), "[4, 4]", "[3, 4]");
        Message(() => MaskedCrossAttention(2).Initialize(Seed, Shapes.Pair([4, 6], Shapes.Pair([3, 5], [3, 4, 3]))), "[2, 4, 3]", "[3, 4, 3]");
        Message(() => MaskedEncoderBlock(2, 4).Initialize(Seed, Shapes.Pair([4, 6], [5])), "attention.heads", "[4]", "[5]");
    }

    [Fact]
    public void A_mask_of_another_batch_is_refused_with_both_shapes()
    {
        var layer = MaskedMultiHeadAttention(2);
        var theta = layer.Initialize(Seed, Shapes.Pair([4, 6], [4])).Parameters;

        Message(() => layer.At(theta)((Tensor.Ones<double>([2, 4, 6]), Mask.OfLengths([4, 4, 4], 4))), "[3, 4]", "2 samples");
    }

    [Fact]
    public void A_token_outside_of_the_table_is_named_with_its_place()
    {
        var network = Named("words", Embedding(5, 3)).Then(Named("sum", SumOver(0)));
        var theta = network.Initialize(Seed, [3]).Parameters;

        var refused = Assert.Throws<LayerException>(() => network.At(theta)(Indices.Of([2, 3], 0, 1, 2, 3, 4, 7)));

        Assert.Equal("words", refused.Path);
        Assert.Contains("token 7 at [1, 2]", refused.Message, StringComparison.Ordinal);
        Assert.Contains("from 0 to 4", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cache_that_is_full_says_how_full()
    {
        var layer = MultiHeadAttention(2, causal: true, cache: 5);
        var theta = layer.Start(Seed, [4, 6]).Parameters;
        var (_, _, state) = layer.Forward(theta, Tensor.Ones<double>([1, 4, 6]));

        Message(() => layer.Forward(theta, Tensor.Ones<double>([1, 2, 6]), Context<double>.Inference(state)), "5 steps", "4 already", "2 more");
        Message(() => layer.Forward(theta, Tensor.Ones<double>([2, 1, 6]), Context<double>.Inference(state)), "[1, 4, 6]", "[2, 1, 6]");
    }

    [Fact]
    public void Places_beyond_the_last_are_refused_where_a_text_goes_on()
    {
        var layer = LearntPositions(5, goesOn: true);
        var theta = layer.Start(Seed, [4, 6]).Parameters;
        var (_, _, state) = layer.Forward(theta, Tensor.Ones<double>([1, 4, 6]));

        Message(() => layer.Forward(theta, Tensor.Ones<double>([1, 2, 6]), Context<double>.Inference(state)), "4 to 5", "there are 5");
    }

    [Fact]
    public void Settings_that_do_not_go_together_are_refused_when_they_are_made()
    {
        Assert.Contains("4 heads", Assert.Throws<ArgumentOutOfRangeException>(static () => MultiHeadAttention(4, keyValueHeads: 3)).Message, StringComparison.Ordinal);
        Assert.Equal("cache", Assert.Throws<ArgumentException>(static () => MultiHeadAttention(4, cache: 8)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new BlockSettings<double> { Dropout = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => EncoderBlock(4, 8, new() { KeyValueHeads = 3 }));
    }

    [Fact]
    public void Layers_print_as_the_code_that_makes_them()
    {
        Assert.Equal("MultiHeadAttention(4, causal: true, keyValueHeads: 2, positions: RelativePositions.Rotary(10000), cache: 9, bias: false)",
            MultiHeadAttention(4, true, 2, false, RelativePositions.Rotary(), 9).ToString());
        Assert.Equal("EncoderBlock(4, 8)", EncoderBlock(4, 8).ToString());
        Assert.Equal("DecoderBlock(4, 8, new BlockSettings<double> { NormFirst = false, Activation = Tanh, Dropout = 0.1 }, cache: 3)",
            DecoderBlock(4, 8, new() { NormFirst = false, Activation = Tanh, Dropout = 0.1 }, 3).ToString());
    }

    [Fact]
    public void Parameters_have_names_that_can_be_read() => Assert.Equal(
        [
            "attention.heads.output.bias", "attention.heads.output.weight", "attention.heads.qkv.bias", "attention.heads.qkv.weight", "attention.norm.scale",
            "attention.norm.shift", "feedForward.layers.down.bias", "feedForward.layers.down.weight", "feedForward.layers.up.bias", "feedForward.layers.up.weight",
            "feedForward.norm.scale", "feedForward.norm.shift",
        ],
        EncoderBlock(2, 8).Start(Seed, [4, 6]).Parameters.Leaves.Select(static leaf => leaf.Path).Order(StringComparer.Ordinal));
}
