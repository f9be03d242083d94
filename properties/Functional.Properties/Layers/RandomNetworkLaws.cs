using System.Numerics;
using Functional.Laws;

namespace Functional.Properties.Layers;

/// <summary>Random networks in networks, of all productions of the grammar and with a layer of one's own among them.</summary>
public sealed class RandomNetworkLaws
{
    private static readonly LawSuite<NetworkCase> Standard = NetworkLaws.For(Grammar.Standard);
    private static readonly LawSuite<NetworkCase> OfSequences = NetworkLaws.For(Grammar.Sequences);
    private static readonly LawSuite<NetworkCase> OfImages = NetworkLaws.For(Grammar.Images);
    private static readonly LawSuite<NetworkCase> WithSwish = NetworkLaws.For(Swish<double>(), Swish<float>());

    public static TheoryData<string> Laws => [.. Standard.Names];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Of_the_standard_vocabulary(string law) => Standard.Only(law).Check();

    [Theory]
    [MemberData(nameof(Laws))]
    public void Over_sequences(string law) => OfSequences.Only(law).Check();

    [Theory]
    [MemberData(nameof(Laws))]
    public void Over_images(string law) => OfImages.Only(law).Check();

    [Theory]
    [MemberData(nameof(Laws))]
    public void With_a_layer_of_ones_own(string law) => WithSwish.Only(law).Check();

    /// <summary>x·σ(x), as a user writes it.</summary>
    private static Layer<T, Tensor<T>, Tensor<T>> Swish<T>()
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Function("Swish", static x =>
    {
        var s = x.Sigmoid();
        return (x * s, dy => dy * (s + x * s * (T.One - s)));
    });
}
