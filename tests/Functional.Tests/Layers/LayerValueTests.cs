using static Functional.Layers<float>;

namespace Functional.Tests.Layers;

/// <summary>Layers are values: equal when their links are, and printed as the C# that makes them.</summary>
public class LayerValueTests
{
    [Fact]
    public void Layers_of_the_same_settings_are_equal_however_they_are_put_together()
    {
        Assert.True(Dense(10) == Dense(10));
        Assert.True(Dense(10) != Dense(11));
        Assert.Equal(Chain(Dense(3), Relu, Dense(2)), Dense(3).Then(Chain(Relu, Dense(2))));
        Assert.Equal(Named("a", Residual(Chain(Dense(3), Tanh))), Named("a", Residual(Dense(3).Then(Tanh))));
        Assert.Equal(Parallel(Dense(2), BatchNorm()).GetHashCode(), Parallel(Dense(2), BatchNorm()).GetHashCode());
        Assert.NotEqual(Named("a", Dense(3)), Named("b", Dense(3)));
        Assert.Equal(Relu, Chain(Identity, Relu, Identity));
    }

    [Fact]
    public void A_network_prints_as_the_expression_that_makes_it()
    {
        var network = Chain(Named("encoder", Chain(Dense(64), Relu)), Residual(Chain(Dense(64, bias: false), Dropout(0.5))), Parallel(Merge.Sum, Tanh, Identity));

        Assert.Equal(
            "Chain(Named(\"encoder\", Chain(Dense(64), Relu)), Residual(Chain(Dense(64, bias: false), Dropout(0.5))), Parallel(Merge.Sum, Tanh, Identity))",
            network.ToString());
        Assert.Equal("Duplicate.Then(Concatenate).Then(Dense(2))", Duplicate.Then(Concatenate).Then(Dense(2)).ToString());
    }

    [Fact]
    public void A_named_link_has_a_branch_wherever_it_stands() => Assert.Equal(
        ["f.bias", "f.weight"], Residual(Named("f", Dense(5))).Start(Key.FromSeed(1), [5]).Parameters.Leaves.Select(static leaf => leaf.Path));

    [Fact]
    public void A_chain_grows_by_a_link_at_a_time_to_any_length()
    {
        var layer = Identity;
        for (var i = 0; i < 100_000; i++)
            layer = layer.Then(Relu);

        var (y, back) = layer.At(TensorTree<float>.Empty)(Tensor.Vector(-1f, 2f));

        Assert.Equal(100_000, layer.Links.Length);
        Assert.Equal(Tensor.Vector(0f, 2f), y);
        Assert.Equal(Tensor.Vector(0f, 5f), back(Tensor.Vector(5f, 5f)));
    }

    [Fact]
    public void A_chain_may_have_a_million_links()
    {
        var (y, back) = Repeat(1_000_000, Relu).At(TensorTree<float>.Empty)(Tensor.Vector(2f));

        Assert.Equal(Tensor.Vector(2f), y);
        Assert.Equal(Tensor.Vector(1f), back(Tensor.Vector(1f)));
    }

    [Fact]
    public void Networks_nested_deeper_than_the_stack_are_refused()
    {
        var layer = Chain(Relu, Tanh);
        for (var i = 0; i < 100_000; i++)
            layer = Named("inside", Chain(layer, Relu));

        var refused = Assert.Throws<InsufficientExecutionStackException>(() => layer.At(TensorTree<float>.Empty)(Tensor.Vector(1f)));

        Assert.Contains("nested", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_nested_deeper_than_the_stack_are_refused()
    {
        var square = Differentiable.Identity<Tensor<float>>();
        var composed = square;
        for (var i = 0; i < 1_000_000; i++)
            composed = composed.Then(square);

        Assert.Contains("chain", Assert.Throws<InsufficientExecutionStackException>(() => composed(1f)).Message, StringComparison.Ordinal);
    }
}
