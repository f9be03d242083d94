using System.Numerics;

namespace Functional;

/// <summary>
/// Attention of every head over queries, keys and values that lie beside each other, <c>[batch, time, features]</c>: what stands between the projections of
/// <see cref="Layers{T}.MultiHeadAttention"/>. With a cache it goes on, at inference, after the steps whose keys and values the state holds.
/// </summary>
/// <param name="Heads">The settings.</param>
internal sealed record HeadsLink<T>(HeadSettings Heads) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Heads";

    public override string Code => $"Heads({Heads})";

    public override Initialization<T> Initialize(Key key, Shapes input) => Heads.Initialize<T>(input.Shape);

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        parameters.Only();
        if (Heads.Cache is { } capacity && context.Mode == Mode.Inference)
            return KeyValueCache<T>.Of(context.State, capacity).Apply(Heads, input);
        var (y, back) = Heads.Attend(input, null);
        return new(y, dy => new PureCotangents<T, Tensor<T>, Tensor<T>>(back, dy));
    }
}

/// <summary>The same with a mask of each sample: <c>[keys]</c>, <c>[queries, keys]</c> or <c>[heads, queries, keys]</c>.</summary>
/// <param name="Heads">The settings.</param>
internal sealed record MaskedHeadsLink<T>(HeadSettings Heads) : Link<T, Pair<Tensor<T>, Mask>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Heads";

    public override string Code => $"Heads({Heads})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var (x, mask) = (input.Both.First.Shape, input.Both.Second.Shape);
        Heads.ExpectMask(mask, x[0], x[0]);
        return Heads.Initialize<T>(x);
    }

    public override Evaluation<T, Pair<Tensor<T>, Mask>, Tensor<T>> Apply(TensorTree<T> parameters, Pair<Tensor<T>, Mask> input, Context<T> context)
    {
        parameters.Only();
        var (x, mask) = input;
        var (y, back) = Heads.Attend(x, mask);
        return new(y, dy => new PureCotangents<T, Pair<Tensor<T>, Mask>, Tensor<T>>(d => (back(d), mask.Zero), dy));
    }
}
