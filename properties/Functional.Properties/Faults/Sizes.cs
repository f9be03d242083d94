using System.Numerics;

namespace Functional.Properties.Faults;

/// <summary>Mistakes that only some sizes or precisions show.</summary>
public static class Sizes
{
    /// <summary>A loop over pairs on the way back forgets the last number of an odd count.</summary>
    public static Fault LoopWithoutItsTail { get; } = Own.Function(static (x, faulty) => (x * x, dy =>
    {
        var dx = new double[x.Length];
        for (var i = 0; i < (faulty ? x.Length - 1 : x.Length); i += 2)
        {
            dx[i] = 2 * x.Span[i] * dy.Span[i];
            if (i + 1 < x.Length)
                dx[i + 1] = 2 * x.Span[i + 1] * dy.Span[i + 1];
        }
        return Tensor.Create<double>(x.Shape, dx);
    })).ReadingNumbers;

    /// <summary>The path for four numbers at once forgets the factor 2 that the plain one has.</summary>
    public static Fault WrongInBlocksOfFour { get; } = Own.Function(static (x, faulty) => (x * x, dy =>
    {
        var dx = new double[x.Length];
        for (var i = 0; i < dx.Length; i++)
            dx[i] = (faulty && i < x.Length / 4 * 4 ? 1 : 2) * x.Span[i] * dy.Span[i];
        return Tensor.Create<double>(x.Shape, dx);
    })).ReadingNumbers;

    /// <summary>Every sample of a batch is given the derivative at the first one.</summary>
    public static Fault DerivativeOfTheFirstSample { get; } = Own.Function(
        static (x, faulty) => (x * x, dy => 2.0 * (faulty && x.Shape[0] > 0 ? x.TakeRows(0) : x) * dy));

    /// <summary>The derivative of the softsign forgets its square, in <c>float</c> only.</summary>
    public static Fault WrongInSingleOnly { get; } = Fault.InLayer(static _ => Softsign<double>(false), Softsign<float>);

    /// <summary>The output is computed with the accuracy of half a <c>float</c>, in <c>float</c> only.</summary>
    public static Fault HalfPrecisionInSingle { get; } = Fault.InLayer(static _ => Halved<double>(false), Halved<float>);

    private static Layer<T, Tensor<T>, Tensor<T>> Softsign<T>(bool faulty)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Pure<Tensor<T>, Tensor<T>>("Softsign", static shapes => shapes, x =>
    {
        var below = T.One + x.Abs();
        return (x / below, dy => faulty ? dy / below : dy / (below * below));
    });

    private static Layer<T, Tensor<T>, Tensor<T>> Halved<T>(bool faulty)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Pure<Tensor<T>, Tensor<T>>("Tanh", static shapes => shapes, x =>
    {
        var y = faulty ? x.Tanh().Map(static each => T.CreateChecked(Half.CreateChecked(each))) : x.Tanh();
        return (y, dy => dy * (T.One - y * y));
    });
}
