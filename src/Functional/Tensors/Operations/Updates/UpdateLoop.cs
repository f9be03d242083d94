using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

/// <summary>
/// A rule over whole tensors, each in one pass over memory, with what is affine before and after it, and the step that takes the update off the parameter, where it is
/// the last one. It is made for one step, and goes from tensor to tensor: what the threads of a pass read is held here, once.
/// </summary>
internal sealed class UpdateLoop<T, R>(R rule)
    where T : struct, IFloatingPointIeee754<T>
    where R : struct, IUpdateRule<T>
{
    /// <summary>The rule, with the numbers of the step.</summary>
    public readonly R Rule = rule;

    /// <summary>The numbers of the maps before and after the rule.</summary>
    public T BeforeScale, BeforeDecay, AfterScale, AfterKeeps;

    /// <summary>What is read and what is written, in the tensor of this pass.</summary>
    public T[] Parameter = [], Update = [], Result = [], First = [], NextFirst = [], Second = [], NextSecond = [], Third = [], NextThird = [];

    /// <summary>Whether all that is written is finite: the threads say it where it is not.</summary>
    public bool IsFinite;

    /// <summary>The parameter after the step, or the update that goes on.</summary>
    /// <param name="parameter">p.</param>
    /// <param name="update">u, of its shape.</param>
    /// <param name="moments">As many as the rule has, of its shape.</param>
    /// <param name="next">Where the next moments go.</param>
    /// <param name="before">What happens to u before.</param>
    /// <param name="after">What happens to it after.</param>
    /// <param name="isLast">Whether p − u is the result, and not u.</param>
    /// <param name="donated">Whether p and the moments may be written over: then the caller lets nobody read them again.</param>
    public Tensor<T> Run(
        Tensor<T> parameter, Tensor<T> update, ReadOnlySpan<Tensor<T>> moments, Span<Tensor<T>> next, AffineMap before, AffineMap after, bool isLast, bool donated)
    {
        var (length, shape) = (parameter.Length, parameter.Shape);
        (BeforeScale, BeforeDecay) = (T.CreateChecked(before.Scale), T.CreateChecked(before.Decay));
        (AfterScale, AfterKeeps) = isLast
            ? (T.CreateChecked(-after.Scale), T.CreateChecked(1 - after.Decay))
            : (T.CreateChecked(after.Scale), T.CreateChecked(after.Decay));
        (Parameter, Update, IsFinite) = (parameter.Data, update.Expect(shape, "Update").Data, true);
        if (R.Moments > 0)
            First = moments[0].Expect(shape, "Update").Data;
        if (R.Moments > 1)
            Second = moments[1].Expect(shape, "Update").Data;
        if (R.Moments > 2)
            Third = moments[2].Expect(shape, "Update").Data;
        // A tensor whose memory is donated cannot be read after that.
        var result = isLast ? Scope.Next<T>(parameter, length, donated) : Scope.Buffer<T>(length);
        var first = R.Moments > 0 ? Scope.Next<T>(moments[0], length, donated) : default;
        var second = R.Moments > 1 ? Scope.Next<T>(moments[1], length, donated) : default;
        var third = R.Moments > 2 ? Scope.Next<T>(moments[2], length, donated) : default;
        (Result, NextFirst, NextSecond, NextThird) = (result.Memory, first.Memory, second.Memory, third.Memory);
        if (before != AffineMap.Identity)
            Ranges<UpdateRange<T, R, Mapped, Mapped>>.Run(new(this), length);
        else if (isLast && after.Decay == 0)
            Ranges<UpdateRange<T, R, Unchanged, Unchanged>>.Run(new(this), length);
        else
            Ranges<UpdateRange<T, R, Unchanged, Mapped>>.Run(new(this), length);
        if (R.Moments > 0)
            next[0] = new(first, shape, IsFinite);
        if (R.Moments > 1)
            next[1] = new(second, shape, IsFinite);
        if (R.Moments > 2)
            next[2] = new(third, shape, IsFinite);
        return new(result, shape, IsFinite);
    }
}
