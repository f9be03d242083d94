using System.Numerics;

namespace Functional.Kernels;

/// <summary>Rows of one operand in pinned memory: those of a sample after those of the one before.</summary>
internal readonly unsafe struct HeadRows<T>(T* memory, nint step, int rows, int size)
    where T : unmanaged
{
    /// <summary>How far a row is from the next, in elements.</summary>
    public readonly nint Step = step;

    /// <summary>How many features a head has in a row.</summary>
    public readonly int Size = size;

    /// <summary>How many rows a sample has.</summary>
    public readonly int Rows = rows;

    /// <summary>Where the first row of a sample's head begins.</summary>
    public T* Of(int sample, int head) => memory + sample * (Rows * Step) + head * Size;

    /// <summary>Some rows of a head as a matrix.</summary>
    public Matrix<T> Part(int sample, int head, int row, int rows) => new(Of(sample, head) + row * Step, rows, Size, Step, 1);
}

/// <summary>Everything that attention reads and writes, in pinned memory.</summary>
internal unsafe struct AttentionMatrices<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public HeadRows<T> Queries, Keys, Values;

    /// <summary>The result on the way forward, its cotangent on the way back.</summary>
    public HeadRows<T> Results;

    /// <summary>The cotangents of the operands, on the way back.</summary>
    public HeadRows<T> QuerySlopes, KeySlopes, ValueSlopes;

    /// <summary>The logarithm of the sum of each query's exponentials, [batch, heads, queries]; ∞ where it sees no key.</summary>
    public T* LogSums;

    public int Heads, Shared;

    /// <summary>What products of queries and keys are multiplied by; above 0.</summary>
    public T Scale;

    public bool IsCausal;

    /// <summary>How much a score falls for each step of distance, of each head; null for no fall.</summary>
    public T* Slopes;

    /// <summary>Which keys are seen, or null for all.</summary>
    public bool* Seen;

    /// <summary>How far one sample's, head's and query's part of <see cref="Seen"/> is from the next.</summary>
    public int SeenSample, SeenHead, SeenQuery;

    /// <summary>How many heads of queries share one of keys and values.</summary>
    public readonly int Group => Heads / Shared;

    /// <summary>Whether the same keys are seen by all queries of a sample, and others by none.</summary>
    public readonly bool HidesKeys => Seen != null && SeenHead == 0 && SeenQuery == 0;

    /// <summary>Whether something is added to a row of scores.</summary>
    public readonly bool HasBias => Seen != null || Slopes != null;

    /// <summary>How many keys a query may see by its place.</summary>
    public readonly int Visible(int query) => IsCausal ? Math.Clamp(query + 1 + Keys.Rows - Queries.Rows, 0, Keys.Rows) : Keys.Rows;

    /// <summary>Whether what is added to a row of scores is the same for all rows of a sample.</summary>
    public readonly bool SharesBias => HidesKeys && Slopes == null;

    /// <summary>Writes what is added to a query's scores: −∞ where a key is not seen.</summary>
    /// <param name="bias">One number for each key, and room for whole vectors.</param>
    /// <param name="width">How many are written.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="head">The head of queries.</param>
    /// <param name="query">The query.</param>
    public readonly void Bias(T* bias, int width, int sample, int head, int query)
    {
        var (count, at) = (Math.Min(width, Keys.Rows), query + Keys.Rows - Queries.Rows);
        new Span<T>(bias, width).Clear();
        if (Slopes != null)
            for (var (key, slope) = (0, Slopes[head]); key < count; key++)
                bias[key] = slope * T.CreateTruncating(-Math.Abs(at - key));
        if (Seen == null)
            return;
        var seen = Seen + (nint)sample * SeenSample + (nint)head * SeenHead + (nint)query * SeenQuery;
        for (var key = 0; key < count; key++)
            if (!seen[key])
                bias[key] = T.NegativeInfinity;
    }
}
