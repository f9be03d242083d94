namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = mean of log cosh (x − target) over all elements.</summary>
    /// <param name="targets">What the outputs should be, of their shape.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> LogCosh(Tensor<T> targets) => LogCosh(targets, Reduction.Mean);

    /// <summary>
    /// C = Σ log cosh r with r = x − target, or its mean over all elements: ½·r² near 0, |r| − log 2 far away, and smooth between. Its way back is tanh r.
    /// </summary>
    /// <param name="targets">What the outputs should be, of their shape.</param>
    /// <param name="reduction">Sum or mean over all elements.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> LogCosh(Tensor<T> targets, Reduction reduction) =>
        CostOfElements("LogCosh", targets, 0, reduction, static (x, targets, _) =>
        {
            var error = x - targets;
            return (LogCoshOf(error), error.Tanh);
        });

    // cosh r = 1 + 2·sinh² (r/2) loses nothing where r is small, and cosh r = e^|r|·(1 + e^−2|r|)/2 does not overflow where it is large.
    private static Tensor<T> LogCoshOf(Tensor<T> r)
    {
        var (two, size) = (T.CreateChecked(2), r.Abs());
        var half = (r.Clamp(-T.One, T.One) / two).Sinh();
        return Tensor.Where(size.Less(T.One), (half * half * two).Log1p(), size + (size * -two).Exp().Log1p() - T.Log(two));
    }
}
