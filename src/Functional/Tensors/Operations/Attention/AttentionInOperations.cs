using System.Numerics;

namespace Functional;

/// <summary>
/// Attention in operations on tensors, of heads apart: what is differentiated, at every order. With weights P = softmax(Q·Kᵀ/√d + b) and y = P·V:
/// V̄ = Pᵀ·ȳ, P̄ = ȳ·Vᵀ, S̄ = P∘(P̄ − Σ P∘P̄)/√d, Q̄ = S̄·K, K̄ = S̄ᵀ·Q.
/// </summary>
internal sealed class AttentionInOperations<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly AttentionSizes sizes;
    private readonly bool[]? there;         // of each key of each sample, where a mask says it
    private readonly bool[]? sees;          // of each query of each head, where one sees no key
    private readonly Tensor<T> queries, keys, values, weights;
    private readonly T factor;

    public AttentionInOperations(AttentionForm form, in AttentionSizes sizes, Mask? mask, Tensor<T>[] x)
    {
        this.sizes = sizes;
        there = mask is { Shape.Rank: 2 } && mask.CountTrue < mask.Length ? mask.Span.ToArray() : null;
        factor = T.One / T.Sqrt(T.CreateChecked(sizes.KeySize));
        queries = Apart(Part(x, sizes.QueryColumns), sizes.Queries, sizes.Group, sizes.KeySize);
        keys = Apart(Present(Part(x, sizes.KeyColumns)), sizes.Keys, 1, sizes.KeySize);
        values = Apart(Present(Part(x, sizes.ValueColumns)), sizes.Keys, 1, sizes.ValueSize);
        var scores = queries.MatMul(keys, Transposed.Right) * factor;
        (var bias, sees) = Bias(form, sizes, mask);
        weights = (bias is null ? scores : scores + bias).Softmax();
        Output = Together(Seeing(weights.MatMul(values)));
    }

    /// <summary>y, <c>[batch, queries, heads·values]</c>.</summary>
    public Tensor<T> Output { get; }

    /// <summary>The cotangents of the operands.</summary>
    public Tensor<T>[] Back(Tensor<T> dy)
    {
        var each = Seeing(Apart(dy, sizes.Queries, sizes.Group, sizes.ValueSize));
        var dscores = SoftmaxOperation<T>.Back(weights, each.MatMul(values, Transposed.Right)) * factor;
        var dqueries = Together(dscores.MatMul(keys));
        var dkeys = Present(Together(dscores.MatMul(queries, Transposed.Left).Sum([2], keepAxes: true)));
        var dvalues = Present(Together(weights.MatMul(each, Transposed.Left).Sum([2], keepAxes: true)));
        return sizes.Operands switch
        {
            1 => [Tensor.Concatenate(-1, dqueries, dkeys, dvalues)],
            2 => [dqueries, Tensor.Concatenate(-1, dkeys, dvalues)],
            _ => [dqueries, dkeys, dvalues],
        };
    }

    /// <summary>What is added to scores, −∞ where a key is not seen, and which queries see a key; null where all see all.</summary>
    private static (Tensor<T>? Bias, bool[]? Sees) Bias(AttentionForm form, AttentionSizes sizes, Mask? mask)
    {
        if (mask is null && !form.IsAlibi && !form.IsCausal)
            return (null, null);
        var batch = mask is null ? 1 : sizes.Batch;
        var heads = form.IsAlibi || mask is { Shape.Rank: 4 } ? sizes.Heads : 1;
        var bias = new T[batch * heads * sizes.Queries * sizes.Keys];
        var sees = new bool[sizes.Batch * sizes.Heads * sizes.Queries];
        for (var row = 0; row < sees.Length; row++)
        {
            var (sample, head, query) = (row / sizes.Queries / sizes.Heads, row / sizes.Queries % sizes.Heads, row % sizes.Queries);
            if (sample >= batch || head >= heads)
            {
                sees[row] = sees[((sample < batch ? sample : 0) * sizes.Heads + (head < heads ? head : 0)) * sizes.Queries + query];
                continue;
            }
            var target = bias.AsSpan(((sample * heads + head) * sizes.Queries + query) * sizes.Keys, sizes.Keys);
            var visible = sizes.Visible(form, query);
            for (var key = 0; key < target.Length; key++)
            {
                var isSeen = key < visible && (mask is null || mask.Span[sizes.MaskRow(mask, sample, head, query) + key]);
                sees[row] |= isSeen;
                target[key] = !isSeen ? T.NegativeInfinity
                    : form.IsAlibi ? T.CreateChecked(-form.Slope(head) * Math.Abs(query + sizes.Keys - sizes.Queries - key)) : T.Zero;
            }
            if (!sees[row])
                target.Clear();                 // its weights are not used, and softmax of −∞ alone is no number
        }
        Shape shape = heads == 1 ? [batch, 1, 1, sizes.Queries, sizes.Keys] : [batch, sizes.KeyValueHeads, sizes.Group, sizes.Queries, sizes.Keys];
        return (new(bias, shape), Array.TrueForAll(sees, static each => each) ? null : sees);
    }

    private static Tensor<T> Part(Tensor<T>[] x, (int Operand, int Start, int Width) columns) => x[columns.Operand].Slice(-1, columns.Start, columns.Width);

    /// <summary>Keys or values, or their cotangents, with zeros where no key is: so whatever numbers stand there do not matter.</summary>
    private Tensor<T> Present(Tensor<T> x) => there is null ? x : x.Reshape(there.Length, x.Shape[2]).SelectRows(there).Reshape(x.Shape);

    /// <summary>Results or their cotangents, with zeros where a query sees no key.</summary>
    private Tensor<T> Seeing(Tensor<T> x) => sees is null ? x : x.Reshape(sees.Length, x.Shape[^1]).SelectRows(sees).Reshape(x.Shape);

    /// <summary>[batch, time, features] to [batch, shared heads, group, time, size].</summary>
    private Tensor<T> Apart(Tensor<T> x, int time, int group, int size) =>
        x.Reshape(sizes.Batch, time, sizes.KeyValueHeads, group, size).Permute(0, 2, 3, 1, 4);

    /// <summary>[batch, shared heads, group, time, size] to [batch, time, features].</summary>
    private static Tensor<T> Together(Tensor<T> x) =>
        x.Permute(0, 3, 1, 2, 4).Reshape(x.Shape[0], x.Shape[3], x.Shape[1] * x.Shape[2] * x.Shape[4]);
}
