namespace Functional;

/// <summary>
/// The sizes of an attention, and where heads lie in its operands: queries, keys and values beside each other in the features of one tensor,
/// <c>[batch, time, features]</c>; or queries in one, keys and values in another; or each in one of its own.
/// </summary>
/// <param name="Batch">How many samples.</param>
/// <param name="Queries">How many queries.</param>
/// <param name="Keys">How many keys.</param>
/// <param name="Heads">How many heads the queries have.</param>
/// <param name="KeyValueHeads">How many heads keys and values have.</param>
/// <param name="KeySize">How many features a query and a key have in a head.</param>
/// <param name="ValueSize">How many features a value has in a head.</param>
/// <param name="Operands">How many tensors hold them.</param>
internal readonly record struct AttentionSizes(
    int Batch, int Queries, int Keys, int Heads, int KeyValueHeads, int KeySize, int ValueSize, int Operands)
{
    /// <summary>How many heads of queries share one of keys and values.</summary>
    public int Group => Heads / KeyValueHeads;

    /// <summary>The shape of the result.</summary>
    public Shape Output => [Batch, Queries, Heads * ValueSize];

    /// <summary>Where the queries begin: in the first tensor.</summary>
    public (int Operand, int Start, int Width) QueryColumns => (0, 0, Heads * KeySize);

    /// <summary>Where the keys begin.</summary>
    public (int Operand, int Start, int Width) KeyColumns => (Math.Min(1, Operands - 1), Operands == 1 ? Heads * KeySize : 0, KeyValueHeads * KeySize);

    /// <summary>Where the values begin.</summary>
    public (int Operand, int Start, int Width) ValueColumns => (
        Operands - 1, Operands == 1 ? (Heads + KeyValueHeads) * KeySize : Operands == 2 ? KeyValueHeads * KeySize : 0, KeyValueHeads * ValueSize);

    /// <summary>How many columns an operand has.</summary>
    public int ColumnsOf(int operand) => Operands switch
    {
        1 => QueryColumns.Width + KeyColumns.Width + ValueColumns.Width,
        2 => operand == 0 ? QueryColumns.Width : KeyColumns.Width + ValueColumns.Width,
        _ => operand == 0 ? QueryColumns.Width : operand == 1 ? KeyColumns.Width : ValueColumns.Width,
    };

    /// <summary>The sizes, after a check that everything fits.</summary>
    /// <exception cref="ShapeException">The shapes do not fit each other or the heads.</exception>
    public static AttentionSizes Of(AttentionForm form, Shape[] x, Mask? mask)
    {
        var (heads, shared) = (form.Heads, form.KeyValueHeads);
        var isWhole = Array.TrueForAll(x, each => each.Rank == 3 && each[0] == x[0][0]) && x[1..].All(each => each[1] == x[^1][1]);
        var size = !isWhole ? 0 : x.Length == 1 ? Part(x[0][2], heads + 2 * shared) : Part(x[0][2], heads);
        var fits = isWhole && (x.Length == 1 || (x.Length == 2 ? x[1][2] == 2 * shared * size : x[1][2] == shared * size && x[2][2] % shared == 0));
        if (!fits || size < 1)
            throw new ShapeException(Invariant(
                $"Attention: shapes {string.Join<Shape>(", ", x)} do not hold {heads} heads of queries and {shared} of keys and values, [batch, time, features]."));
        if (x[^1][1] == 0)
            throw new ShapeException($"Attention: shapes {string.Join<Shape>(", ", x)} have no key.");
        var sizes = new AttentionSizes(x[0][0], x[0][1], x[^1][1], heads, shared, size, x.Length == 3 ? x[2][2] / shared : size, x.Length);
        if (mask is not null && !sizes.Takes(mask.Shape))
            throw new ShapeException(Invariant($"Attention: the mask of shape {mask.Shape} is none of {sizes.Batch} samples, {heads} heads, {sizes.Queries} queries ")
                + Invariant($"and {sizes.Keys} keys: [batch, keys], [batch, queries, keys] or [batch, heads, queries, keys]."));
        return sizes;

        static int Part(int features, int parts) => features % parts == 0 ? features / parts : 0;
    }

    private bool Takes(Shape mask) => mask.Rank is >= 2 and <= 4 && mask[0] == Batch && mask[^1] == Keys
        && (mask.Rank == 2 || mask[^2] == Queries) && (mask.Rank < 4 || mask[1] == Heads);

    /// <summary>How many keys a query may see by its place: all, or those up to its own.</summary>
    public int Visible(AttentionForm form, int query) => form.IsCausal ? Math.Clamp(query + 1 + Keys - Queries, 0, Keys) : Keys;

    /// <summary>Where in a mask the keys of a query begin.</summary>
    public int MaskRow(Mask mask, int sample, int head, int query) => mask.Shape.Rank switch
    {
        2 => sample * Keys,
        3 => (sample * Queries + query) * Keys,
        _ => ((sample * Heads + head) * Queries + query) * Keys,
    };
}
