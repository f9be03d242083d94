using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;
using Net = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Properties.Layers;

/// <summary>Composition of layers is strictly associative: the same plan, and the same bits in parameters, outputs and gradients.</summary>
public sealed class NestingLaws
{
    /// <summary>Random networks, none of whose parts has a name: a name may come only once, and here three networks meet.</summary>
    private static readonly Grammar Productions = Grammar.Standard.Without("Named");

    [Law(50)]
    public Property A_chain_in_a_chain_is_the_longer_chain() => Law(static (a, b, c) =>
    {
        var flat = Layers<double>.Chain(a, b, c);
        return [(flat, Layers<double>.Chain(a, Layers<double>.Chain(b, c))), (flat, Layers<double>.Chain(Layers<double>.Chain(a, b), c))];
    });

    [Law(50)]
    public Property Then_is_a_chain_however_it_is_bracketed() => Law(static (a, b, c) =>
    {
        var flat = Layers<double>.Chain(a, b, c);
        return [(flat, a.Then(b).Then(c)), (flat, a.Then(b.Then(c))), (flat, a.Then(Layers<double>.Chain(b, c)))];
    });

    [Law(50)]
    public Property The_empty_chain_is_neutral() => Law(static (a, b, _) =>
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
    public Property Repeating_is_writing_out() => Law(static (a, b, _) =>
    {
        return [.. Enumerable.Range(0, 4).Select(times => (
            Layers<double>.Chain([a, .. Enumerable.Repeat(b, times)]),
            a.Then(Layers<double>.Repeat(times, b))))];
    });

    private static Property Law(Func<Net, Net, Net, (Net Expected, Net Actual)[]> sides)
    {
        var networks = Arbitraries.Networks(Productions, 2);
        return Prop.ForAll(networks, networks, networks, (a, b, c) =>
        {
            foreach (var (expected, actual) in sides(Productions.ToLayer(a.Network), Fitted(b), Fitted(c)))
            {
                LayerLaws.VerifySame(expected, actual, [a.Width], a.Draw);
                Assert.Equal(Plan(expected.Initialize(default, Shape.Create(a.Width))), Plan(actual.Initialize(default, Shape.Create(a.Width))));
                Assert.Equal(expected, actual);
            }
        });
    }

    /// <summary>A network after any other: a dense layer makes the width that it takes.</summary>
    private static Net Fitted(NetworkCase each) => Layers<double>.Chain(Layers<double>.Dense(each.Width), Productions.ToLayer(each.Network));

    private static string Plan(Initialization<double> made) =>
        $"({string.Join(", ", made.Parts.Select(static part => $"{part.Label}: {part.Part.Name} {part.Part.Output} {Plan(part.Part)}"))})";
}
