using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Kernels;

namespace Functional;

/// <summary>Arithmetic on one number.</summary>
internal readonly struct ScalarArithmetic<T> : IArithmetic<T, T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Number(T number) => number;

    public static T Number(Spread<T> number) => number.Value;

    public static T Add(T x, T y) => x + y;

    public static T Subtract(T x, T y) => x - y;

    public static T Multiply(T x, T y) => x * y;

    public static T Divide(T x, T y) => x / y;

    public static T MultiplyAdd(T x, T y, T sum) => T.MultiplyAddEstimate(x, y, sum);

    public static T SquareRoot(T x) => T.Sqrt(x);

    public static T Maximum(T x, T y) => T.Max(x, y);

    public static T Minimum(T x, T y) => T.Min(x, y);

    public static T Sign(T x) => x > T.Zero ? T.One : x < T.Zero ? -T.One : x;
}

/// <summary>Arithmetic on as many numbers as the hardware has lanes.</summary>
internal readonly struct VectorArithmetic<T> : IArithmetic<T, Vector<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Number(T number) => new(number);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Number(Spread<T> number) => number.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Add(Vector<T> x, Vector<T> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Subtract(Vector<T> x, Vector<T> y) => x - y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Multiply(Vector<T> x, Vector<T> y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Divide(Vector<T> x, Vector<T> y) => x / y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd(Vector<T> x, Vector<T> y, Vector<T> sum) => Lanes.MultiplyAdd(x, y, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> SquareRoot(Vector<T> x) => Vector.SquareRoot(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Maximum(Vector<T> x, Vector<T> y) => Vector.Max(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Minimum(Vector<T> x, Vector<T> y) => Vector.Min(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Sign(Vector<T> x) => Vector.ConditionalSelect(
        Vector.GreaterThan(x, Vector<T>.Zero), Vector<T>.One, Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), -Vector<T>.One, x));
}

/// <summary>Arithmetic on tensors, operation by operation: what is traced goes this way.</summary>
internal readonly struct TensorArithmetic<T> : IArithmetic<T, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public static Tensor<T> Number(T number) => number;

    public static Tensor<T> Number(Spread<T> number) => number.Value;

    public static Tensor<T> Add(Tensor<T> x, Tensor<T> y) => x + y;

    public static Tensor<T> Subtract(Tensor<T> x, Tensor<T> y) => x - y;

    public static Tensor<T> Multiply(Tensor<T> x, Tensor<T> y) => x * y;

    public static Tensor<T> Divide(Tensor<T> x, Tensor<T> y) => x / y;

    public static Tensor<T> MultiplyAdd(Tensor<T> x, Tensor<T> y, Tensor<T> sum) => x * y + sum;

    public static Tensor<T> SquareRoot(Tensor<T> x)
    {
        var none = x.Equality(Tensor.Zeros<T>(x.Shape));
        return (x + none).Sqrt() - none;
    }

    public static Tensor<T> Maximum(Tensor<T> x, Tensor<T> y) => x.Maximum(y);

    public static Tensor<T> Minimum(Tensor<T> x, Tensor<T> y) => x.Minimum(y);

    public static Tensor<T> Sign(Tensor<T> x) => x.Sign();
}
