using System.Numerics;
using System.Runtime.InteropServices;

namespace Functional.Kernels;

/// <summary>
/// The updates of optimisers, each in one pass over memory: what is read once is used for all that is written. New numbers may lie where the old ones
/// are.
/// <para>
/// Where a gradient stays zero, as behind a unit that is never active, a moment falls to the smallest numbers there are and stays with them. Processors
/// multiply and add them in one instruction at full speed, and take several times as long for anything else: so all is written in that form.
/// </para>
/// <para>
/// Each loop finds out whether all that it makes is finite, while it has it in registers: 0·x is 0 if x is finite and NaN otherwise. Where the new
/// parameters are finite, so are the moments that they were moved by, but for one that they were divided by.
/// </para>
/// </summary>
internal static class OptimizerKernels
{
    /// <summary>p − rate·g.</summary>
    /// <returns>Whether all of it is finite.</returns>
    public static bool Descend<T>(ReadOnlySpan<T> parameters, Span<T> next, ReadOnlySpan<T> gradient, T rate)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (i, finite) = (0, true);
        if (Vector<T>.IsSupported)
        {
            ref var p = ref MemoryMarshal.GetReference(parameters);
            ref var g = ref MemoryMarshal.GetReference(gradient);
            ref var to = ref MemoryMarshal.GetReference(next);
            var (rates, zeros) = (new Vector<T>(-rate), Vector<T>.Zero);
            for (; i <= parameters.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var moved = Lanes.MultiplyAdd(rates, Vector.LoadUnsafe(ref g, (nuint)i), Vector.LoadUnsafe(ref p, (nuint)i));
                moved.StoreUnsafe(ref to, (nuint)i);
                zeros |= Lanes.MultiplyAdd(moved, Vector<T>.Zero, Vector<T>.Zero);
            }
            finite = Vector.EqualsAll(zeros, Vector<T>.Zero);
        }
        for (; i < parameters.Length; i++)
        {
            next[i] = T.MultiplyAddEstimate(-rate, gradient[i], parameters[i]);
            finite &= T.IsFinite(next[i]);
        }
        return finite;
    }

    /// <summary>v ← stays·v + g, p ← p − rate·v.</summary>
    /// <returns>Whether all of it is finite.</returns>
    public static bool Momentum<T>(
        ReadOnlySpan<T> parameters, Span<T> next, ReadOnlySpan<T> velocity, Span<T> nextVelocity, ReadOnlySpan<T> gradient, T rate, T stays)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (i, finite) = (0, true);
        if (Vector<T>.IsSupported)
        {
            ref var p0 = ref MemoryMarshal.GetReference(parameters);
            ref var p1 = ref MemoryMarshal.GetReference(next);
            ref var g = ref MemoryMarshal.GetReference(gradient);
            ref var v0 = ref MemoryMarshal.GetReference(velocity);
            ref var v1 = ref MemoryMarshal.GetReference(nextVelocity);
            var (rates, stay, zeros) = (new Vector<T>(-rate), new Vector<T>(stays), Vector<T>.Zero);
            for (; i <= parameters.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var at = (nuint)i;
                var v = Lanes.MultiplyAdd(stay, Vector.LoadUnsafe(ref v0, at), Vector.LoadUnsafe(ref g, at));
                v.StoreUnsafe(ref v1, at);
                var moved = Lanes.MultiplyAdd(rates, v, Vector.LoadUnsafe(ref p0, at));
                moved.StoreUnsafe(ref p1, at);
                zeros |= Lanes.MultiplyAdd(moved, Vector<T>.Zero, Vector<T>.Zero);
            }
            finite = Vector.EqualsAll(zeros, Vector<T>.Zero);
        }
        for (; i < parameters.Length; i++)
        {
            nextVelocity[i] = T.MultiplyAddEstimate(stays, velocity[i], gradient[i]);
            next[i] = T.MultiplyAddEstimate(-rate, nextVelocity[i], parameters[i]);
            finite &= T.IsFinite(next[i]);
        }
        return finite;
    }

    /// <summary>m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², p ← p − scale·m / (√v·root + ε).</summary>
    /// <returns>Whether all of it is finite.</returns>
    public static bool Adam<T>(
        ReadOnlySpan<T> parameters, Span<T> next, ReadOnlySpan<T> first, Span<T> nextFirst, ReadOnlySpan<T> second, Span<T> nextSecond,
        ReadOnlySpan<T> gradient, in AdamFactors<T> by)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (i, finite) = (0, true);
        if (Vector<T>.IsSupported)
        {
            ref var p0 = ref MemoryMarshal.GetReference(parameters);
            ref var p1 = ref MemoryMarshal.GetReference(next);
            ref var g0 = ref MemoryMarshal.GetReference(gradient);
            ref var m0 = ref MemoryMarshal.GetReference(first);
            ref var m1 = ref MemoryMarshal.GetReference(nextFirst);
            ref var v0 = ref MemoryMarshal.GetReference(second);
            ref var v1 = ref MemoryMarshal.GetReference(nextSecond);
            var (b1, c1, b2, c2) = (new Vector<T>(by.B1), new Vector<T>(by.C1), new Vector<T>(by.B2), new Vector<T>(by.C2));
            var (scale, root, epsilon, zeros) = (new Vector<T>(-by.Scale), new Vector<T>(by.Root), new Vector<T>(by.Epsilon), Vector<T>.Zero);
            for (; i <= parameters.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var at = (nuint)i;
                var g = Vector.LoadUnsafe(ref g0, at);
                var mean = Lanes.MultiplyAdd(b1, Vector.LoadUnsafe(ref m0, at), c1 * g);
                var square = Lanes.MultiplyAdd(b2, Vector.LoadUnsafe(ref v0, at), c2 * g * g);
                mean.StoreUnsafe(ref m1, at);
                square.StoreUnsafe(ref v1, at);
                var rate = scale / Lanes.MultiplyAdd(Vector.SquareRoot(square), root, epsilon);
                var moved = Lanes.MultiplyAdd(mean, rate, Vector.LoadUnsafe(ref p0, at));
                moved.StoreUnsafe(ref p1, at);
                zeros |= Lanes.MultiplyAdd(moved, Vector<T>.Zero, Lanes.MultiplyAdd(square, Vector<T>.Zero, Vector<T>.Zero));
            }
            finite = Vector.EqualsAll(zeros, Vector<T>.Zero);
        }
        for (; i < parameters.Length; i++)
        {
            var g = gradient[i];
            nextFirst[i] = T.MultiplyAddEstimate(by.B1, first[i], by.C1 * g);
            nextSecond[i] = T.MultiplyAddEstimate(by.B2, second[i], by.C2 * g * g);
            var rate = -by.Scale / T.MultiplyAddEstimate(T.Sqrt(nextSecond[i]), by.Root, by.Epsilon);
            next[i] = T.MultiplyAddEstimate(nextFirst[i], rate, parameters[i]);
            finite &= T.IsFinite(next[i]) && T.IsFinite(nextSecond[i]);
        }
        return finite;
    }
}

/// <summary>The numbers of one step of Adam.</summary>
internal readonly record struct AdamFactors<T>(T B1, T C1, T B2, T C2, T Scale, T Root, T Epsilon);
