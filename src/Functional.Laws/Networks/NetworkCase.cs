using System.Numerics;

namespace Functional.Laws;

/// <summary>A random network, the width of its input, and the draw of its parameters and inputs: one case of the laws of networks.</summary>
/// <param name="Network">The network.</param>
/// <param name="Width">How wide its input is.</param>
/// <param name="Draw">Where parameters, inputs and mode come from.</param>
public sealed record NetworkCase(Network Network, int Width, Draw Draw)
{
    private const int LargestAxis = 3;

    /// <summary>What the network's productions mean.</summary>
    public Grammar Grammar { get; init; } = Grammar.Standard;

    /// <summary>The shape of one sample: the axes before the features, whose sizes are drawn, and the width.</summary>
    internal Shape Sample
    {
        get
        {
            var outer = Draw.Under("outer");
            return [.. Enumerable.Range(0, Grammar.OuterAxes).Select(axis => outer.Size(Invariant($"axis {axis}"), 1, LargestAxis)), Width];
        }
    }

    /// <summary>Whether the network is there in <c>float</c> alone.</summary>
    internal bool IsInSingle => Network.All.Any(each => Grammar[each.Production].IsInSingle);

    /// <summary>The network as a layer at its parameters and input.</summary>
    public LayerPoint<double, Tensor<double>, Tensor<double>> ToPoint() => At(Grammar.ToLayer(Network), Grammar.ToCode(Network)) with
    {
        Twin = Grammar.InSingle(Network) is { } single ? Twin.Of(single, Grammar.ToCodeInSingle(Network)) : null,
    };

    /// <summary>The network in <c>float</c> as a layer at its parameters and input.</summary>
    /// <exception cref="InvalidOperationException">One of its productions has no layer in <c>float</c>.</exception>
    public LayerPoint<float, Tensor<float>, Tensor<float>> ToPointInSingle() => At(
        Grammar.InSingle(Network) ?? throw new InvalidOperationException($"The network {Network} has a production without a layer in float."),
        Grammar.ToCodeInSingle(Network));

    private LayerPoint<T, Tensor<T>, Tensor<T>> At<T>(Layer<T, Tensor<T>, Tensor<T>> layer, string code)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (sample, draw) = (Sample, Draw.Under("input"));
        var x = draw.Tensor<T>("x", [draw.Batch(Grammar.SmallestBatch(Network)), .. sample]);
        return LayerLaws.Drawn(layer, layer.Initialize(default, sample), Draw, x, code) with
        {
            Sample = sample,
            MixesSamples = Grammar.MixesSamples(Network),
        };
    }

    /// <summary>The case as C#, with a law to check there.</summary>
    /// <param name="law">The law's name.</param>
    public string ToCode(string law)
    {
        if ((IsInSingle ? ToPointInSingle().AsCode(law) : ToPoint().AsCode(law)) is { } written)
            return written;
        var batch = Grammar.SmallestBatch(Network);
        var single = IsInSingle || Grammar.InSingle(Network) is null ? "" : $", {Grammar.ToCodeInSingle(Network)}";
        return Invariant($"LayerLaws.For({(IsInSingle ? Grammar.ToCodeInSingle(Network) : Grammar.ToCode(Network))}, {Sample}{single}")
            + $"{CSharp.OfSmallestBatch(batch)}).Verify({CSharp.Of(law)}, {Draw});";
    }

    /// <summary>The case as C#.</summary>
    public override string ToString() => ToCode(IsInSingle ? DerivativeLaws.Derived.Name : LayerLaws.FiniteDifferences);
}
