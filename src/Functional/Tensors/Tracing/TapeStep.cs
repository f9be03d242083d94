using System.Numerics;

namespace Functional;

/// <summary>An operation on a tape: its way back.</summary>
internal abstract class TapeStep
{
    /// <summary>How many tensors of the tape it has made: they follow each other.</summary>
    public virtual int Outputs => 1;

    /// <summary>Whether it depends on a tensor that is marked.</summary>
    public abstract bool DependsOn(ReadOnlySpan<bool> marked);

    /// <summary>Adds to the cotangents of those operands that are wanted what comes from that of the result.</summary>
    /// <param name="cotangents">The cotangents of all tensors of the tape.</param>
    /// <param name="index">Where the result lies.</param>
    public abstract void Back(TapeCotangents cotangents, int index);
}

/// <summary>An operation on one tensor.</summary>
internal sealed class UnaryStep<T>(int from, Func<Tensor<T>, Tensor<T>>? back) : TapeStep
    where T : struct, IFloatingPointIeee754<T>
{
    public override bool DependsOn(ReadOnlySpan<bool> marked) => back is not null && marked[from];

    public override void Back(TapeCotangents cotangents, int index)
    {
        if (back is not null && cotangents.IsWanted(from) && cotangents.Of<T>(index) is { } dy)
            cotangents.Add(from, back(dy));
    }
}

/// <summary>An operation on several tensors; −1 for those that are constant here.</summary>
internal sealed class OperationStep<T>(int[] from, Func<Tensor<T>, Tensor<T>>?[] backs) : TapeStep
    where T : struct, IFloatingPointIeee754<T>
{
    public override bool DependsOn(ReadOnlySpan<bool> marked)
    {
        for (var i = 0; i < from.Length; i++)
            if (backs[i] is not null && marked[from[i]])
                return true;
        return false;
    }

    public override void Back(TapeCotangents cotangents, int index)
    {
        if (cotangents.Of<T>(index) is not { } dy)
            return;
        for (var i = 0; i < from.Length; i++)
            if (backs[i] is { } back && cotangents.IsWanted(from[i]))
                cotangents.Add(from[i], back(dy));
    }
}

/// <summary>A change of precision.</summary>
internal sealed class CastStep<T, U>(int from) : TapeStep
    where T : struct, IFloatingPointIeee754<T>
    where U : struct, IFloatingPointIeee754<U>
{
    public override bool DependsOn(ReadOnlySpan<bool> marked) => marked[from];

    public override void Back(TapeCotangents cotangents, int index)
    {
        if (cotangents.IsWanted(from) && cotangents.Of<U>(index) is { } dy)
            cotangents.Add(from, dy.Cast<T>());
    }
}

/// <summary>A function whose output may hold several tensors, with one way back for all of them.</summary>
/// <param name="input">The input as shapes.</param>
/// <param name="from">Where the tensors of the input are on the tape, −1 for those that are constant here.</param>
/// <param name="output">The output as shapes.</param>
/// <param name="back">The way back.</param>
internal sealed class JointStep<X, Y>(X input, int[] from, Y output, Func<Y, X> back) : TapeStep
    where X : IVectorSpace<X>
    where Y : IVectorSpace<Y>
{
    private readonly Shape[] inputShapes = TensorShapes.Of(input);

    public override int Outputs { get; } = TensorShapes.Of(output).Length;

    public override bool DependsOn(ReadOnlySpan<bool> marked)
    {
        foreach (var index in from)
            if (index >= 0 && marked[index])
                return true;
        return false;
    }

    public override void Back(TapeCotangents cotangents, int index)
    {
        if (!cotangents.IsAnyThere(index, Outputs))
            return;
        var dx = new CotangentsIn(cotangents, from, inputShapes, "The cotangent of a function's input, which its pullback returned,");
        back(output.WithTensors(new CotangentsOut(cotangents, index))).WithTensors(dx);
        dx.ExpectAll();
    }
}
