using System.Numerics;

namespace Functional;

/// <summary>
/// The root mean square of eᵢ / (a + r·max(|yᵢ|, |y′ᵢ|)) over all numbers of a state: an error beside what is allowed. It is a number, and a
/// constant of the derivative.
/// </summary>
internal sealed class ErrorNorm : ITensorMap
{
    private readonly List<object> before, after;
    private readonly double absolute, relative;
    private int at;
    private double sum;

    private ErrorNorm(List<object> before, List<object> after, double absolute, double relative) =>
        (this.before, this.after, this.absolute, this.relative) = (before, after, absolute, relative);

    public static double Of<X>(X error, X before, X after, double absolute, double relative)
        where X : IVectorSpace<X>
    {
        var norm = new ErrorNorm(Plain.Of(before), Plain.Of(after), absolute, relative);
        error.WithTensors(norm);
        return error.Dimension == 0 ? 0 : Math.Sqrt(norm.sum / error.Dimension);
    }

    public Tensor<T> Map<T>(Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (e, y, next) = (tensor.StopGradient().Cast<double>(), (Tensor<double>)before[at], (Tensor<double>)after[at++]);
        var ratio = e / (Tensor.Full(e.Shape, absolute) + y.Abs().Maximum(next.Abs()).Scale(relative));
        sum += ratio.Dot(ratio);
        return tensor;
    }

    /// <summary>The tensors of a value as plain numbers.</summary>
    private sealed class Plain : ITensorMap
    {
        private readonly List<object> found = [];

        public static List<object> Of<X>(X value)
            where X : IVectorSpace<X>
        {
            var plain = new Plain();
            value.WithTensors(plain);
            return plain.found;
        }

        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, IFloatingPointIeee754<T>
        {
            found.Add(tensor.StopGradient().Cast<double>());
            return tensor;
        }
    }
}
