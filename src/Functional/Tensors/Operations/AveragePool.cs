using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The mean of each window of <c>[batch, space…, channels]</c>, channel by channel.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="countPadding">Whether padding is counted, as zeros.</param>
    internal Tensor<T> AveragePool(Windows windows, bool countPadding) => SumWindows(windows, countPadding ? Divisor.All : Divisor.Inside);

    /// <summary>The number of each window over how many places are counted, added to all its places: the adjoint of <see cref="AveragePool"/>.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="space">The sizes of the axes that they go over.</param>
    /// <param name="countPadding">Whether padding is counted.</param>
    internal Tensor<T> AverageUnpool(Windows windows, Shape space, bool countPadding) =>
        SpreadWindows(windows, space, countPadding ? Divisor.All : Divisor.Inside);

    /// <summary>The sum of each window.</summary>
    internal Tensor<T> SumPool(Windows windows) => SumWindows(windows, Divisor.One);

    /// <summary>The number of each window, added to all its places: the adjoint of <see cref="SumPool"/>.</summary>
    internal Tensor<T> SumUnpool(Windows windows, Shape space) => SpreadWindows(windows, space, Divisor.One);

    /// <summary>The sum of each window over how many places are counted.</summary>
    internal Tensor<T> SumWindows(Windows windows, Divisor divisor)
    {
        if (IsTraced)
            return new SumWindowsOperation<T>(windows, divisor).Trace(this);
        var (shape, grid) = (windows.ShapeOf(Shape, "AveragePool"), windows.On(Shape, "AveragePool"));
        if (divisor == Divisor.Inside && grid.HasEmpty)
            windows.ExpectPlaces(Shape[1..], "AveragePool");
        var result = Scope.Buffer<T>(shape.ElementCount);
        AverageLoop<T>.Run(grid, Data, result.Memory, divisor, WindowLoops.Widest);
        return new(result, shape);
    }

    /// <summary>The number of each window over how many places are counted, added to all its places.</summary>
    internal Tensor<T> SpreadWindows(Windows windows, Shape space, Divisor divisor)
    {
        if (IsTraced)
            return new SpreadWindowsOperation<T>(windows, space, divisor).Trace(this);
        var input = Shape[..1].Then(space).Then(Shape[^1..]);
        var result = Scope.Buffer<T>(input.ElementCount);
        SpreadLoop<T>.Run(windows.On(input, "AveragePool"), Data, result.Memory, divisor, WindowLoops.Widest);
        return new(result, input);
    }
}

/// <summary>x̄ = ȳ over how many places are counted, added up over the windows that hold a place.</summary>
internal sealed record SumWindowsOperation<T>(Windows Windows, Divisor Divisor) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("windows", Windows), ("divisor", Divisor)];

    public override Shape ShapeOf(Shape x) => Windows.ShapeOf(x, "AveragePool");

    public override Tensor<T> Apply(Tensor<T> x) => x.SumWindows(Windows, Divisor);

    public override Tensor<T> Mapped(Tensor<T> x) => Samples.Unflat(Samples.Flat(x).SumWindows(Windows, Divisor), x.Shape[0]);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y)
    {
        var space = x.Shape[1..^1];         // the way back needs no more, so it does not keep x
        return dy => dy.SpreadWindows(Windows, space, Divisor);
    }
}

/// <summary>ȳ = the averages of d.</summary>
internal sealed record SpreadWindowsOperation<T>(Windows Windows, Shape Space, Divisor Divisor) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("windows", Windows), ("space", Space), ("divisor", Divisor)];

    public override Shape ShapeOf(Shape x) => x[..1].Then(Space).Then(x[^1..]);

    public override Tensor<T> Apply(Tensor<T> x) => x.SpreadWindows(Windows, Space, Divisor);

    public override Tensor<T> Mapped(Tensor<T> x) => Samples.Unflat(Samples.Flat(x).SpreadWindows(Windows, Space, Divisor), x.Shape[0]);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => d => d.SumWindows(Windows, Divisor);
}
