namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// softmax(Q·Kᵀ / √d)·V: a layer of two inputs, the queries and a memory of keys and values. Queries <c>[batch, …, n, d]</c>, keys
    /// <c>[batch, …, m, d]</c>, values <c>[batch, …, m, e]</c>; the output is <c>[batch, …, n, e]</c>. Its memory grows with n + m. Vaswani et al.,
    /// NeurIPS 2017.
    /// </summary>
    public static Layer<T, Pair<Tensor<T>, Pair<Tensor<T>, Tensor<T>>>, Tensor<T>> Attention { get; } = Pure<Pair<Tensor<T>, Pair<Tensor<T>, Tensor<T>>>, Tensor<T>>(
        "Attention",
        static input =>
        {
            var (queries, memory) = (input.Both.First.Shape, input.Both.Second);
            return AttentionShape(queries, memory.Both.First.Shape, memory.Both.Second.Shape);
        },
        static x =>
        {
            var (queries, (keys, values)) = x;
            var shape = AttentionShape(queries.Shape, keys.Shape, values.Shape);
            var (first, second, third) = (queries.Shape, keys.Shape, values.Shape);
            var (y, back) = Attend.Run(new(1, 1), null, Matrices(queries), Matrices(keys), Matrices(values));
            return (y.Reshape(shape), Pullback);

            Pair<Tensor<T>, Pair<Tensor<T>, Tensor<T>>> Pullback(Tensor<T> dy)
            {
                var d = back(Matrices(dy));
                return (d[0].Reshape(first), (d[1].Reshape(second), d[2].Reshape(third)));
            }
        },
        static input => ((long)input.Both.First.Shape.ElementCount * input.Both.Second.Both.First.Shape[^2])
            + ((long)input.Both.First.Shape[..^1].ElementCount * input.Both.Second.Both.Second.Shape[^2..].ElementCount));

    private static Tensor<T> Matrices(Tensor<T> x) => x.Reshape(x.Shape[..^2].ElementCount, x.Shape[^2], x.Shape[^1]);

    private static Shape AttentionShape(Shape queries, Shape keys, Shape values) =>
        queries.Rank >= 2 && keys.Rank == queries.Rank && values.Rank == queries.Rank
        && queries[^1] == keys[^1] && keys[^2] == values[^2] && queries[^1] > 0 && keys[^2] > 0
        && queries[..^2] == keys[..^2] && keys[..^2] == values[..^2]
            ? queries.With(-1, values[^1])
            : throw new ShapeException($"Attention: queries {queries}, keys {keys} and values {values} do not fit [n, d], [m, d] and [m, e].");
}
