using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

/// <summary>u ↦ Scale·u + Decay·p, of an update u and its parameter p: what scales and what decays in a chain are folded to one such map.</summary>
internal readonly record struct AffineMap(double Scale, double Decay)
{
    public static readonly AffineMap Identity = new(1, 0);

    /// <summary>This one first, then another.</summary>
    public AffineMap Then(AffineMap next) => new(Scale * next.Scale, Decay * next.Scale + next.Decay);
}

/// <summary>
/// A rule over whole tensors in one pass over memory, with what is affine before and after it, and the step that takes the update off the parameter, where it is the
/// last one.
/// </summary>
internal static class UpdateLoop
{
    /// <summary>The parameter after the step, or the update that goes on.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="parameter">p.</param>
    /// <param name="update">u, of its shape.</param>
    /// <param name="moments">As many as the rule has, of its shape.</param>
    /// <param name="next">Where the next moments go.</param>
    /// <param name="before">What happens to u before.</param>
    /// <param name="after">What happens to it after.</param>
    /// <param name="isLast">Whether p − u is the result, and not u.</param>
    /// <param name="donated">Whether p and the moments may be written over: then the caller lets nobody read them again.</param>
    public static unsafe Tensor<T> Run<T, R>(
        R rule, Tensor<T> parameter, Tensor<T> update, ReadOnlySpan<Tensor<T>> moments, Span<Tensor<T>> next, AffineMap before, AffineMap after, bool isLast, bool donated)
        where T : struct, IFloatingPointIeee754<T>
        where R : struct, IUpdateRule<T>
    {
        var (length, shape, finite) = (parameter.Length, parameter.Shape, true);
        var work = new UpdateNumbers<T, R>
        {
            Rule = rule,
            Finite = &finite,
            BeforeScale = T.CreateChecked(before.Scale),
            BeforeDecay = T.CreateChecked(before.Decay),
            AfterScale = T.CreateChecked(isLast ? -after.Scale : after.Scale),
            AfterKeeps = T.CreateChecked(isLast ? 1 - after.Decay : after.Decay),
            Parameter = parameter.Data,
            Update = update.Expect(shape, "Update").Data,
            First = R.Moments > 0 ? moments[0].Expect(shape, "Update").Data : [],
            Second = R.Moments > 1 ? moments[1].Expect(shape, "Update").Data : [],
            Third = R.Moments > 2 ? moments[2].Expect(shape, "Update").Data : [],
        };
        // A tensor whose memory is donated cannot be read after that.
        var result = isLast ? Scope.Next<T>(parameter, length, donated) : Scope.Buffer<T>(length);
        var first = R.Moments > 0 ? Scope.Next<T>(moments[0], length, donated) : default;
        var second = R.Moments > 1 ? Scope.Next<T>(moments[1], length, donated) : default;
        var third = R.Moments > 2 ? Scope.Next<T>(moments[2], length, donated) : default;
        (work.Result, work.NextFirst, work.NextSecond, work.NextThird) = (result.Memory, first.Memory, second.Memory, third.Memory);
        if (before == AffineMap.Identity)
            Ranges<UpdateRange<T, R, AsItIs>>.Run(new(work), length);
        else
            Ranges<UpdateRange<T, R, Mapped>>.Run(new(work), length);
        if (R.Moments > 0)
            next[0] = new(first, shape, finite);
        if (R.Moments > 1)
            next[1] = new(second, shape, finite);
        if (R.Moments > 2)
            next[2] = new(third, shape, finite);
        return new(result, shape, finite);
    }
}

/// <summary>What a loop needs: the rule, the maps before and after it, and the memory.</summary>
internal unsafe struct UpdateNumbers<T, R>
    where T : struct
{
    public R Rule;
    public T BeforeScale, BeforeDecay, AfterScale, AfterKeeps;
    public bool* Finite;
    public T[] Parameter, Update, Result, First, NextFirst, Second, NextSecond, Third, NextThird;
}

