using System.Numerics;

namespace Functional;

/// <summary>
/// Attention of every head over queries <c>[batch, queries, heads·size]</c> and a memory <c>[batch, keys, 2·shared·size]</c>, whose keys and values lie beside
/// each other; the memory may have a mask.
/// </summary>
/// <param name="Heads">The settings.</param>
internal sealed record CrossHeadsLink<T>(HeadSettings Heads) : Link<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Heads";

    public override string Code => $"Heads({Heads})";

    public override Initialization<T> Initialize(Key key, Shapes input) => Initialize(Heads, input.Both.First.Shape, input.Both.Second.Shape);

    public override Evaluation<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>> Apply(TensorTree<T> parameters, Pair<Tensor<T>, Tensor<T>> input, Context<T> context)
    {
        parameters.Only();
        var (y, back) = Heads.Attend(input.First, [input.Second], null);
        return new(y, dy => new PureCotangents<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>>(d => back(d) is var both ? (both[0], both[1]) : default, dy));
    }

    /// <summary>What initialisation makes for these shapes of one sample.</summary>
    public static Initialization<T> Initialize(HeadSettings heads, Shape queries, Shape memory)
    {
        if (queries.Rank != 2 || memory.Rank != 2)
            throw new ShapeException($"Attention: queries and memory are sequences of vectors, [time, features], but they have shapes {queries} and {memory}.");
        return Initialization<T>.Of(queries) with { MultiplyAdds = 2L * memory[0] * queries.ElementCount };
    }
}

/// <summary>The same with a mask of the memory of each sample: <c>[keys]</c>, <c>[queries, keys]</c> or <c>[heads, queries, keys]</c>.</summary>
/// <param name="Heads">The settings.</param>
internal sealed record MaskedCrossHeadsLink<T>(HeadSettings Heads) : Link<T, Pair<Tensor<T>, Pair<Tensor<T>, Mask>>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Heads";

    public override string Code => $"Heads({Heads})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var (queries, (memory, mask)) = (input.Both.First.Shape, input.Both.Second.Both);
        var made = CrossHeadsLink<T>.Initialize(Heads, queries, memory.Shape);
        Heads.ExpectMask(mask.Shape, queries[0], memory.Shape[0]);
        return made;
    }

    public override Evaluation<T, Pair<Tensor<T>, Pair<Tensor<T>, Mask>>, Tensor<T>> Apply(
        TensorTree<T> parameters, Pair<Tensor<T>, Pair<Tensor<T>, Mask>> input, Context<T> context)
    {
        parameters.Only();
        var (queries, (memory, mask)) = input;
        var (y, back) = Heads.Attend(queries, [memory], mask);
        return new(y, dy => new PureCotangents<T, Pair<Tensor<T>, Pair<Tensor<T>, Mask>>, Tensor<T>>(
            d => back(d) is var both ? (both[0], (both[1], mask.Zero)) : default, dy));
    }
}
