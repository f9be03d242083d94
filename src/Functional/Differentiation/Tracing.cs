using System.Numerics;

namespace Functional;

/// <summary>Runs a function once on traced tensors, and makes its way back of those of its operations.</summary>
internal static class Tracing
{
    /// <summary>The direction of a derivative, for messages.</summary>
    public const string Direction = "The direction of a derivative";

    /// <summary>x ↦ (f(x), pullback).</summary>
    public static (Y Output, Func<Y, X> Pullback) Run<X, Y>(Func<X, Y> function, X x)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => Pass(function, x) is var (y, pass) ? (y, pass.Back) : default;

    /// <summary>x ↦ (f(x), the way back by parts).</summary>
    public static (Y Output, TracedPass<X, Y> Pass) Pass<X, Y>(Func<X, Y> function, X x)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => Pass(function, x, isLinear: false, "The cotangent of a traced function's output");

    /// <summary>The transpose of a linear function, which is not computed anywhere for it.</summary>
    /// <param name="linear">The function.</param>
    /// <param name="like">A value of its argument's shapes; the numbers do not matter.</param>
    /// <param name="argument">What the transpose is given, for messages.</param>
    public static Func<Y, X> Transpose<X, Y>(Func<X, Y> linear, X like, string argument)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => Pass(linear, like, isLinear: true, argument).Pass.Back;

    /// <summary>x ↦ (f(x), the way back by parts), of a linear function without its numbers.</summary>
    public static (Y Output, TracedPass<X, Y> Pass) Pass<X, Y>(Func<X, Y> function, X x, bool isLinear, string cotangent)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        Depth.Ensure();
        var tape = new GradientTape(isLinear);
        var input = x.WithTensors(new Lift(tape));
        var inputs = tape.Count;
        var outputs = new Outputs(tape);
        Y y;
        try
        {
            y = (function(input) ?? throw new TraceException("A traced function has returned null.")).WithTensors(outputs);
        }
        finally
        {
            tape.End();
        }
        return (y, new TracedPass<X, Y>(tape, x.WithTensors(Skeleton.Of), inputs, [.. outputs.Indices], [.. outputs.Shapes], cotangent));
    }

    private sealed class Lift(GradientTape tape) : ITensorMap
    {
        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, IFloatingPointIeee754<T> => tape.Input(tensor);
    }

    /// <summary>Takes the tensors of the output one level down, and notes where they were.</summary>
    private sealed class Outputs(GradientTape tape) : ITensorMap
    {
        public List<int> Indices { get; } = [];

        public List<Shape> Shapes { get; } = [];

        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, IFloatingPointIeee754<T>
        {
            var below = tape.Below(tensor);
            if (below.IsTraced && below.Place.Level.IsOver)
                throw new TraceException(
                    "A traced function has returned a tensor of another traced function that is over: it left that one by another way than its result.");
            Indices.Add(tape.IndexOf(tensor));
            Shapes.Add(tensor.Shape);
            return below;
        }
    }
}
