using System.Numerics;

namespace Functional.Kernels;

/// <summary>Attention on the way forward: a part is a head of keys and values of a sample, with the heads of queries that share it.</summary>
internal readonly unsafe struct AttentionForward<T, V, L, R, F>(AttentionMatrices<T> m) : IParallelBody
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, ILanes<T, V>
    where R : struct, IRealVector<R, T>
    where F : struct, IElementaryFunction<T>
{
    private readonly AttentionMatrices<T> m = m;

    public void Do(int part)
    {
        var (sample, shared) = (part / m.Shared, part % m.Shared);
        var (keys, step, rows) = (m.Keys.Rows, AttentionStrips<T, V, L>.Step(m.Keys.Rows), AttentionStrips<T, V, L>.Rows(m.Queries.Rows, m.Keys.Rows));
        var (ofKeys, ofValues) = (Panels<T, V, L>.Whole(keys) * m.Keys.Size, Panels<T, V, L>.Whole(m.Values.Size) * keys);
        using var buffer = new PackingBuffer<T>(ofKeys + ofValues + (rows + 1) * step + 2 * rows);
        var keyPanels = buffer.Memory;
        var valuePanels = keyPanels + ofKeys;
        var scores = valuePanels + ofValues;
        AttentionStrips<T, V, L>.PackTransposed(m, m.Keys, sample, shared, keyPanels);
        AttentionStrips<T, V, L>.Pack(m, m.Values, sample, shared, valuePanels);
        for (var head = shared * m.Group; head < (shared + 1) * m.Group; head++)
            for (var query = 0; query < m.Queries.Rows; query += rows)
                Strip(sample, head, query, Math.Min(rows, m.Queries.Rows - query), keyPanels, valuePanels, scores, step);
    }

    private void Strip(int sample, int head, int query, int rows, T* keyPanels, T* valuePanels, T* scores, int step)
    {
        var visible = m.Visible(query + rows - 1);          // the last query sees the most
        var results = m.Results.Part(sample, head, query, rows);
        var logSums = m.LogSums + ((nint)sample * m.Heads + head) * m.Queries.Rows + query;
        T* bias = scores + rows * step, sums = bias + step, largest = sums + rows;
        if (visible == 0)
        {
            for (var row = 0; row < rows; row++)
                new Span<T>(results.Memory + row * results.RowStep, results.Columns).Clear();
            new Span<T>(logSums, rows).Fill(T.PositiveInfinity);
            return;
        }
        var width = Panels<T, V, L>.Whole(visible);
        Panels<T, V, L>.Multiply(m.Queries.Part(sample, head, query, rows), keyPanels, m.Keys.Size, width, scores, step);
        for (var row = 0; row < rows; row++)
        {
            var count = m.Visible(query + row);
            if (m.HasBias && (row == 0 || !m.SharesBias))
                m.Bias(bias, width, sample, head, query + row);
            sums[row] = AttentionRows<T, R, F>.Exponentials(scores + row * step, count, width, m.Scale, m.HasBias ? bias : null, out largest[row]);
        }
        Panels<T, V, L>.Multiply(new(scores, rows, visible, step, 1), valuePanels, m.Keys.Rows, m.Values.Size, results.Memory, results.RowStep);
        for (var row = 0; row < rows; row++)
            AttentionRows<T, R, F>.Scale(results.Memory + row * results.RowStep, m.Values.Size, T.One / sums[row]);
        Elementary<T>.Log(new(sums, rows), new(logSums, rows));
        for (var row = 0; row < rows; row++)
            logSums[row] += largest[row];
    }
}