/// <summary>Whether something happens to an update before the rule: known where the loop is compiled, so that nothing costs nothing.</summary>
internal interface IBefore
{
    static abstract bool IsMapped { get; }
}

internal readonly struct AsItIs : IBefore
{
    public static bool IsMapped => false;
}

internal readonly struct Mapped : IBefore
{
    public static bool IsMapped => true;
}

/// <summary>
/// The loop itself. All is written as multiply-adds: where a gradient stays zero, as behind a unit that is never active, a moment falls to the smallest numbers there
/// are and stays with them, and processors multiply and add those in one instruction at full speed, and take several times as long for anything else.
/// <para>It finds out whether all that it makes is finite, while it has it in registers: 0·x is 0 if x is finite and NaN otherwise.</para>
/// </summary>
internal readonly unsafe struct UpdateRange<T, R, B>(UpdateNumbers<T, R> numbers) : IRange
    where T : struct, IFloatingPointIeee754<T>
    where R : struct, IUpdateRule<T>
    where B : struct, IBefore
{
    private readonly UpdateNumbers<T, R> by = numbers;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Do(int start, int end)
    {
        var (rule, i, finite) = (by.Rule, start, true);
        var (beforeScale, beforeDecay, afterScale, afterKeeps) = (by.BeforeScale, by.BeforeDecay, by.AfterScale, by.AfterKeeps);
        if (Vector<T>.IsSupported)
        {
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
            var (scale, decay, taken, kept) = (new Vector<T>(beforeScale), new Vector<T>(beforeDecay), new Vector<T>(afterScale), new Vector<T>(afterKeeps));
            for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
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
                var result = Lanes.MultiplyAdd(taken, update, Lanes.MultiplyAdd(kept, parameter, none));
                result.StoreUnsafe(ref r0, at);
                var sign = Lanes.MultiplyAdd(result, Vector<T>.Zero, Vector<T>.Zero);
                if (R.Moments > 0)
                {
                    first.StoreUnsafe(ref a1, at);
                    sign = Lanes.MultiplyAdd(first, Vector<T>.Zero, sign);
                }
                if (R.Moments > 1)
                {
                    second.StoreUnsafe(ref b1, at);
                    sign = Lanes.MultiplyAdd(second, Vector<T>.Zero, sign);
                }
                if (R.Moments > 2)
                {
                    third.StoreUnsafe(ref c1, at);
                    sign = Lanes.MultiplyAdd(third, Vector<T>.Zero, sign);
                }
                zeros |= sign;
            }
            finite = Vector.EqualsAll(zeros, Vector<T>.Zero);
        }
        for (; i < end; i++)
        {
            var parameter = by.Parameter[i];
            var update = by.Update[i];
            if (B.IsMapped)
                update = T.MultiplyAddEstimate(beforeScale, update, T.MultiplyAddEstimate(beforeDecay, parameter, T.NegativeZero));
            var first = R.Moments > 0 ? by.First[i] : T.Zero;
            var second = R.Moments > 1 ? by.Second[i] : T.Zero;
            var third = R.Moments > 2 ? by.Third[i] : T.Zero;
            update = rule.Apply<T, ScalarArithmetic<T>>(update, parameter, ref first, ref second, ref third);
            by.Result[i] = T.MultiplyAddEstimate(afterScale, update, T.MultiplyAddEstimate(afterKeeps, parameter, T.NegativeZero));
            if (R.Moments > 0)
                by.NextFirst[i] = first;
            if (R.Moments > 1)
                by.NextSecond[i] = second;
            if (R.Moments > 2)
                by.NextThird[i] = third;
            finite &= T.IsFinite(by.Result[i]) & T.IsFinite(first) & T.IsFinite(second) & T.IsFinite(third);
        }
        if (!finite)
            *by.Finite = false;
    }
}
