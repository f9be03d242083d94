using Functional.Laws;

namespace Functional.Properties.Kit;

/// <summary>Random networks: they fit, and they are what the grammar says.</summary>
public sealed class NetworkGeneratorLaws
{
    private static readonly Grammar Productions = Grammar.Standard;
    private static readonly Grammar WithOwn = Productions.With(Production.Layer(Layers<double>.Relu, code: "Own")).With(
        Production.Units("OwnUnits", static units => Layers<double>.Dense(units)),
        Production.Combinator("OwnResidual", ProductionKind.Residual, static parts => Layers<double>.Residual(parts[0])));

    [Law]
    public void A_random_network_fits_in_itself(NetworkCase each) => Fits(Productions, each);

    /// <summary>Each level may take one more: a chain of what was drawn and a layer that makes the width that is asked for.</summary>
    [Law]
    public void A_random_network_is_no_deeper_than_twice_what_was_asked_for(NetworkCase each) =>
        Assert.InRange(each.Network.Depth, 0, 2 * NetworkLaws.DefaultDepth);

    [Law]
    public void Networks_of_the_same_words_and_sizes_are_equal(NetworkCase each)
    {
        Assert.Equal(each.Network, new Network(each.Network.Production, each.Network.Size, each.Network.Parts));
        Assert.NotEqual(each.Network, Network.Of("Chain", each.Network));
    }

    [Law]
    public void Flattening_keeps_the_width_and_leaves_no_chain_in_a_chain(NetworkCase each)
    {
        var flat = Productions.Flat(each.Network);
        Assert.Equal(Productions.Width(each.Network, each.Width), Productions.Width(flat, each.Width));
        Assert.All(flat.All, static one => Assert.True(one.Production != "Chain" || one.Parts.All(static part => part.Production != "Chain"), $"{one}"));
        Assert.DoesNotContain(flat.All, static one => one.Production == "Repeat");
        Assert.Equal(flat, Productions.Flat(flat));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Samples_have_the_axes_that_the_grammar_says_of_different_sizes(int axes)
    {
        var grammar = WithOwn with { OuterAxes = axes };
        var cases = Sampled.Of(Arbitraries.Networks(grammar, 2), 100).ToArray();
        Assert.All(cases, each => Fits(grammar, each));
        Assert.True(cases.Select(static each => each.ToPoint().Sample!.Shape[..^1]).Distinct().Count() > 2);
    }

    [Fact]
    public void Required_words_are_in_every_network()
    {
        foreach (var each in Sampled.Of(Arbitraries.Networks(WithOwn, 3), 300))
        {
            Assert.All(WithOwn.Required, production => Assert.True(each.Network.All.Any(one => one.Production == production), $"{production} is missing in {each}"));
            Fits(WithOwn, each);
        }
    }

    [Fact]
    public void Every_word_of_the_vocabulary_comes_up()
    {
        var networks = Sampled.Of(Arbitraries.StandardNetworks, 300).SelectMany(static each => each.Network.All);
        var seen = networks.Select(static one => one.Production).ToHashSet();
        Assert.All(Productions.Productions, production => Assert.Contains(production.Name, seen));
    }

    /// <summary>Neither all small nor all alike: two in five have several layers, and not half of them come twice.</summary>
    [Fact]
    public void Random_networks_are_many()
    {
        var networks = Sampled.Of(Arbitraries.StandardNetworks, 300).Select(static each => each.Network).ToArray();
        Assert.InRange(networks.Count(static network => network.Layers > 1), networks.Length * 2 / 5, networks.Length);
        Assert.InRange(networks.Distinct().Count(), networks.Length / 2, networks.Length);
        Assert.Contains(networks, static network => network is { Depth: >= 3, Layers: >= 6 });
    }

    [Fact]
    public void A_depth_of_0_makes_single_layers() =>
        Assert.All(Sampled.Of(Arbitraries.Networks(Productions, 0), 100), static each => Assert.Equal(1, each.Network.Layers));

    /// <summary>The width that the description has is the one that the layer infers, and the one that comes out.</summary>
    internal static void Fits(Grammar productions, NetworkCase each)
    {
        var width = productions.Width(each.Network, each.Width);
        Assert.NotNull(width);
        var point = each.ToPoint();
        Assert.Equal(productions.OuterAxes + 1, point.Sample!.Shape.Rank);
        Assert.Equal(point.Sample.Shape.With(-1, width.Value), point.Layer.Start(point.Key, point.Sample.Shape).Output.Shape);
        Assert.Equal(point.Input.Shape.With(-1, width.Value), point.Layer.At(point.Parameters, point.Context)(point.Input).Output.Shape);
    }
}
