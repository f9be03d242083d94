using static Functional.Layers<float>;
using Net = Functional.Layer<float, Functional.Tensor<float>, Functional.Tensor<float>>;

namespace Functional.Tests.Networks;

/// <summary>What a description tells of a network.</summary>
public sealed class DescriptionTests
{
    [Fact]
    public void Each_layer_has_its_path_in_the_network_and_its_parameters_theirs()
    {
        var description = Chain(Dense(4), Named("encoder", Chain(Residual(Dense(4)), Parallel(Named("left", Dense(2)), Relu)))).Describe([3]);

        Assert.Equal(
            ["0", "encoder", "encoder.0", "encoder.0", "encoder.1", "encoder.1.left", "encoder.1.1"],
            description.All.Select(static layer => layer.Path));
        Assert.Equal(["encoder.0.bias [4]", "encoder.0.weight [4, 4]"], Written(description.Layers[1].Layers[0]));
        Assert.Equal(["encoder.1.left.bias [2]", "encoder.1.left.weight [4, 2]"], Written(description.Layers[1].Layers[1]));
    }

    [Fact]
    public void Each_layer_has_the_shapes_of_its_input_and_output()
    {
        var layers = DescribedNetworks.Nested.Describe([3, 2]).All;

        Assert.Equal(
            ["[3, 2] to [3, 4]", "[3, 4] to [3, 6]", "[3, 4] to [3, 4]", "[3, 4] to [3, 4]", "[3, 4] to [3, 6]", "[3, 4] to [3, 4]"],
            layers.Take(6).Select(static layer => $"{layer.Input} to {layer.Output}"));
        var inScan = layers.Single(static layer => layer.Path == "recurrent.0");
        Assert.Equal("([4], [6]) to [10]", $"{inScan.Input} to {inScan.Output}");
    }

    /// <summary>A layer that stands for the whole of another is in the plan, also where it has parts of its own.</summary>
    [Fact]
    public void A_residual_in_a_residual_and_a_scan_in_a_residual_are_both_there()
    {
        Assert.Equal(["Residual", "Residual", "Dense(4)"], Residual(Residual(Dense(4))).Describe([4]).All.Select(static layer => layer.Name));
        Assert.Equal(
            ["Residual", "Scan", "Concatenate"],
            Residual(DescribedNetworks.Recurrent).Describe([3, 4]).All.Take(3).Select(static layer => layer.Name));
    }

    [Fact]
    public void A_cell_of_one_layer_is_in_its_scan()
    {
        var cell = new Layer<float, Pair<Tensor<float>, Tensor<float>>, Pair<Tensor<float>, Tensor<float>>>(
            "Cell",
            static (_, input) => Initialization<float>.Of(input) with { MultiplyAdds = 2 },
            static (_, x, _) => new(x, static d => (TensorTree<float>.Empty, d)));
        var description = Scan(cell, [4]).Describe([5, 3]);

        Assert.Equal(["Scan", "Cell"], description.All.Select(static layer => layer.Name));
        Assert.Equal(5, description.Layers[0].Steps);
        Assert.Equal([10, 10], description.All.Select(static layer => layer.MultiplyAdds.AtLeast));
    }

    /// <summary>A combinator of a user's own, one layer around which is used with the same parameters at several places.</summary>
    [Fact]
    public void A_combinator_of_ones_own_has_its_body_inside()
    {
        var description = new Layer<float, Tensor<float>, Tensor<float>>(new Thrice(Chain(Dense(4), Tanh))).Describe([4], 2);

        Assert.Equal(["Thrice", "Dense(4)", "Tanh"], description.All.Select(static layer => layer.Name));
        Assert.Equal(3 * 16, description.MultiplyAdds);
        Assert.Equal(20, description.ParameterCount);
        Assert.Equal(sizeof(float) * 3 * 2 * 4, description.Layers[0].Layers[1].BytesKept);
    }

    [Fact]
    public void The_empty_chain_has_no_layers()
    {
        var description = Identity.Describe([4]);

        Assert.Empty(description.Layers);
        Assert.Equal((0, 0, "[4]"), (description.ParameterCount, description.BytesKept, description.Output.ToString()));
    }

    [Fact]
    public void The_same_network_has_the_same_description_each_time()
    {
        Assert.Equal(DescribedNetworks.Nested.Describe([3, 2], 2), DescribedNetworks.Nested.Describe([3, 2], 2));
        Assert.NotEqual(DescribedNetworks.Nested.Describe([3, 2], 2), DescribedNetworks.Nested.Describe([3, 2], 3));
    }

    [Fact]
    public void A_network_that_does_not_fit_is_refused_with_the_path_and_both_shapes()
    {
        var problem = Assert.Throws<LayerException>(static () => Chain(Dense(4), Named("wide", Chain(Residual(Dense(3))))).Describe([2]));

        Assert.StartsWith("Layer 'wide' (Residual): ", problem.Message, StringComparison.Ordinal);
        Assert.Contains("[4] into [3]", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void An_empty_batch_is_refused(int batch)
    {
        var problem = Assert.Throws<ArgumentOutOfRangeException>(() => Relu.Describe([2], batch));

        Assert.Contains(FormattableString.Invariant($"got {batch}"), problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mode_that_is_none_is_refused() =>
        Assert.Contains(
            "got 7", Assert.Throws<ArgumentOutOfRangeException>(static () => Relu.Describe([2], mode: (Mode)7)).Message, StringComparison.Ordinal);

    private static IEnumerable<string> Written(LayerDescription layer) =>
        layer.Parameters.Select(static parameter => $"{parameter.Path} {parameter.Shape}");

    private sealed record Thrice(Net Body) : Link<float, Tensor<float>, Tensor<float>>
    {
        public override string Name => "Thrice";

        public override Initialization<float> Initialize(Key key, Shapes input) => Body.InitializeBody(key, input, 3);

        public override Evaluation<float, Tensor<float>, Tensor<float>> Apply(
            TensorTree<float> parameters, Tensor<float> input, Context<float> context)
        {
            var first = Body.Forward(parameters, input, context.For("0"));
            var second = Body.Forward(parameters, first.Output, context.For("1"));
            var third = Body.Forward(parameters, second.Output, context.For("2"));
            return new(third.Output, dy =>
            {
                var last = third.Pullback(dy);
                var middle = second.Pullback(last.Input);
                var begin = first.Pullback(middle.Input);
                return new(() => begin.Parameters.Plus(middle.Parameters).Plus(last.Parameters), () => begin.Input);
            });
        }
    }
}
