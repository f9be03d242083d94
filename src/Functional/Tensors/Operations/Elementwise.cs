using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

/// <summary>
/// Runs element-wise operations over whole tensors, and over broadcast ones as few, long runs. Broadcasting is NumPy's: shapes are aligned at the last
/// axis; sizes agree, or one of them is 1 and is repeated. A number is a tensor without axes, so it goes with every shape.
/// </summary>
internal static class Elementwise
{
    public delegate void Unary<T>(ReadOnlySpan<T> source, Span<T> result);

    public delegate void Binary<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result);

    /// <summary>A function of each element; threads may share long ranges.</summary>
    public static Tensor<T> Map<T>(Tensor<T> x, Unary<T> function)
        where T : struct, IFloatingPointIeee754<T>
    {
        var result = Scope.Buffer<T>(x.Length);
        Ranges<UnaryRange<T>>.Run(new(function, x.Data, result.Memory), x.Length);
        return new(result, x.Shape);
    }

    /// <summary>A function of each element; threads may share long ranges.</summary>
    public static Tensor<T> Map<T>(Tensor<T> x, IPointwise<T> function)
        where T : struct, IFloatingPointIeee754<T>
    {
        var result = Scope.Buffer<T>(x.Length);
        Run(function, x.Data, result.Memory, x.Length);
        return new(result, x.Shape);
    }

    /// <summary>A function of the first elements; the result may be where x is.</summary>
    public static void Run<T>(IPointwise<T> function, T[] x, T[] y, int length) => Ranges<PointwiseRange<T>>.Run(new(function, x, y), length);

    public static Tensor<T> Zip<T, TOperation>(Tensor<T> left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T>
        where TOperation : IBinaryOperation<T>
    {
        if (left.Shape.Equals(right.Shape))
        {
            var result = Scope.Buffer<T>(left.Length);
            TOperation.Apply(left.Span, right.Span, result);
            return new(result, left.Shape);
        }
        if (right.Rank == 0)
        {
            var result = Scope.Buffer<T>(left.Length);
            TOperation.Apply(left.Span, right.Data[0], result);
            return new(result, left.Shape);
        }
        if (left.Rank == 0)
        {
            var result = Scope.Buffer<T>(right.Length);
            TOperation.Apply(left.Data[0], right.Span, result);
            return new(result, right.Shape);
        }
        return right.Rank == 1 && left.Shape[^1] == right.Length ? EachRow<T, TOperation>(left, right) : Broadcast<T, TOperation>(left, right);
    }

    /// <summary>A lane over two tensors of one shape; the caller has checked it.</summary>
    public static Tensor<T> Zip<T, TLane>(Tensor<T> x, Tensor<T> y, TLane lane)
        where T : struct, IFloatingPointIeee754<T>
        where TLane : struct, ILanePair<T>
    {
        var result = Scope.Buffer<T>(x.Length);
        Lanes.Run(x.Data, y.Data, result.Memory, x.Length, lane);
        return new(result, x.Shape);
    }

    /// <summary>A function of elements and their likes in a tensor of the same shape; the caller has checked it.</summary>
    public static Tensor<T> Zip<T>(Tensor<T> x, Tensor<T> y, Binary<T> function)
        where T : struct, IFloatingPointIeee754<T>
    {
        var result = Scope.Buffer<T>(x.Length);
        Ranges<BinaryRange<T>>.Run(new(function, x.Data, y.Data, result.Memory), x.Length);
        return new(result, x.Shape);
    }

    /// <summary>A row with each row of a tensor: the most frequent broadcast, as a bias makes it.</summary>
    private static Tensor<T> EachRow<T, TOperation>(Tensor<T> left, Tensor<T> row)
        where T : struct, IFloatingPointIeee754<T>
        where TOperation : IBinaryOperation<T>
    {
        var source = left.Span;
        var other = row.Span;
        var result = Scope.Buffer<T>(left.Length);
        for (var at = 0; at < result.Length; at += other.Length)
            TOperation.Apply(source.Slice(at, other.Length), other, result.AsSpan(at, other.Length));
        return new(result, left.Shape);
    }

    private static Tensor<T> Broadcast<T, TOperation>(Tensor<T> left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T>
        where TOperation : IBinaryOperation<T>
    {
        var shape = ShapeOf(NameOf(typeof(TOperation)), left.Shape, right.Shape);
        var result = Scope.Buffer<T>(shape.ElementCount);
        var (leftSteps, rightSteps) = (Steps(left.Shape, shape), Steps(right.Shape, shape));
        var (inner, run) = InnermostRun(shape, leftSteps, rightSteps);
        var (leftRun, rightRun) = (Varies(leftSteps, shape, inner), Varies(rightSteps, shape, inner));
        Span<int> index = stackalloc int[inner];
        index.Clear();
        for (int at = 0, l = 0, r = 0; at < result.Length; at += run)
        {
            var target = result.AsSpan(at, run);
            if (leftRun && rightRun)
                TOperation.Apply(left.Span.Slice(l, run), right.Span.Slice(r, run), target);
            else if (leftRun)
                TOperation.Apply(left.Span.Slice(l, run), right.Data[r], target);
            else
                TOperation.Apply(left.Data[l], right.Span.Slice(r, run), target);

            for (var axis = inner - 1; axis >= 0; axis--)
            {
                (l, r) = (l + leftSteps[axis], r + rightSteps[axis]);
                if (++index[axis] < shape[axis])
                    break;
                (l, r) = (l - leftSteps[axis] * shape[axis], r - rightSteps[axis] * shape[axis]);
                index[axis] = 0;
            }
        }
        return new(result, shape);
    }

    /// <summary>The operation that a kernel is of.</summary>
    private static string NameOf(Type kernel) => kernel.Name.StartsWith("EachPair", StringComparison.Ordinal)
        ? NameOf(kernel.GetGenericArguments()[^1])
        : kernel.Name.Split("Kernel")[0];

    /// <summary>The shape to which two shapes broadcast.</summary>
    /// <exception cref="ShapeException">They do not.</exception>
    public static Shape ShapeOf(string operation, Shape left, Shape right) => Shape.Broadcast(left, right)
        ?? throw new ShapeException($"{operation}: shapes {left} and {right} do not broadcast.");

    /// <summary>How far an operand moves in memory for a step along each axis of the result: 0 where it is repeated.</summary>
    public static int[] Steps(Shape operand, Shape result)
    {
        var steps = new int[result.Rank];
        for (int axis = operand.Rank - 1, at = result.Rank - 1, step = 1; axis >= 0; step *= operand[axis--], at--)
            steps[at] = operand[axis] == 1 ? 0 : step;
        return steps;
    }

    /// <summary>The first of the trailing axes that can be walked as one run, and the run's length.</summary>
    private static (int First, int Length) InnermostRun(Shape shape, int[] leftSteps, int[] rightSteps)
    {
        var (first, length) = (shape.Rank, 1);
        bool? leftVaries = null, rightVaries = null;
        while (first > 0)
        {
            var axis = first - 1;
            if (shape[axis] != 1)
            {
                var (l, r) = (leftSteps[axis] != 0, rightSteps[axis] != 0);
                if ((leftVaries ?? l) != l || (rightVaries ?? r) != r)
                    break;
                (leftVaries, rightVaries) = (l, r);
                length *= shape[axis];
            }
            first = axis;
        }
        return (first, length);
    }

    private static bool Varies(int[] steps, Shape shape, int first)
    {
        for (var axis = first; axis < shape.Rank; axis++)
            if (shape[axis] != 1)
                return steps[axis] != 0;
        return true;
    }
}

internal readonly struct UnaryRange<T>(Elementwise.Unary<T> function, T[] x, T[] y) : IRange
{
    public void Do(int start, int end) => function(x.AsSpan(start, end - start), y.AsSpan(start, end - start));
}

internal readonly struct BinaryRange<T>(Elementwise.Binary<T> function, T[] x, T[] y, T[] result) : IRange
{
    public void Do(int start, int end) => function(x.AsSpan(start, end - start), y.AsSpan(start, end - start), result.AsSpan(start, end - start));
}

internal readonly struct PointwiseRange<T>(IPointwise<T> function, T[] x, T[] y) : IRange
{
    public void Do(int start, int end) => function.Run(x.AsSpan(start, end - start), y.AsSpan(start, end - start));
}
