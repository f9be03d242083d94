using System.Numerics;

namespace Functional;

/// <summary>What all recurrent cells are told beside their units.</summary>
/// <param name="Bias">Whether there is a bias.</param>
/// <param name="RecurrentDropout">The probability with which a number of the state does not go into the products of any step.</param>
/// <param name="Weights">Makes the first weights of the input; null for Glorot's.</param>
/// <param name="RecurrentWeights">Makes the first weights of the state; null for Glorot's.</param>
internal sealed record CellOptions<T>(bool Bias, double RecurrentDropout, WeightInitializer<T>? Weights, WeightInitializer<T>? RecurrentWeights)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Options that have been checked.</summary>
    public static CellOptions<T> Of(
        string cell, int gates, int units, bool bias, double recurrentDropout, WeightInitializer<T>? weights, WeightInitializer<T>? recurrentWeights)
    {
        if (units < 1)
            throw new ArgumentOutOfRangeException(nameof(units), Invariant($"{cell}: a cell has at least 1 unit, got {units}."));
        if (units > int.MaxValue / gates)
            throw new ArgumentOutOfRangeException(nameof(units), Invariant($"{cell}: {units} units with {gates} gates are too many for one axis."));
        if (!(recurrentDropout is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(
                nameof(recurrentDropout), Invariant($"{cell}: the rate of dropout is a probability from 0 to below 1, got {recurrentDropout}."));
        return new(bias, recurrentDropout, weights, recurrentWeights);
    }

    /// <summary>The options that are not the usual ones, as C# writes them.</summary>
    public string Code => (Bias ? "" : ", bias: false") + (RecurrentDropout == 0 ? "" : Invariant($", recurrentDropout: {RecurrentDropout}"))
        + (Weights is null ? "" : ", weights: …") + (RecurrentWeights is null ? "" : ", recurrentWeights: …");

    /// <summary>
    /// What the state is multiplied by before it goes into products: the same at all steps of a sequence. Null where nothing is dropped.
    /// </summary>
    /// <param name="mode">Whether anything is dropped.</param>
    /// <param name="key">The key, the same at all steps.</param>
    /// <param name="batch">How many samples there are.</param>
    /// <param name="outputs">How many numbers of the state go into products.</param>
    public Tensor<T>? Kept(Mode mode, Func<Key> key, int batch, int outputs) =>
        RecurrentDropout == 0 || mode == Mode.Inference ? null : DropoutMask.Of<T>(key(), [batch, outputs], RecurrentDropout);
}
