using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// Dropout of whole channels (last axis): in training each channel of each sample is set to 0 at all places with the given probability and the others are
    /// divided by what is left of 1; at inference nothing happens. <c>[batch, …, channels]</c>; of sequences <c>[batch, time, features]</c> it drops a feature at
    /// all times. Tompson et al., CVPR 2015.
    /// </summary>
    /// <param name="rate">The probability, from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not in [0, 1).</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> SpatialDropout(double rate) => new(new SpatialDropoutLink<T>(Rate(rate, "SpatialDropout")));

    /// <summary>
    /// Dropout that is the same at all times: in training each element of a step is set to 0 in all steps of its sequence with the given probability and the
    /// others are divided by what is left of 1; at inference nothing happens. <c>[batch, time, …]</c>. Before a recurrent layer it drops what comes in, after it
    /// what comes out; between the steps it is <c>recurrentDropout</c> of the cells. Gal and Ghahramani, NeurIPS 2016.
    /// </summary>
    /// <param name="rate">The probability, from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not in [0, 1).</exception>
    /// <example><code>
    /// var network = Chain(VariationalDropout(0.2), Lstm(128, recurrentDropout: 0.3), VariationalDropout(0.2), Dense(10));
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> VariationalDropout(double rate) => new(new VariationalDropoutLink<T>(Rate(rate, "VariationalDropout")));

    /// <summary>
    /// Stochastic depth: in training each sample is set to 0 as a whole with the given probability and the others are divided by what is left of 1; at
    /// inference nothing happens. At the end of the body of a residual it leaves the body out. Huang et al., ECCV 2016.
    /// </summary>
    /// <param name="rate">The probability, from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not in [0, 1).</exception>
    /// <example><code>
    /// var block = Residual(Chain(LayerNorm(), Dense(256), Relu, Dense(64), DropPath(0.1)));
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> DropPath(double rate) => new(new DropPathLink<T>(Rate(rate, "DropPath")));

    private static double Rate(double rate, string layer) => rate >= 0 && rate < 1
        ? rate
        : throw new ArgumentOutOfRangeException(nameof(rate), Invariant($"{layer}: the rate is a probability from 0 to below 1, got {rate}."));
}

/// <summary>Dropout of elements that are dropped together: the mask has size 1 along the axes that share it.</summary>
internal abstract record SharedDropoutLink<T>(double Rate) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>What the layer is, without its settings.</summary>
    protected abstract string Kind { get; }

    /// <summary>The fewest axes of a sample.</summary>
    protected abstract int FewestAxes { get; }

    /// <inheritdoc/>
    public sealed override string Name => Invariant($"{Kind}({Rate})");

    /// <summary>The shape of the mask of a batch.</summary>
    protected abstract Shape MaskOf(Shape batch);

    /// <inheritdoc/>
    public sealed override Initialization<T> Initialize(Key key, Shapes input) => input.Shape.Rank >= FewestAxes
        ? Initialization<T>.Of(input.Shape) with { MultiplyAdds = 0 }
        : throw new ShapeException(Invariant($"{Name}: a sample has at least {FewestAxes} axes, but shape {input.Shape} has {input.Shape.Rank}."));

    /// <inheritdoc/>
    public sealed override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        parameters.Only();
        if (input.Rank <= FewestAxes)
            throw new ShapeException(Invariant($"{Name}: a batch has at least {FewestAxes + 1} axes, but shape {input.Shape} has {input.Rank}."));
        if (context.Mode == Mode.Inference)
            return new(input, static dy => (TensorTree<T>.Empty, dy));
        var mask = DropoutMask.Of<T>(context.Key, MaskOf(input.Shape), Rate);
        return new(input * mask, Back(mask, input.Shape, Kind));
    }

    private static Func<Tensor<T>, Cotangents<T, Tensor<T>>> Back(Tensor<T> mask, Shape shape, string kind) =>
        dy => (TensorTree<T>.Empty, dy.Expect(shape, $"{kind}: the cotangent") * mask);
}

/// <summary>Whole channels.</summary>
internal sealed record SpatialDropoutLink<T>(double Rate) : SharedDropoutLink<T>(Rate)
    where T : struct, IFloatingPointIeee754<T>
{
    protected override string Kind => "SpatialDropout";

    protected override int FewestAxes => 1;

    protected override Shape MaskOf(Shape batch) => [batch[0], .. Enumerable.Repeat(1, batch.Rank - 2), batch[^1]];
}

/// <summary>The same at all times.</summary>
internal sealed record VariationalDropoutLink<T>(double Rate) : SharedDropoutLink<T>(Rate)
    where T : struct, IFloatingPointIeee754<T>
{
    protected override string Kind => "VariationalDropout";

    protected override int FewestAxes => 1;

    protected override Shape MaskOf(Shape batch) => batch.With(1, 1);
}

/// <summary>Whole samples.</summary>
internal sealed record DropPathLink<T>(double Rate) : SharedDropoutLink<T>(Rate)
    where T : struct, IFloatingPointIeee754<T>
{
    protected override string Kind => "DropPath";

    protected override int FewestAxes => 0;

    protected override Shape MaskOf(Shape batch) => [batch[0], .. Enumerable.Repeat(1, batch.Rank - 1)];
}
