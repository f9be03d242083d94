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
    /// <returns>Whether all of it is known to be finite.</returns>
    public static unsafe bool Descend<T>((T[] Old, T[] New) parameters, T[] gradient, int length, T rate)
        where T : struct, IFloatingPointIeee754<T>
    {
        var finite = true;
        Ranges<DescentRange<T>>.Run(new(parameters.Old, gradient, parameters.New, rate, &finite), length);
        return finite;
    }

    /// <summary>v ← stays·v + g, p ← p − rate·v.</summary>
    /// <returns>Whether all of it is known to be finite.</returns>
    public static unsafe bool Momentum<T>((T[] Old, T[] New) parameters, T[] gradient, (T[] Old, T[] New) velocity, int length, T rate, T stays)
        where T : struct, IFloatingPointIeee754<T>
    {
        var finite = true;
        Ranges<MomentumRange<T>>.Run(new(parameters, gradient, velocity, rate, stays, &finite), length);
        return finite;
    }

    /// <summary>m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², p ← p − scale·m / (√v·root + ε).</summary>
    /// <returns>Whether all of it is known to be finite.</returns>
    public static unsafe bool Adam<T>(
        (T[] Old, T[] New) parameters, T[] gradient, (T[] Old, T[] New) first, (T[] Old, T[] New) second, int length, AdamFactors<T> by)
        where T : struct, IFloatingPointIeee754<T>
    {
        var finite = true;
        Ranges<AdamRange<T>>.Run(new(parameters, gradient, first, second, by, &finite), length);
        return finite;
    }
}

/// <summary>The numbers of one step of Adam.</summary>
internal readonly record struct AdamFactors<T>(T B1, T C1, T B2, T C2, T Scale, T Root, T Epsilon);

internal readonly unsafe struct DescentRange<T>(T[] parameters, T[] gradient, T[] result, T rate, bool* known) : IRange
    where T : struct, IFloatingPointIeee754<T>
{
    public void Do(int start, int end)
    {
        var (i, finite) = (start, true);
        if (Vector<T>.IsSupported)
        {
            ref var p = ref MemoryMarshal.GetArrayDataReference(parameters);
            ref var g = ref MemoryMarshal.GetArrayDataReference(gradient);
            ref var to = ref MemoryMarshal.GetArrayDataReference(result);
            var (rates, zeros) = (new Vector<T>(-rate), Vector<T>.Zero);
            for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
            {
                var next = Lanes.MultiplyAdd(rates, Vector.LoadUnsafe(ref g, (nuint)i), Vector.LoadUnsafe(ref p, (nuint)i));
                next.StoreUnsafe(ref to, (nuint)i);
                zeros |= Lanes.MultiplyAdd(next, Vector<T>.Zero, Vector<T>.Zero);
            }
            finite = Vector.EqualsAll(zeros, Vector<T>.Zero);
        }
        for (; i < end; i++)
        {
            result[i] = T.MultiplyAddEstimate(-rate, gradient[i], parameters[i]);
            finite &= T.IsFinite(result[i]);
        }
        if (!finite)
            *known = false;           // several threads may say so; the caller waits for all of them
    }
}

internal readonly unsafe struct MomentumRange<T>(
    (T[] Old, T[] New) parameters, T[] gradient, (T[] Old, T[] New) velocity, T rate, T stays, bool* known) : IRange
    where T : struct, IFloatingPointIeee754<T>
{
    public void Do(int start, int end)
    {
        var (i, finite) = (start, true);
        if (Vector<T>.IsSupported)
        {
            ref var p0 = ref MemoryMarshal.GetArrayDataReference(parameters.Old);
            ref var p1 = ref MemoryMarshal.GetArrayDataReference(parameters.New);
            ref var g = ref MemoryMarshal.GetArrayDataReference(gradient);
            ref var v0 = ref MemoryMarshal.GetArrayDataReference(velocity.Old);
            ref var v1 = ref MemoryMarshal.GetArrayDataReference(velocity.New);
            var (rates, stay, zeros) = (new Vector<T>(-rate), new Vector<T>(stays), Vector<T>.Zero);
            for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
            {
                var at = (nuint)i;
                var next = Lanes.MultiplyAdd(stay, Vector.LoadUnsafe(ref v0, at), Vector.LoadUnsafe(ref g, at));
                next.StoreUnsafe(ref v1, at);
                var moved = Lanes.MultiplyAdd(rates, next, Vector.LoadUnsafe(ref p0, at));
                moved.StoreUnsafe(ref p1, at);
                zeros |= Lanes.MultiplyAdd(moved, Vector<T>.Zero, Vector<T>.Zero);
            }
            finite = Vector.EqualsAll(zeros, Vector<T>.Zero);
        }
        for (; i < end; i++)
        {
            velocity.New[i] = T.MultiplyAddEstimate(stays, velocity.Old[i], gradient[i]);
            parameters.New[i] = T.MultiplyAddEstimate(-rate, velocity.New[i], parameters.Old[i]);
            finite &= T.IsFinite(parameters.New[i]);
        }
        if (!finite)
            *known = false;           // several threads may say so; the caller waits for all of them
    }
}

internal readonly unsafe struct AdamRange<T>(
    (T[] Old, T[] New) parameters, T[] gradient, (T[] Old, T[] New) first, (T[] Old, T[] New) second, AdamFactors<T> by, bool* known) : IRange
    where T : struct, IFloatingPointIeee754<T>
{
    public void Do(int start, int end)
    {
        var (i, finite) = (start, true);
        if (Vector<T>.IsSupported)
        {
            ref var p0 = ref MemoryMarshal.GetArrayDataReference(parameters.Old);
            ref var p1 = ref MemoryMarshal.GetArrayDataReference(parameters.New);
            ref var g0 = ref MemoryMarshal.GetArrayDataReference(gradient);
            ref var m0 = ref MemoryMarshal.GetArrayDataReference(first.Old);
            ref var m1 = ref MemoryMarshal.GetArrayDataReference(first.New);
            ref var v0 = ref MemoryMarshal.GetArrayDataReference(second.Old);
            ref var v1 = ref MemoryMarshal.GetArrayDataReference(second.New);
            var (b1, c1, b2, c2) = (new Vector<T>(by.B1), new Vector<T>(by.C1), new Vector<T>(by.B2), new Vector<T>(by.C2));
            var (scale, root, epsilon, zeros) = (new Vector<T>(-by.Scale), new Vector<T>(by.Root), new Vector<T>(by.Epsilon), Vector<T>.Zero);
            for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
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
        for (; i < end; i++)
        {
            var g = gradient[i];
            first.New[i] = T.MultiplyAddEstimate(by.B1, first.Old[i], by.C1 * g);
            second.New[i] = T.MultiplyAddEstimate(by.B2, second.Old[i], by.C2 * g * g);
            var rate = -by.Scale / T.MultiplyAddEstimate(T.Sqrt(second.New[i]), by.Root, by.Epsilon);
            parameters.New[i] = T.MultiplyAddEstimate(first.New[i], rate, parameters.Old[i]);
            finite &= T.IsFinite(parameters.New[i]) && T.IsFinite(second.New[i]);
        }
        if (!finite)
            *known = false;           // several threads may say so; the caller waits for all of them
    }
}
