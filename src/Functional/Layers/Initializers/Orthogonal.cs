using System.Numerics;

namespace Functional;

public static partial class Initializers
{
    /// <summary>
    /// Orthonormal columns or rows, whichever are fewer, each set of them as likely as the other: signals keep their length through many layers. Kernels
    /// <c>[kernel…, in, out]</c> are matrices of <c>out</c> columns. Saxe, McClelland, Ganguli, ICLR 2014; Mezzadri, Notices of the AMS 54(5), 2007.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="gain">By what all is multiplied.</param>
    /// <exception cref="ArgumentOutOfRangeException">The gain is not finite, as given or in the element type.</exception>
    public static WeightInitializer<T> Orthogonal<T>(double gain = 1)
        where T : struct, IFloatingPointIeee754<T>
    {
        Setting.In<T>(gain, nameof(gain), "Orthogonal: the gain is finite", double.IsFinite);
        return (key, shape, _, _) =>
        {
            ExpectWeights("Orthogonal", shape, 1);
            var (rows, columns) = (shape[..^1].ElementCount, shape[^1]);
            var normal = key.Normal<double>([Math.Max(rows, columns), Math.Min(rows, columns)]);
            var orthonormal = Tensor.OrthonormalColumns(normal);
            return ((rows < columns ? orthonormal.Transpose() : orthonormal) * gain).Cast<T>().Reshape(shape);
        };
    }
}
