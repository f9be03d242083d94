using System.Numerics;

namespace Functional.Kernels;

/// <summary>
/// Attention on the way back. The weights are computed again, strip by strip: P from the scores and their log-sums, V̄ += Pᵀ·ȳ, P̄ = ȳ·Vᵀ, S̄ from both in
/// place, Q̄ = S̄·K, K̄ += S̄ᵀ·Q.
/// </summary>
internal readonly unsafe struct AttentionBackward<T, V, L, R, F>(AttentionMatrices<T> m) : IParallelBody
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
        var whole = Panels<T, V, L>.Whole(keys);
        var (transposed, ofValues, straight) = (whole * m.Keys.Size, whole * m.Values.Size, Panels<T, V, L>.Whole(m.Keys.Size) * keys);
        using var buffer = new PackingBuffer<T>(transposed + ofValues + straight + (2 * rows + 1) * step);
        var panels = new PackedHead { Keys = buffer.Memory };
        panels.Values = panels.Keys + transposed;
        panels.KeyRows = panels.Values + ofValues;
        panels.Weights = panels.KeyRows + straight;
        panels.Scores = panels.Weights + rows * step;
        panels.Bias = panels.Scores + rows * step;
        AttentionStrips<T, V, L>.PackTransposed(m, m.Keys, sample, shared, panels.Keys);
        AttentionStrips<T, V, L>.PackTransposed(m, m.Values, sample, shared, panels.Values);
        AttentionStrips<T, V, L>.Pack(m, m.Keys, sample, shared, panels.KeyRows);
        var done = 0;       // so many keys have a cotangent already
        for (var head = shared * m.Group; head < (shared + 1) * m.Group; head++)
            for (var query = 0; query < m.Queries.Rows; query += rows)
                Strip(sample, head, shared, query, Math.Min(rows, m.Queries.Rows - query), panels, step, ref done);
        Clear(m.KeySlopes.Part(sample, shared, done, keys - done));
        Clear(m.ValueSlopes.Part(sample, shared, done, keys - done));
    }

    private void Strip(int sample, int head, int shared, int query, int rows, in PackedHead packed, int step, ref int done)
    {
        var visible = m.Visible(query + rows - 1);
        if (visible == 0)
        {
            Clear(m.QuerySlopes.Part(sample, head, query, rows));
            return;
        }
        var width = Panels<T, V, L>.Whole(visible);
        var (queries, results) = (m.Queries.Part(sample, head, query, rows), m.Results.Part(sample, head, query, rows));
        var logSums = m.LogSums + ((nint)sample * m.Heads + head) * m.Queries.Rows + query;
        Panels<T, V, L>.Multiply(queries, packed.Keys, m.Keys.Size, width, packed.Weights, step);
        for (var row = 0; row < rows; row++)
        {
            var count = m.Visible(query + row);
            if (m.HasBias && (row == 0 || !m.SharesBias))
                m.Bias(packed.Bias, width, sample, head, query + row);
            AttentionRows<T, R, F>.Weights(packed.Weights + row * step, count, width, m.Scale, m.HasBias ? packed.Bias : null, logSums[row]);
        }
        Panels<T, V, L>.Multiply(results, packed.Values, m.Values.Size, width, packed.Scores, step);
        Added(new(packed.Weights, visible, rows, 1, step), results, m.ValueSlopes, sample, shared, done);
        for (var row = 0; row < rows; row++)
            AttentionRows<T, R, F>.Back(packed.Weights + row * step, packed.Scores + row * step, width, m.Scale);
        var slopes = m.QuerySlopes.Part(sample, head, query, rows);
        Panels<T, V, L>.Multiply(new(packed.Scores, rows, visible, step, 1), packed.KeyRows, m.Keys.Rows, m.Keys.Size, slopes.Memory, slopes.RowStep);
        Added(new(packed.Scores, visible, rows, 1, step), queries, m.KeySlopes, sample, shared, done);
        done = Math.Max(done, visible);
    }

    /// <summary>C + A·B in those rows of C that have been written, A·B in those after them.</summary>
    private static void Added(in Matrix<T> a, in Matrix<T> b, in HeadRows<T> c, int sample, int head, int written)
    {
        var first = Math.Min(written, a.Rows);
        if (first > 0)
            Panels<T, V, L>.MultiplyInPlace(a.Part(0, first, 0, a.Columns), b, c.Of(sample, head), c.Step, true);
        if (first < a.Rows)
            Panels<T, V, L>.MultiplyInPlace(a.Part(first, a.Rows - first, 0, a.Columns), b, c.Of(sample, head) + first * c.Step, c.Step, false);
    }

    private static void Clear(in Matrix<T> c)
    {
        for (var row = 0; row < c.Rows; row++)
            new Span<T>(c.Memory + row * c.RowStep, c.Columns).Clear();
    }

    private struct PackedHead
    {
        public T* Keys, Values, KeyRows, Weights, Scores, Bias;
    }
}
