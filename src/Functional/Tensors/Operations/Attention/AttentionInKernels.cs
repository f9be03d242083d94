using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

/// <summary>Attention of plain tensors. What the way back needs beside the operands is one number for each query of each head.</summary>
internal static unsafe class AttentionInKernels
{
    /// <summary>The output, and the logarithms of the sums of exponentials, <c>[batch, heads, queries]</c>.</summary>
    public static (Tensor<T> Output, Tensor<T> LogSums) Forward<T>(AttentionForm form, in AttentionSizes sizes, Mask? mask, Tensor<T>[] x)
        where T : struct, IFloatingPointIeee754<T>
    {
        var output = Scope.Buffer<T>(sizes.Output.ElementCount);
        var logSums = Scope.Buffer<T>(sizes.Batch * sizes.Heads * sizes.Queries);
        if (typeof(T) == typeof(float))
            Run<float, ExpOfSingleScores>(form, sizes, mask, Of<T, float>(x), (float[])(object)output.Memory, (float[])(object)logSums.Memory, null);
        else
            Run<double, ExpOfDoubleScores>(form, sizes, mask, Of<T, double>(x), (double[])(object)output.Memory, (double[])(object)logSums.Memory, null);
        return (new(output, sizes.Output), new(logSums, [sizes.Batch, sizes.Heads, sizes.Queries]));
    }

    /// <summary>The cotangents of the operands.</summary>
    public static Tensor<T>[] Back<T>(AttentionForm form, in AttentionSizes sizes, Mask? mask, Tensor<T>[] x, Tensor<T> logSums, Tensor<T> dy)
        where T : struct, IFloatingPointIeee754<T>
    {
        var slopes = Array.ConvertAll(x, static each => Scope.Buffer<T>(each.Length));
        var memory = Array.ConvertAll(slopes, static each => each.Memory);
        if (typeof(T) == typeof(float))
            Run<float, ExpOfSingleScores>(form, sizes, mask, Of<T, float>(x), (float[])(object)dy.Data, (float[])(object)logSums.Data, (float[][])(object)memory);
        else
            Run<double, ExpOfDoubleScores>(form, sizes, mask, Of<T, double>(x), (double[])(object)dy.Data, (double[])(object)logSums.Data, (double[][])(object)memory);
        var made = new Tensor<T>[x.Length];
        for (var i = 0; i < made.Length; i++)
            made[i] = new(slopes[i], x[i].Shape);
        return made;
    }

    private static S[][] Of<T, S>(Tensor<T>[] x)
        where T : struct, IFloatingPointIeee754<T> => Array.ConvertAll(x, static each => (S[])(object)each.Data);

    private static void Run<S, F>(AttentionForm form, in AttentionSizes sizes, Mask? mask, S[][] x, S[] results, S[] logSums, S[][]? slopes)
        where S : unmanaged, IFloatingPointIeee754<S>
        where F : struct, IElementaryFunction<S>
    {
        var falls = form.IsAlibi ? Array.ConvertAll([.. Enumerable.Range(0, form.Heads)], head => S.CreateChecked(form.Slope(head))) : null;
        var (q, k, v) = (sizes.QueryColumns, sizes.KeyColumns, sizes.ValueColumns);
        fixed (S* queries = x[q.Operand], keys = x[k.Operand], values = x[v.Operand], y = results, sums = logSums, fall = falls)
        fixed (S* dqueries = slopes?[q.Operand], dkeys = slopes?[k.Operand], dvalues = slopes?[v.Operand])
        fixed (bool* seen = mask is null ? default : mask.Span)
        {
            var (queryStep, keyStep, valueStep) = (Step(sizes, q), Step(sizes, k), Step(sizes, v));
            var matrices = new AttentionMatrices<S>
            {
                Queries = new(queries + q.Start, queryStep, sizes.Queries, sizes.KeySize),
                Keys = new(keys + k.Start, keyStep, sizes.Keys, sizes.KeySize),
                Values = new(values + v.Start, valueStep, sizes.Keys, sizes.ValueSize),
                Results = new(y, sizes.Heads * sizes.ValueSize, sizes.Queries, sizes.ValueSize),
                QuerySlopes = new(dqueries + q.Start, queryStep, sizes.Queries, sizes.KeySize),
                KeySlopes = new(dkeys + k.Start, keyStep, sizes.Keys, sizes.KeySize),
                ValueSlopes = new(dvalues + v.Start, valueStep, sizes.Keys, sizes.ValueSize),
                LogSums = sums,
                Heads = sizes.Heads,
                Shared = sizes.KeyValueHeads,
                Scale = S.One / S.Sqrt(S.CreateChecked(sizes.KeySize)),
                IsCausal = form.IsCausal,
                Slopes = fall,
                Seen = seen,
                SeenSample = mask is null || mask.Shape[0] == 0 ? 0 : mask.Length / mask.Shape[0],
                SeenHead = mask is { Shape.Rank: 4 } ? sizes.Queries * sizes.Keys : 0,
                SeenQuery = mask is { Shape.Rank: > 2 } ? sizes.Keys : 0,
            };
            AttentionKernel.Run<S, F>(matrices, sizes.Batch, slopes is not null, VectorWidths.Best<S>());
        }
    }

    /// <summary>How many columns the operand has that holds some heads.</summary>
    private static int Step(in AttentionSizes sizes, (int Operand, int Start, int Width) columns) => sizes.ColumnsOf(columns.Operand);
}
