using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// The cells of one step of a long short-term memory for one sequence, number by number. Sums and products are rounded each by itself, so that vectors of any
/// width give the same bits.
/// </summary>
internal static unsafe class LstmCells<T, R>
    where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    where R : struct, IRealVector<R, T>
{
    /// <summary>The sums of the gates become the gates; c′ = f·c + i·g, and y = o·tanh c′.</summary>
    public static void Forward(T* gates, T* before, T* after, T* bounded, T* y, int units)
    {
        var all = new Span<T>(gates, 4 * units);
        Elementary<T>.Sigmoid(all[..(2 * units)], all[..(2 * units)]);
        Elementary<T>.Tanh(all.Slice(2 * units, units), all.Slice(2 * units, units));
        Elementary<T>.Sigmoid(all[(3 * units)..], all[(3 * units)..]);
        Remember(gates, before, after, units);
        Elementary<T>.Tanh(new(after, units), new(bounded, units));
        Multiply(gates + 3 * units, bounded, y, units);
    }

    /// <summary>x·y, which may be where x or y is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply(T* x, T* y, T* product, int count)
    {
        var j = 0;
        for (; j <= count - R.Count; j += R.Count)
            R.Store(R.Load(ref x[j]) * R.Load(ref y[j]), ref product[j]);
        for (; j < count; j++)
            product[j] = x[j] * y[j];
    }

    /// <summary>Adds x to a sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Add(T* x, T* sum, int count)
    {
        var j = 0;
        for (; j <= count - R.Count; j += R.Count)
            R.Store(R.Load(ref sum[j]) + R.Load(ref x[j]), ref sum[j]);
        for (; j < count; j++)
            sum[j] += x[j];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Remember(T* gates, T* before, T* after, int units)
    {
        T* i = gates, f = gates + units, g = gates + 2 * units;
        var j = 0;
        for (; j <= units - R.Count; j += R.Count)
            R.Store(R.Load(ref f[j]) * R.Load(ref before[j]) + R.Load(ref i[j]) * R.Load(ref g[j]), ref after[j]);
        for (; j < units; j++)
            after[j] = f[j] * before[j] + i[j] * g[j];
    }

    /// <summary>From the cotangents of y and c′ to those of the gates' sums and of c, which takes the place of that of c′.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Back(T* gates, T* before, T* bounded, T* dy, T* dmemory, T* dgates, int units)
    {
        T* i = gates, f = gates + units, g = gates + 2 * units, o = gates + 3 * units;
        T* di = dgates, df = dgates + units, dg = dgates + 2 * units, @do = dgates + 3 * units;
        var one = R.Of(T.One);
        var j = 0;
        for (; j <= units - R.Count; j += R.Count)
        {
            R input = R.Load(ref i[j]), forget = R.Load(ref f[j]), candidate = R.Load(ref g[j]), output = R.Load(ref o[j]);
            R tanh = R.Load(ref bounded[j]), d = R.Load(ref dy[j]);
            var dc = R.Load(ref dmemory[j]) + d * output * (one - tanh * tanh);
            R.Store(dc * candidate * input * (one - input), ref di[j]);
            R.Store(dc * R.Load(ref before[j]) * forget * (one - forget), ref df[j]);
            R.Store(dc * input * (one - candidate * candidate), ref dg[j]);
            R.Store(d * tanh * output * (one - output), ref @do[j]);
            R.Store(dc * forget, ref dmemory[j]);
        }
        for (; j < units; j++)
        {
            var dc = dmemory[j] + dy[j] * o[j] * (T.One - bounded[j] * bounded[j]);
            di[j] = dc * g[j] * i[j] * (T.One - i[j]);
            df[j] = dc * before[j] * f[j] * (T.One - f[j]);
            dg[j] = dc * i[j] * (T.One - g[j] * g[j]);
            @do[j] = dy[j] * bounded[j] * o[j] * (T.One - o[j]);
            dmemory[j] = dc * f[j];
        }
    }
}
