using System.Runtime.CompilerServices;

namespace Functional.Properties.Faults;

/// <summary>Windows over the features, as if these were places of an image, that go back another way than they came.</summary>
public static class Pools
{
    private static readonly Windows Three = new([new SlidingRule(3, 1, 1, 1, 1)]);
    private static readonly Windows Two = new([new SlidingRule(2, 2, 0, 0, 1)]);

    /// <summary>On the way back the windows begin one place earlier than they did.</summary>
    public static Fault WindowOffByOne { get; } = OfImage(static (x, faulty) => (
        x.SumPool(Three), dy => dy.SumUnpool(faulty ? new([new SlidingRule(3, 1, 2, 0, 1)]) : Three, x.Shape[1..^1])));

    /// <summary>At an edge the mean is over what is there, and its way back over the whole window.</summary>
    public static Fault EdgeDividedByTheFullWindow { get; } = OfImage(static (x, faulty) => (
        x.AveragePool(Three, countPadding: false), dy => dy.AverageUnpool(Three, x.Shape[1..^1], countPadding: faulty)));

    /// <summary>All that are equal to the maximum are given the cotangent.</summary>
    public static Fault EveryMaximumGiven { get; } = OfImage(static (x, faulty) =>
    {
        var (y, back) = x.MaxPoolWithBack(Three);
        return (y, faulty ? dy => Enumerable.Range(0, 3).Select(place => x.Pad(1, 1, 1).Slice(1, place, x.Shape[1]) is var seen
            ? (dy * seen.Equality(y)).Embed(1, place, x.Shape[1] + 2).Slice(1, 1, x.Shape[1]) : dy).Aggregate(static (sum, next) => sum + next) : back);
    });

    /// <summary>The largest is found, and the cotangent goes to the next place.</summary>
    public static Fault PlaceOffByOne { get; } = OfImage(static (x, faulty) =>
    {
        var places = x.MaxPlaces(Three);
        return (x.PoolAt(places, Three), dy => dy.MaxUnpool(faulty ? (places + 1.0).Minimum(2.0) : places, Three, x.Shape[1..^1]));
    });

    /// <summary>A rectified maximum gives back where it is shut, too.</summary>
    public static Fault ShutMaximumGivesBack { get; } = OfImage(static (x, faulty) => (
        x.MaxPool(Three, rectified: true), dy => dy.MaxUnpool(x.MaxPlaces(Three, rectified: !faulty), Three, x.Shape[1..^1])));

    /// <summary>Of an odd number of places the last one is not read; on the way back it is the first that is left out.</summary>
    public static Fault RemainderShifted { get; } = OfImage(static (x, faulty) =>
    {
        var size = x.Shape[1];
        if (size < 2)
            return (x, static dy => dy);
        var even = size / 2 * 2;
        return (Up(x.AveragePool(Two, false), even).Embed(1, 0, size), dy =>
        {
            var ddown = dy.Slice(1, 0, even).SumPool(Two);
            return faulty && even < size ? ddown.AverageUnpool(Two, [even], false).Embed(1, 1, size) : ddown.AverageUnpool(Two, [size], false);
        });
    });

    /// <summary>The weights of the two neighbours change places on the way back.</summary>
    public static Fault WeightsMirrored { get; } = OfImage(static (x, faulty) =>
    {
        var longer = 2 * x.Shape[1];
        var (y, back) = x.UpsampleWithBack(1, longer, Interpolation.Linear, alignCorners: false);
        return (y.Slice(1, 0, x.Shape[1]), dy => dy.Embed(1, 0, longer) is var dlonger && faulty
            ? back(dlonger.TakePlaces(1, [.. Enumerable.Range(0, longer).Select(static place => place ^ 1)]))
            : back(dlonger));
    });

    /// <summary>The nearest place again, half of a place too far to the right on the way back.</summary>
    public static Fault NearestShifted { get; } = OfImage(static (x, faulty) => (
        Up(x, 2 * x.Shape[1]).Slice(1, 0, x.Shape[1]), dy => (faulty ? dy.Embed(1, Math.Min(1, x.Shape[1]), 2 * x.Shape[1]) : dy.Embed(1, 0, 2 * x.Shape[1])).SumPool(Two)));

    /// <summary>The channels of a place and the places of a block change their order on the way back.</summary>
    public static Fault ShuffleTransposed { get; } = OfImage(static (x, faulty) =>
    {
        if (x.Shape[1] % 4 != 0)
            return (x, static dy => dy);
        Shape turned = [x.Shape[0], x.Shape[1] / 4, 2, 2];
        var (y, back) = Layers<double>.Reshape([x.Shape[1] / 4, 4]).Then(Layers<double>.PixelShuffle(2)).Then(Layers<double>.Flatten).At(TensorTree<double>.Empty)(x.Reshape(x.Shape[0], x.Shape[1]));
        return (y.Reshape(x.Shape), dy => back((faulty ? dy.Reshape(turned).Permute(0, 1, 3, 2) : dy).Reshape(y.Shape)).Reshape(x.Shape));
    });

    /// <summary>A mirror image gives back as if it were the edge, again and again.</summary>
    public static Fault MirrorGivesBackAsEdge { get; } = OfImage(static (x, faulty) =>
    {
        var size = x.Shape[1];
        if (size < 2)
            return (x, static dy => dy);
        var three = new Windows([new SlidingRule(3, 1, 0, 0, 1)]);
        return (x.Pad(1, 1, 1, PadMode.Reflect).SumPool(three), dy => dy.SumUnpool(three, [size + 2])
            .AddPlaces(1, PaddedAxis.Places(x.Shape, 1, 1, 1, faulty ? PadMode.Replicate : PadMode.Reflect), size));
    });

    private static Tensor<double> Up(Tensor<double> x, int size) => x.UpsampleWithBack(1, size, Interpolation.Nearest, false).Output;

    /// <summary>A function of one line of places with one channel for each sample, that keeps its shape.</summary>
    private static Fault OfImage(
        Func<Tensor<double>, bool, (Tensor<double> Output, Func<Tensor<double>, Tensor<double>> Pullback)> function, [CallerMemberName] string name = "") => Own.Function(
        (x, faulty) =>
        {
            var shape = x.Shape;
            var (y, back) = function(x.Reshape([shape[..^1].ElementCount, shape[^1], 1]), faulty);
            return (y.Reshape(shape), dy => back(dy.Reshape(y.Shape)).Reshape(shape));
        },
        name);
}
