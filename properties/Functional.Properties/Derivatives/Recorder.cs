using System.Numerics;

namespace Functional.Properties.Derivatives;

/// <summary>Notes which operations a function is made of, and computes them.</summary>
internal sealed class Recorder : Level
{
    /// <summary>The records of the operations, without their element type.</summary>
    public HashSet<Type> Seen { get; } = [];

    /// <summary>The operations of a function, and of its pullback and that one's.</summary>
    public static HashSet<Type> Of<X, Y>(Func<X, Y> function, X x)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        var recorder = new Recorder();
        var lifted = x.WithTensors(new Lift(recorder));
        var traced = Differentiable.Trace(function);
        var (y, _) = traced(lifted);
        Differentiable.Trace((X at) => traced(at).Pullback(y))(lifted).Pullback(lifted);
        recorder.End();
        return recorder.Seen;
    }

    public override Tensor<T> Run<T>(Operation<T> operation, ReadOnlySpan<Tensor<T>> operands)
    {
        Seen.Add(operation.GetType().GetGenericTypeDefinition());
        var below = new Tensor<T>[operands.Length];
        for (var i = 0; i < below.Length; i++)
            below[i] = Below(operands[i]);
        return Made(operation.Name, operation.Apply(below));
    }

    public override Tensor<U> Cast<T, U>(Tensor<T> tensor) => Made("Cast", Below(tensor).Cast<U>());

    public override Y Run<X, Y>(StepFunction<X, Y> function, X x) => throw new NotSupportedException(function.Name);

    public override TraceException Refusal(string tensor, string operation, string reader) => new($"{reader}: a recorded {tensor}.");

    private Tensor<T> Made<T>(string operation, Tensor<T> below)
        where T : struct, IFloatingPointIeee754<T> => new(new RecordedPlace<T>(this, operation, below));

    private sealed class RecordedPlace<T>(Recorder recorder, string operation, Tensor<T> below) : Place<T>(recorder, operation, below.Shape)
        where T : struct, IFloatingPointIeee754<T>
    {
        public override Tensor<T> Below => below;
    }

    private sealed class Lift(Recorder recorder) : ITensorMap
    {
        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, IFloatingPointIeee754<T> => recorder.Made("input", tensor);
    }
}
