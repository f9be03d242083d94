using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// Channels become places: <c>[batch, space…, factorᵏ·channels]</c> to <c>[batch, factor·space…, channels]</c> over k = 1, 2 or 3 axes of space. Channel
    /// (i·factor + j)·channels + c of a place becomes channel c of the place i further down and j further right in its block: the places of a block in row-major order, and the
    /// channels of each side by side. Shi et al., CVPR 2016.
    /// </summary>
    /// <param name="factor">How many times as long each axis of space becomes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is less than 1.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> PixelShuffle(int factor) => new(new PixelShuffleLink<T>(ExpectFactor("PixelShuffle", factor)));

    /// <summary>
    /// Places become channels: <c>[batch, factor·space…, channels]</c> to <c>[batch, space…, factorᵏ·channels]</c> over k = 1, 2 or 3 axes of space. The inverse of
    /// <see cref="PixelShuffle"/>.
    /// </summary>
    /// <param name="factor">How many times as short each axis of space becomes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is less than 1.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> PixelUnshuffle(int factor) => new(new PixelUnshuffleLink<T>(ExpectFactor("PixelUnshuffle", factor)));

    private static int ExpectFactor(string layer, int factor) => factor >= 1
        ? factor
        : throw new ArgumentOutOfRangeException(nameof(factor), Invariant($"{layer}: the factor is at least 1, got {factor}."));
}

/// <summary>Channels become places.</summary>
internal sealed record PixelShuffleLink<T>(int Factor) : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"PixelShuffle({Factor})");

    protected override Shapes Infer(Shapes input)
    {
        var space = ImageShape.Space("PixelShuffle", input.Shape);
        var block = long.CreateSaturating(double.Pow(Factor, space.Rank));
        if (input.Shape[^1] % block != 0)
            throw new ShapeException(Invariant(
                $"PixelShuffle: the {input.Shape[^1]} channels of the input of shape {input} are not divisible by the {block} places of a block."));
        return input.Shape[^1] == 0
            ? throw new ShapeException(Invariant($"PixelShuffle: the input of shape {input} has no channels."))
            : Shape.Create([.. space.Select(size => size * Factor), (int)(input.Shape[^1] / block)]);
    }

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> x)
    {
        var blocks = new PixelBlocks(x.Shape[..1], Infer(SampleAxis.Sample(x.Shape, "PixelShuffle")).Shape, Factor);
        return (blocks.Open(x), blocks.Close);
    }
}

/// <summary>Places become channels.</summary>
internal sealed record PixelUnshuffleLink<T>(int Factor) : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"PixelUnshuffle({Factor})");

    protected override Shapes Infer(Shapes input)
    {
        var space = ImageShape.Space("PixelUnshuffle", input.Shape);
        if (space.Any(size => size % Factor != 0))
            throw new ShapeException(Invariant($"PixelUnshuffle: an axis of space of the input of shape {input} is not divisible by the factor {Factor}."));
        return Shape.Create([.. space.Select(size => size / Factor), space.Aggregate(input.Shape[^1], (channels, _) => checked(channels * Factor))]);
    }

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> x)
    {
        Infer(SampleAxis.Sample(x.Shape, "PixelUnshuffle"));
        var blocks = new PixelBlocks(x.Shape[..1], x.Shape[1..], Factor);
        return (blocks.Close(x), blocks.Open);
    }
}

/// <summary>Blocks of places that stand as channels, or as places.</summary>
/// <param name="batch">The axis of the batch.</param>
/// <param name="places">The sample in which they stand as places, <c>[factor·space…, channels]</c>.</param>
/// <param name="factor">How long a block is.</param>
internal sealed class PixelBlocks(Shape batch, Shape places, int factor)
{
    private int Axes => places.Rank - 1;

    private IEnumerable<int> Each => Enumerable.Range(0, Axes);

    /// <summary>Blocks as channels to blocks as places.</summary>
    public Tensor<T> Open<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => x
        .Reshape([.. batch, .. Each.Select(axis => places[axis] / factor), .. Each.Select(_ => factor), places[^1]])
        .Permute([0, .. Each.SelectMany(axis => (int[])[1 + axis, 1 + Axes + axis]), 2 * Axes + 1])
        .Reshape(batch.Then(places));

    /// <summary>Blocks as places to blocks as channels.</summary>
    public Tensor<T> Close<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => x
        .Reshape([.. batch, .. Each.SelectMany(axis => (int[])[places[axis] / factor, factor]), places[^1]])
        .Permute([0, .. Each.Select(static axis => 1 + 2 * axis), .. Each.Select(static axis => 2 + 2 * axis), 2 * Axes + 1])
        .Reshape([.. batch, .. Each.Select(axis => places[axis] / factor), Each.Aggregate(places[^1], (channels, _) => channels * factor)]);
}
