using System.Numerics;

namespace Functional;

/// <summary>An operation on a tape: its way back.</summary>
internal abstract class TapeStep
{
    /// <summary>Adds to the cotangents of the operands what comes from that of the result, and lets go of that.</summary>
    /// <param name="cotangents">The cotangent of each tensor of the tape, null for zero.</param>
    /// <param name="index">Where the result lies.</param>
    public abstract void Back(object?[] cotangents, int index);

    /// <summary>The cotangent of a result, which nobody asks for again; null for zero.</summary>
    protected static Tensor<T>? Taken<T>(object?[] cotangents, int index)
        where T : struct, IFloatingPointIeee754<T>
    {
        var taken = cotangents[index];
        cotangents[index] = null;
        return (Tensor<T>?)taken;
    }

    /// <summary>Adds to the cotangent of an operand; nothing where it is known to be zero.</summary>
    public static void Add<T>(object?[] cotangents, int index, Tensor<T>? cotangent)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (cotangent is not null)
            cotangents[index] = cotangents[index] is { } sum ? (Tensor<T>)sum + cotangent : cotangent;
    }
}

/// <summary>An operation on one tensor.</summary>
internal sealed class UnaryStep<T>(int from, Func<Tensor<T>, Tensor<T>>? back) : TapeStep
    where T : struct, IFloatingPointIeee754<T>
{
    public override void Back(object?[] cotangents, int index)
    {
        if (Taken<T>(cotangents, index) is { } dy)
            Add(cotangents, from, back?.Invoke(dy));
    }
}

/// <summary>An operation on several tensors; −1 for those that are constant here.</summary>
internal sealed class OperationStep<T>(int[] from, Func<Tensor<T>, Tensor<T>>?[] backs) : TapeStep
    where T : struct, IFloatingPointIeee754<T>
{
    public override void Back(object?[] cotangents, int index)
    {
        if (Taken<T>(cotangents, index) is not { } dy)
            return;
        for (var i = 0; i < from.Length; i++)
            if (from[i] >= 0)
                Add(cotangents, from[i], backs[i]?.Invoke(dy));
    }
}

/// <summary>A change of precision.</summary>
internal sealed class CastStep<T, U>(int from) : TapeStep
    where T : struct, IFloatingPointIeee754<T>
    where U : struct, IFloatingPointIeee754<U>
{
    public override void Back(object?[] cotangents, int index)
    {
        if (Taken<U>(cotangents, index) is { } dy)
            Add(cotangents, from, dy.Cast<T>());
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
    private readonly int outputs = TensorShapes.Of(output).Length;

    public override void Back(object?[] cotangents, int index)
    {
        if (!cotangents.AsSpan(index, outputs).ContainsAnyExcept((object?)null))
            return;
        var dx = new CotangentsIn(cotangents, from, inputShapes, "a function's input, which its pullback returned");
        back(output.WithTensors(new CotangentsOut(cotangents, index))).WithTensors(dx);
        dx.ExpectAll();
    }
}
