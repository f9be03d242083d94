using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The number of each window at the place that is chosen there, and 0 elsewhere: the way back of a maximum over windows.</summary>
    /// <param name="places">The number of the place in each window; what is no place of the window stands for none.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="space">The sizes of the axes that they go over.</param>
    internal Tensor<T> MaxUnpool(Tensor<T> places, Windows windows, Shape space)
    {
        if (IsTraced | places.IsTraced)
            return new MaxUnpoolOperation<T>(windows, space).Trace(this, places);
        var input = Shape[..1].Then(space).Then(Shape[^1..]);
        var result = Scope.Buffer<T>(input.ElementCount);
        PutLoop<T, int>.Run(windows.On(input, "MaxUnpool"), Data, Whole(places.Span), result.Memory, WindowLoops.Widest);
        return new(result, input);
    }

    /// <summary>The number at the place that is chosen in each window, and 0 where none is: the adjoint of <see cref="MaxUnpool"/>.</summary>
    internal Tensor<T> PoolAt(Tensor<T> places, Windows windows)
    {
        if (IsTraced | places.IsTraced)
            return new PoolAtOperation<T>(windows).Trace(this, places);
        var result = Scope.Buffer<T>(places.Length);
        TakeLoop<T, int>.Run(windows.On(Shape, "PoolAt"), Data, Whole(places.Span), result.Memory, WindowLoops.Widest);
        return new(result, places.Shape);
    }

    private static int[] Whole(ReadOnlySpan<T> numbers)
    {
        var whole = new int[numbers.Length];
        for (var i = 0; i < whole.Length; i++)
            whole[i] = int.CreateTruncating(numbers[i]);
        return whole;
    }
}

/// <summary>ȳ = d where each number was put: linear in the numbers, and constant in the places.</summary>
internal sealed record MaxUnpoolOperation<T>(Windows Windows, Shape Space) : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("windows", Windows), ("space", Space)];

    public override Shape ShapeOf(Shape first, Shape second) => first[..1].Then(Space).Then(first[^1..]);

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.MaxUnpool(second, Windows, Space);

    public override Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count) => Samples.Unflat(
        Samples.Flat(Samples.Repeated(x[0], isMapped[0], count)).MaxUnpool(Samples.Flat(Samples.Repeated(x[1], isMapped[1], count)), Windows, Space), count);

    public override Func<Tensor<T>, Tensor<T>> PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => Back(second);

    public override Func<Tensor<T>, Tensor<T>>? PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => null;

    private Func<Tensor<T>, Tensor<T>> Back(Tensor<T> places) => d => d.PoolAt(places, Windows);
}

/// <summary>x̄ = ȳ where each number was taken: linear in the numbers, and constant in the places.</summary>
internal sealed record PoolAtOperation<T>(Windows Windows) : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("windows", Windows)];

    public override Shape ShapeOf(Shape first, Shape second) => second;

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.PoolAt(second, Windows);

    public override Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count) => Samples.Unflat(
        Samples.Flat(Samples.Repeated(x[0], isMapped[0], count)).PoolAt(Samples.Flat(Samples.Repeated(x[1], isMapped[1], count)), Windows), count);

    public override Func<Tensor<T>, Tensor<T>> PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => Back(second, first.Shape[1..^1]);

    public override Func<Tensor<T>, Tensor<T>>? PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => null;

    private Func<Tensor<T>, Tensor<T>> Back(Tensor<T> places, Shape space) => dy => dy.MaxUnpool(places, Windows, space);
}
