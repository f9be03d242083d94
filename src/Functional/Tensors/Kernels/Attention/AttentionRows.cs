using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>What is done to rows of scores, each of which begins a row of memory that has room for whole vectors.</summary>
internal static unsafe class AttentionRows<T, R, F>
    where T : unmanaged, IFloatingPointIeee754<T>
    where R : struct, IRealVector<R, T>
    where F : struct, IElementaryFunction<T>
{
    private const MethodImplOptions Loop = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>
    /// Scores to exponentials less the largest; zeros behind those that count. A row in which all are −∞ becomes zeros.
    /// </summary>
    /// <param name="row">The scores before they are scaled.</param>
    /// <param name="count">How many count.</param>
    /// <param name="width">How many are written: whole vectors.</param>
    /// <param name="scale">What scores are multiplied by; above 0.</param>
    /// <param name="bias">What is added to each, or null.</param>
    /// <param name="largest">The largest; 0 where all are −∞.</param>
    /// <returns>The sum of the exponentials; ∞ where all scores are −∞.</returns>
    [MethodImpl(Loop)]
    public static T Exponentials(T* row, int count, int width, T scale, T* bias, out T largest)
    {
        var end = Whole(row, count);
        var (factor, most) = (R.Of(scale), R.Of(T.NegativeInfinity));
        for (var i = 0; i < end; i += R.Count)
        {
            var x = Score(row + i, factor, bias == null ? null : bias + i);
            R.Store(x, ref row[i]);
            most = R.Select(R.LessThan(most, x), x, most);
        }
        largest = R.Largest(most);
        if (T.IsNegativeInfinity(largest))
            return Blind(row, count, width, ref largest);
        R shift = R.Of(largest), sum = R.Of(T.Zero);
        for (var i = 0; i < end; i += R.Count)
        {
            var x = F.Of(R.Load(ref row[i]) - shift);
            R.Store(x, ref row[i]);
            sum += x;
        }
        for (var i = end; i < width; i += R.Count)
            R.Store(R.Of(T.Zero), ref row[i]);
        return R.Sum(sum);
    }

    /// <summary>Scores to weights, of which the logarithm of the sum is known.</summary>
    [MethodImpl(Loop)]
    public static void Weights(T* row, int count, int width, T scale, T* bias, T logSum)
    {
        var end = Whole(row, count);
        R factor = R.Of(scale), shift = R.Of(logSum);
        for (var i = 0; i < end; i += R.Count)
            R.Store(F.Of(Score(row + i, factor, bias == null ? null : bias + i) - shift), ref row[i]);
        for (var i = end; i < width; i += R.Count)
            R.Store(R.Of(T.Zero), ref row[i]);
    }

    /// <summary>The cotangents of weights to those of scores: P∘(P̄ − Σ P∘P̄)·scale.</summary>
    [MethodImpl(Loop)]
    public static void Back(T* weights, T* slopes, int width, T scale)
    {
        var sum = R.Of(T.Zero);
        for (var i = 0; i < width; i += R.Count)
            sum = R.MultiplyAdd(R.Load(ref weights[i]), R.Load(ref slopes[i]), sum);
        R mean = R.Of(R.Sum(sum)), factor = R.Of(scale);
        for (var i = 0; i < width; i += R.Count)
            R.Store(R.Load(ref weights[i]) * (R.Load(ref slopes[i]) - mean) * factor, ref slopes[i]);
    }

    /// <summary>A row times a number; it has as many elements as it says, and no room.</summary>
    [MethodImpl(Loop)]
    public static void Scale(T* row, int count, T factor)
    {
        var (i, all) = (0, R.Of(factor));
        for (; i <= count - R.Count; i += R.Count)
            R.Store(R.Load(ref row[i]) * all, ref row[i]);
        for (; i < count; i++)
            row[i] *= factor;
    }

    /// <summary>s·scale + b; −∞ where b is, whatever s is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static R Score(T* row, R scale, T* bias)
    {
        var x = R.Load(ref *row);
        if (bias == null)
            return x * scale;
        var added = R.Load(ref *bias);
        return R.Select(R.Equal(added, R.Of(T.NegativeInfinity)), added, R.MultiplyAdd(x, scale, added));
    }

    /// <summary>Fills the last vector of those that count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Whole(T* row, int count)
    {
        var end = (count + R.Count - 1) / R.Count * R.Count;
        for (var i = count; i < end; i++)
            row[i] = T.NegativeInfinity;
        return end;
    }

    /// <summary>A row without a score above −∞: of zeros, or of NaN where there is one.</summary>
    private static T Blind(T* row, int count, int width, ref T largest)
    {
        var result = T.PositiveInfinity;
        for (var i = 0; i < count; i++)
            if (T.IsNaN(row[i]))
                result = T.NaN;
        new Span<T>(row, width).Fill(T.IsNaN(result) ? result : T.Zero);
        largest = T.Zero;
        return result;
    }
}
