using System.Numerics;

namespace Functional;

public static partial class Initializers
{
    /// <summary>
    /// Of the weights of each output the same number is 0, and the others are normal: so units begin different, and none is saturated. Which are 0 is drawn for
    /// each output. Martens, ICML 2010.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="sparsity">What part is 0, from 0 to 1; a fraction of a weight is a whole one.</param>
    /// <param name="deviation">The standard deviation of the others, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The sparsity is out of range, or the deviation negative or too large to draw, as given or in the element type.
    /// </exception>
    public static WeightInitializer<T> Sparse<T>(double sparsity = 0.9, double deviation = 0.01)
        where T : struct, IFloatingPointIeee754<T>
    {
        Setting.In<double>(sparsity, nameof(sparsity), "Sparse: the sparsity is from 0 to 1", static x => x is >= 0 and <= 1);
        default(Key).Normal<T>([0], 0, deviation);                          // refuses what cannot be drawn
        return (key, shape, _, _) =>
        {
            ExpectWeights("Sparse", shape, 1);
            var (rows, columns) = (shape[..^1].ElementCount, shape[^1]);
            var zeros = (int)double.Ceiling(sparsity * rows);
            var kept = new bool[rows * columns];
            for (var column = 0; column < columns; column++)
                foreach (var row in key.Split("places").Split(column).Permutation(rows).AsSpan(zeros))
                    kept[row * columns + column] = true;
            return key.Split("values").Normal<T>(shape, 0, deviation) * Tensor.Generate(shape, i => kept[i] ? T.One : T.Zero);
        };
    }
}
