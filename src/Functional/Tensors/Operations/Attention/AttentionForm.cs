namespace Functional;

/// <summary>What attention is told beside its operands.</summary>
/// <param name="Heads">How many heads the queries have.</param>
/// <param name="KeyValueHeads">How many heads keys and values have: each serves as many heads of queries, one after the other.</param>
/// <param name="IsCausal">Whether a query sees no later key; where there are fewer queries than keys, they are the last ones.</param>
/// <param name="IsAlibi">Whether a score falls in proportion to the distance of its key, at a slope that the head has.</param>
internal sealed record AttentionForm(int Heads, int KeyValueHeads, bool IsCausal = false, bool IsAlibi = false)
{
    /// <summary>
    /// The slope of a head: powers of 2^(−8/n) for n heads where n is a power of two; of other numbers those of the power below, and between them every
    /// other one of the power above. Press, Smith and Lewis, ICLR 2022.
    /// </summary>
    public double Slope(int head)
    {
        var below = 1 << int.Log2(Heads);
        return head < below ? double.Exp2(-8.0 * (head + 1) / below) : double.Exp2(-4.0 * (2 * (head - below) + 1) / below);
    }
}
