using FsCheck;
using FsCheck.Fluent;
using Functional.Properties.Differentiation;
using Network = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Properties.Layers;

/// <summary>Composition of layers is strictly associative: the same bits in parameters, statistics, outputs and gradients.</summary>
public sealed class NestingLaws
{
    private static readonly string[] Kinds = ["Relu", "Tanh", "Softmax", "Dropout", "BatchNorm"];

    [Law(50)]
    public Property A_chain_in_a_chain_is_the_longer_chain() => Law((a, b, c) =>
    {
        var flat = Layers<double>.Chain(a, b, c);
        return [(flat, Layers<double>.Chain(a, Layers<double>.Chain(b, c))), (flat, Layers<double>.Chain(Layers<double>.Chain(a, b), c))];
    });

    [Law(50)]
    public Property Then_is_a_chain_however_it_is_bracketed() => Law((a, b, c) =>
    {
        var flat = Layers<double>.Chain(a, b, c);
        return [(flat, a.Then(b).Then(c)), (flat, a.Then(b.Then(c))), (flat, a.Then(Layers<double>.Chain(b, c)))];
    });

    [Law(50)]
    public Property The_empty_chain_is_neutral() => Law((a, b, _) =>
    {
        var flat = Layers<double>.Chain(a, b);
        return
        [
            (flat, Layers<double>.Chain(Layers<double>.Identity, a, Layers<double>.Chain(), b, Layers<double>.Identity)),
            (flat, Layers<double>.Identity.Then(a).Then(b)),
            (flat, a.Then(b).Then(Layers<double>.Identity)),
        ];
    });

    [Law(50)]
    public Property A_random_network_is_the_same_network_flattened() => Prop.ForAll(Draw.Any, draw =>
    {
        var net = Net.Of(draw.Under("net"), Width(draw), 4, [.. Kinds]);
        Same(draw, new Net.Sequence([net]).ToLayer<double>(), new Net.Sequence([net]).Flat().ToLayer<double>());
    });

    [Law(50)]
    public Property On_and_at_are_the_two_halves_of_the_layer() => Prop.ForAll(Draw.Any, draw =>
    {
        var layer = Net.Of(draw.Under("net"), Width(draw), 3, [.. Kinds]).ToLayer<double>();
        var (made, theta, x, context) = Case(draw, layer);
        var d = draw.Tensor<double>("d", x.Shape);
        var (y, back, _) = layer.Forward(theta, x, context);
        var (on, at) = (layer.On(x, context)(theta), layer.At(theta, context)(x));
        Assert.Equal(y, on.Output);
        Assert.Equal(y, at.Output);
        Assert.Equal(back(d).Parameters, on.Pullback(d));
        Assert.Equal(back(d).Input, at.Pullback(d));
        Assert.Equal(made.Output.Shape, y.Shape[1..]);
    });

    private static Property Law(Func<Network, Network, Network, (Network Expected, Network Actual)[]> sides) => Prop.ForAll(Draw.Any, draw =>
    {
        foreach (var (expected, actual) in sides(Random("a"), Random("b"), Random("c")))
            Same(draw, expected, actual);

        Network Random(string name) => Net.Of(draw.Under(name), Width(draw), 2, [.. Kinds]).ToLayer<double>();
    });

    private static void Same(Draw draw, Network expected, Network actual)
    {
        var (left, theta, x, context) = Case(draw, expected);
        var right = actual.Initialize(draw.Key, x.Shape[1..]);
        Assert.Equal(left.Output, right.Output);
        Assert.Equal(left.Parameters, right.Parameters);
        Assert.Equal(left.Statistics, right.Statistics);
        Assert.Equal(Plan(left), Plan(right));
        Assert.Equal(expected.NeedsContext, actual.NeedsContext);
        var (one, two) = (expected.Forward(theta, x, context), actual.Forward(theta, x, context));
        Assert.Equal(one.Output, two.Output);
        Assert.Equal(one.Statistics, two.Statistics);
        var d = draw.Tensor<double>("d", x.Shape);
        Assert.Equal(one.Pullback(d).Parameters, two.Pullback(d).Parameters);
        Assert.Equal(one.Pullback(d).Input, two.Pullback(d).Input);
    }

    private static (Initialization<double> Made, Parameters<double> Theta, Tensor<double> X, Context<double> Context) Case(Draw draw, Network layer)
    {
        var x = draw.Tensor<double>("x", [draw.Size("batch", 2, 4), Width(draw)]);
        var made = layer.Initialize(draw.Key, x.Shape[1..]);
        var statistics = draw.Leaves("statistics", made.Statistics);
        var context = draw.Coin("mode") ? Context<double>.Training(draw.Key.Split("step"), statistics) : Context<double>.Inference(statistics);
        return (made, draw.Leaves("parameters", made.Parameters), x, context);
    }

    private static int Width(Draw draw) => draw.Size("width", 1, 3);

    private static string Plan(Initialization<double> made) => $"({string.Join(", ", made.Parts.Select(part => $"{part.Label}: {part.Part.Name} {part.Part.Output} {Plan(part.Part)}"))})";
}
