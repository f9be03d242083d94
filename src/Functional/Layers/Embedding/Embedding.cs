using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// The row of a table that each token says: <c>[batch, …]</c> to <c>[batch, …, features]</c>. Parameter <c>weight</c> <c>[count, features]</c>.
    /// </summary>
    /// <param name="count">How many tokens there are, from 0 to one less.</param>
    /// <param name="features">How many features each has.</param>
    /// <param name="weights">Makes the first table; normal numbers of variance 1 / features when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no tokens or no features.</exception>
    /// <example>A language model whose output uses the table of its input.<code>
    /// var model = Tied(
    ///     Named("embedding", Embedding(256, 64)).Then(Named("body", body)).Then(Named("logits", Unembedding(256))), "embedding", "logits");
    /// </code></example>
    public static Layer<T, Indices, Tensor<T>> Embedding(int count, int features, WeightInitializer<T>? weights = null) =>
        new(new EmbeddingLink<T>(Tokens(count, nameof(Embedding)), Positive(features, nameof(features), "Embedding: a token has at least 1 feature"), weights));

    /// <summary>
    /// What each token's row of a table says of a vector: y = x·Eᵀ, <c>[batch, …, features]</c> to <c>[batch, …, count]</c>. Parameter <c>weight</c>
    /// <c>[count, features]</c>, as an embedding has it: so both may be one, by <see cref="Tied"/>. Press and Wolf, EACL 2017.
    /// </summary>
    /// <param name="count">How many tokens there are.</param>
    /// <param name="weights">Makes the first table; normal numbers of variance 1 / features when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no tokens.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Unembedding(int count, WeightInitializer<T>? weights = null) =>
        new(new UnembeddingLink<T>(Tokens(count, nameof(Unembedding)), weights));

    private static int Tokens(int count, string layer) => Positive(count, nameof(count), layer + ": there is at least 1 token");

    private static int Positive(int value, string name, string rule) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, Invariant($"{rule}, got {value}."));
}

/// <summary>Rows of a table.</summary>
internal sealed record EmbeddingLink<T>(int Count, int Features, WeightInitializer<T>? Weights) : Link<T, Indices, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"Embedding({Count}, {Features})");

    public override string Code => Invariant($"Embedding({Count}, {Features}{(Weights is null ? "" : ", weights: …")})");

    public override Initialization<T> Initialize(Key key, Shapes input) => Initialization<T>.Of(
        input.Shape.Then([Features]), TensorTree<T>.Of(("weight", Table(key, Count, Features, Weights, "Embedding")))) with { MultiplyAdds = 0 };

    public override Evaluation<T, Indices, Tensor<T>> Apply(TensorTree<T> parameters, Indices input, Context<T> context)
    {
        var table = parameters.Only("weight").Leaf("weight", Count, Features);
        ExpectTokens(input);
        var rows = input.Span.ToArray();
        return new(table.TakeRows(rows).Reshape(input.Shape.Then([Features])), Back(input, rows, Count, Features));
    }

    /// <summary>A table of tokens.</summary>
    public static Tensor<T> Table(Key key, int count, int features, WeightInitializer<T>? weights, string layer)
    {
        Shape shape = [count, features];
        return weights is null
            ? key.Split("weight").Normal<T>(shape, 0, 1 / double.Sqrt(features))
            : weights(key.Split("weight"), shape, count, features).Expect(shape, $"{layer}: the initialiser of weights");
    }

    // A method of its own, so that the way back does not hold the table.
    private static Func<Tensor<T>, Cotangents<T, Indices>> Back(Indices input, int[] rows, int count, int features) => dy => new(
        () => TensorTree<T>.Of(("weight", dy.Reshape(rows.Length, features).AddRows(rows, count))), () => input.Zero);

    private void ExpectTokens(Indices tokens)
    {
        var all = tokens.Span;
        for (var i = 0; i < all.Length; i++)
            if (all[i] >= Count)
                throw new ShapeException(Invariant(
                    $"Embedding: token {all[i]} at {Place(tokens.Shape, i)} does not exist: there are {Count}, from 0 to {Count - 1}."));
    }

    private static string Place(Shape shape, int at)
    {
        var place = new int[shape.Rank];
        for (var axis = place.Length - 1; axis >= 0; at /= shape[axis--])
            place[axis] = at % shape[axis];
        return new ReadOnlySpan<int>(place).InBrackets();
    }
}

/// <summary>y = x·Eᵀ.</summary>
internal sealed record UnembeddingLink<T>(int Count, WeightInitializer<T>? Weights) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"Unembedding({Count})");

    public override string Code => Invariant($"Unembedding({Count}{(Weights is null ? "" : ", weights: …")})");

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var features = Layers<T>.Features(input.Shape, "Unembedding");
        return Initialization<T>.Of(
            input.Shape.With(-1, Count), TensorTree<T>.Of(("weight", EmbeddingLink<T>.Table(key, Count, features, Weights, "Unembedding")))) with
        {
            MultiplyAdds = (long)input.Shape.ElementCount * Count,
        };
    }

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        var features = Layers<T>.Features(input.Shape, "Unembedding");
        var table = parameters.Only("weight").Leaf("weight", Count, features);
        var (shape, rows) = (input.Shape, input.Reshape(input.Shape[..^1].ElementCount, features));
        return new(rows.MatMul(table, Transposed.Right).Reshape(shape.With(-1, Count)), dy => new(
            () => TensorTree<T>.Of(("weight", Rows(dy).MatMul(rows, Transposed.Left))), () => Rows(dy).MatMul(table).Reshape(shape)));

        Tensor<T> Rows(Tensor<T> dy) => dy.Reshape(rows.Shape[0], Count);
    }
}
