using System.Numerics;

namespace Functional;

/// <summary>
/// The keys and values of the steps so far, <c>[batch, steps, features]</c>, which causal attention goes on after: so a text is written one token at a time for
/// the price of one token. It is state: it comes in by the context, and what is left goes out. Nothing is there before the first step.
/// </summary>
/// <param name="Capacity">How many steps there may be.</param>
/// <param name="Keys">The keys, turned by their places where positions are rotary; null before the first step.</param>
/// <param name="Values">The values; null before the first step.</param>
internal sealed record KeyValueCache<T>(int Capacity, Tensor<T>? Keys, Tensor<T>? Values)
    where T : struct, IFloatingPointIeee754<T>
{
    private int Steps => Keys?.Shape[1] ?? 0;

    /// <summary>The cache that a state is.</summary>
    public static KeyValueCache<T> Of(TensorTree<T> state, int capacity) => state.IsEmpty
        ? new(capacity, null, null)
        : new(capacity, state.Only("keys", "values").Find("keys"), state.Find("values"));

    /// <summary>Attention of new steps to those before and to themselves.</summary>
    /// <param name="heads">The settings.</param>
    /// <param name="x">Queries, keys and values of the new steps, [batch, time, columns].</param>
    public Evaluation<T, Tensor<T>, Tensor<T>> Apply(HeadSettings heads, Tensor<T> x)
    {
        var (before, count) = (Steps, x.Shape[1]);
        if (before + (long)count > Capacity)
            throw new ShapeException(Invariant($"Attention: the cache of {Capacity} steps has {before} already, so that {count} more do not fit."));
        var rotation = heads.RotationOf(x.Shape[^1], before);
        var turned = rotation is null ? x : x.Rotate(rotation);
        var size = x.Shape[^1] / (heads.Count + 2 * heads.Shared);
        var (queries, shared) = (heads.Count * size, heads.Shared * size);
        var keys = After(Keys, turned.Slice(-1, queries, shared));
        var values = After(Values, turned.Slice(-1, queries + shared, shared));
        var (y, back) = heads.Attend(turned.Slice(-1, 0, queries), [keys, values], null);
        return new(y, Back(back, before, count, rotation?.Back), TensorTree<T>.Of(("keys", keys), ("values", values)));
    }

    private static Tensor<T> After(Tensor<T>? before, Tensor<T> now) => before is null ? now
        : before.Rank == 3 && before.Shape[0] == now.Shape[0] && before.Shape[2] == now.Shape[2] ? Tensor.Concatenate(1, before, now)
        : throw new ShapeException($"Attention: the cache of shape {before.Shape} is not one of steps of shape {now.Shape}.");

    // A method of its own, so that the way back does not hold the cache.
    private static Func<Tensor<T>, Cotangents<T, Tensor<T>>> Back(Func<Tensor<T>, Tensor<T>[]> back, int before, int count, Rotation? turnedBack)
    {
        return dy => new PureCotangents<T, Tensor<T>, Tensor<T>>(ToInput, dy);

        Tensor<T> ToInput(Tensor<T> dy)
        {
            var d = back(dy);
            var dx = Tensor.Concatenate(-1, d[0], d[1].Slice(1, before, count), d[2].Slice(1, before, count));
            return turnedBack is null ? dx : dx.Rotate(turnedBack);
        }
    }
}
