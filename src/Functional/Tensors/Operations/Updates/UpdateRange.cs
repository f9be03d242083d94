using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Functional.Kernels;

namespace Functional;

/// <summary>Whether something is multiplied: known where the loop is compiled, so that what is left as it is costs nothing.</summary>
internal interface IMapping
{
    static abstract bool IsMapped { get; }
}

internal readonly struct Unchanged : IMapping
{
    public static bool IsMapped => false;
}

internal readonly struct Mapped : IMapping
{
    public static bool IsMapped => true;
}

/// <summary>
/// The loop of an update: the rule between two affine maps. All is written as multiply-adds: where a gradient stays zero, as behind a unit that is never active, a
/// moment falls to the smallest numbers there are and stays with them, and processors multiply and add those in one instruction at full speed, and take several times
/// as long for anything else.
/// <para>It finds out whether all that it makes is finite, while it has it in registers: x − x is 0 if x is finite and NaN otherwise, and a sum of numbers is finite only
/// if all of them are. A sum may overflow where no number has, so where one is not finite, the numbers are looked at again.</para>
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="R">The rule.</typeparam>
/// <typeparam name="B">Whether updates are mapped before the rule.</typeparam>
/// <typeparam name="K">Whether parameters are multiplied, as decay does, before an update is added.</typeparam>
internal readonly struct UpdateRange<T, R, B, K>(UpdateLoop<T, R> numbers) : IRange
    where T : struct, IFloatingPointIeee754<T>
    where R : struct, IUpdateRule<T>
    where B : struct, IMapping
    where K : struct, IMapping
{
    private readonly UpdateLoop<T, R> by = numbers;

    public void Do(int start, int end)
    {
        var i = start;
        if (Vector<T>.IsSupported)
        {
            i = end - (end - start) % Vector<T>.Count;
            if (!Vectors(start, i) && !IsFinite(start, i))
                by.IsFinite = false;
        }
        if (!Singles(i, end))
            by.IsFinite = false;
    }

    // Nothing is called here, and the rule is not needed behind the loop: so its numbers stay in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private bool Vectors(int start, int end)
    {
        var rule = by.Rule;
        ref var p0 = ref MemoryMarshal.GetArrayDataReference(by.Parameter);
        ref var u0 = ref MemoryMarshal.GetArrayDataReference(by.Update);
        ref var r0 = ref MemoryMarshal.GetArrayDataReference(by.Result);
        ref var a0 = ref R.Moments > 0 ? ref MemoryMarshal.GetArrayDataReference(by.First) : ref p0;
        ref var a1 = ref R.Moments > 0 ? ref MemoryMarshal.GetArrayDataReference(by.NextFirst) : ref p0;
        ref var b0 = ref R.Moments > 1 ? ref MemoryMarshal.GetArrayDataReference(by.Second) : ref p0;
        ref var b1 = ref R.Moments > 1 ? ref MemoryMarshal.GetArrayDataReference(by.NextSecond) : ref p0;
        ref var c0 = ref R.Moments > 2 ? ref MemoryMarshal.GetArrayDataReference(by.Third) : ref p0;
        ref var c1 = ref R.Moments > 2 ? ref MemoryMarshal.GetArrayDataReference(by.NextThird) : ref p0;
        var (zeros, none) = (Vector<T>.Zero, new Vector<T>(T.NegativeZero));
        Vector<T> scale = new(by.BeforeScale), decay = new(by.BeforeDecay), taken = new(by.AfterScale), kept = new(by.AfterKeeps);
        for (var i = start; i < end; i += Vector<T>.Count)
        {
            var at = (nuint)i;
            var parameter = Vector.LoadUnsafe(ref p0, at);
            var update = Vector.LoadUnsafe(ref u0, at);
            if (B.IsMapped)
                update = Lanes.MultiplyAdd(scale, update, Lanes.MultiplyAdd(decay, parameter, none));
            var first = R.Moments > 0 ? Vector.LoadUnsafe(ref a0, at) : default;
            var second = R.Moments > 1 ? Vector.LoadUnsafe(ref b0, at) : default;
            var third = R.Moments > 2 ? Vector.LoadUnsafe(ref c0, at) : default;
            update = rule.Apply<Vector<T>, VectorArithmetic<T>>(update, parameter, ref first, ref second, ref third);
            // What the result does not need is done first: the division in it takes long, and what is behind it waits.
            var moments = Vector<T>.Zero;
            if (R.Moments > 0)
            {
                first.StoreUnsafe(ref a1, at);
                moments = first;
            }
            if (R.Moments > 1)
            {
                second.StoreUnsafe(ref b1, at);
                moments += second;
            }
            if (R.Moments > 2)
            {
                third.StoreUnsafe(ref c1, at);
                moments += third;
            }
            var result = Lanes.MultiplyAdd(taken, update, K.IsMapped ? Lanes.MultiplyAdd(kept, parameter, none) : parameter);
            result.StoreUnsafe(ref r0, at);
            var sum = R.Moments > 0 ? result + moments : result;
            zeros |= sum - sum;
        }
        return Vector.EqualsAll(zeros, Vector<T>.Zero);
    }

    private bool Singles(int start, int end)
    {
        var (rule, finite) = (by.Rule, true);
        for (var i = start; i < end; i++)
        {
            var parameter = by.Parameter[i];
            var update = by.Update[i];
            if (B.IsMapped)
                update = T.MultiplyAddEstimate(by.BeforeScale, update, T.MultiplyAddEstimate(by.BeforeDecay, parameter, T.NegativeZero));
            var first = R.Moments > 0 ? by.First[i] : T.Zero;
            var second = R.Moments > 1 ? by.Second[i] : T.Zero;
            var third = R.Moments > 2 ? by.Third[i] : T.Zero;
            update = rule.Apply<T, ScalarArithmetic<T>>(update, parameter, ref first, ref second, ref third);
            by.Result[i] = T.MultiplyAddEstimate(by.AfterScale, update, K.IsMapped ? T.MultiplyAddEstimate(by.AfterKeeps, parameter, T.NegativeZero) : parameter);
            if (R.Moments > 0)
                by.NextFirst[i] = first;
            if (R.Moments > 1)
                by.NextSecond[i] = second;
            if (R.Moments > 2)
                by.NextThird[i] = third;
            finite &= T.IsFinite(by.Result[i]) & T.IsFinite(first) & T.IsFinite(second) & T.IsFinite(third);
        }
        return finite;
    }

    /// <summary>Whether each number that was made is finite.</summary>
    private bool IsFinite(int start, int end) => FiniteLoop.Run(by.Result, start, end)
        && (R.Moments < 1 || FiniteLoop.Run(by.NextFirst, start, end))
        && (R.Moments < 2 || FiniteLoop.Run(by.NextSecond, start, end))
        && (R.Moments < 3 || FiniteLoop.Run(by.NextThird, start, end));
}
