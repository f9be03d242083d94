using System.Numerics;
using Functional.Storage;

namespace Functional;

/// <summary>
/// What is done with the operations of a function beside computing them: each is remembered for a way back, or computed for many inputs at once. Levels lie
/// in each other. The one that was begun last is the highest, and it is asked first; it passes the operation on to the level below.
/// </summary>
internal abstract class Level
{
    private static long count;
    private readonly int thread = Environment.CurrentManagedThreadId;
    private readonly Scope? scope = Scope.Current;
    private volatile bool isOver;

    /// <summary>A later level has a higher number.</summary>
    public long Number { get; } = Interlocked.Increment(ref count);

    /// <summary>Whether the function has returned.</summary>
    public bool IsOver => isOver;

    /// <summary>An operation on tensors of which at least one is traced, and none of a higher level than this one.</summary>
    public abstract Tensor<T> Run<T>(Operation<T> operation, ReadOnlySpan<Tensor<T>> operands)
        where T : struct, IFloatingPointIeee754<T>;

    /// <summary>A change of precision.</summary>
    public abstract Tensor<U> Cast<T, U>(Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T>
        where U : struct, IFloatingPointIeee754<U>;

    /// <summary>A function with a pullback of its own, as one operation, on a value in which no tensor is of a higher level than this one.</summary>
    public abstract Y Run<X, Y>(StepFunction<X, Y> function, X x)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>;

    /// <summary>Why the numbers of a tensor of this level cannot be read.</summary>
    public abstract TraceException Refusal(string tensor, string operation, string reader);

    /// <summary>Ends the level: its tensors can no longer be used.</summary>
    public void End() => isOver = true;

    /// <summary>What a tensor is below this level.</summary>
    public Tensor<T> Below<T>(Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T> => tensor.IsTraced && ReferenceEquals(tensor.Place.Level, this) ? tensor.Place.Below : tensor;

    /// <summary>The highest level among traced tensors.</summary>
    public static Level Of<T>(ReadOnlySpan<Tensor<T>> operands)
        where T : struct, IFloatingPointIeee754<T>
    {
        Level? highest = null;
        foreach (var operand in operands)
            if (operand.IsTraced && operand.Place.Level is var level && (highest is null || level.Number > highest.Number))
                highest = level;
        return highest!;
    }

    /// <summary>Refuses a tensor whose function has returned, and another thread: what it did would have no order.</summary>
    protected void ExpectCurrent()
    {
        if (isOver)
            throw new TraceException(
                "A tensor of a traced function is used after the function has returned: it left the function by another way than its result. "
                + "Return it, or let StopGradient() of it leave.");
        if (thread != Environment.CurrentManagedThreadId)
            throw new TraceException(
                "A traced function runs on one thread, and another one has used a tensor of it: the order of its operations would be left to chance. "
                + "Trace what each thread does by itself.");
    }

    /// <summary>Enters the workspace in which the level was begun: what is remembered must live as long as the level does.</summary>
    protected Scope.Visit EnterScope() => Scope.In(scope);
}
