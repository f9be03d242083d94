using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The largest of each window of <c>[batch, space…, channels]</c>, channel by channel; NaN where there is one. Padding is never the largest.</summary>
    /// <param name="windows">The windows, each of which holds some place of the tensor.</param>
    /// <param name="rectified">Whether the larger of that and 0 is wanted.</param>
    internal Tensor<T> MaxPool(Windows windows, bool rectified = false) => IsTraced
        ? new MaxPoolOperation<T>(windows, rectified).Trace(this)
        : ChooseLargest(windows, rectified).Largest;

    /// <summary>The same with its way back, which remembers the places of the largest and nothing else.</summary>
    internal (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Back) MaxPoolWithBack(Windows windows, bool rectified = false)
    {
        if (IsTraced)
            return (MaxPool(windows, rectified), BackByPlaces(windows, rectified));
        var (largest, places) = ChooseLargest(windows, rectified);
        return (largest, places.Put);
    }

    /// <summary>Which place each largest number has in its window, of equals the first: as numbers, for functions that are traced.</summary>
    internal Tensor<T> MaxPlaces(Windows windows, bool rectified = false) => IsTraced
        ? new MaxPlacesOperation<T>(windows, rectified).Trace(this)
        : ChooseLargest(windows, rectified).Places.ToTensor();

    private (Tensor<T> Largest, WindowPlaces<T> Places) ChooseLargest(Windows windows, bool rectified)
    {
        var (shape, grid) = (windows.ShapeOf(Shape, "MaxPool"), windows.On(Shape, "MaxPool"));
        if (grid.HasEmpty)
            windows.ExpectPlaces(Shape[1..], "MaxPool");
        return grid.Places <= byte.MaxValue ? ChooseLargest<byte>(windows, shape, grid, rectified)
            : grid.Places <= ushort.MaxValue ? ChooseLargest<ushort>(windows, shape, grid, rectified)
            : ChooseLargest<int>(windows, shape, grid, rectified);
    }

    private (Tensor<T> Largest, WindowPlaces<T> Places) ChooseLargest<I>(Windows windows, Shape shape, WindowGrid grid, bool rectified)
        where I : struct, IBinaryInteger<I>
    {
        var (largest, places) = (Scope.Buffer<T>(shape.ElementCount), Scope.Buffer<I>(shape.ElementCount));
        MaxLoop<T, I>.Run(grid, Data, largest.Memory, places.Memory, rectified, WindowLoops.Widest);
        return (new(largest, shape), new WindowPlaces<T, I>(windows, Shape[1..^1], shape, places));
    }

    private Func<Tensor<T>, Tensor<T>> BackByPlaces(Windows windows, bool rectified) => dy => dy.MaxUnpool(MaxPlaces(windows, rectified), windows, Shape[1..^1]);
}

/// <summary>The cotangent goes to the largest of each window, of equals to the first in row-major order; rectified, to none where it is not above 0.</summary>
internal sealed record MaxPoolOperation<T>(Windows Windows, bool Rectified) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("windows", Windows), ("rectified", Rectified)];

    public override Shape ShapeOf(Shape x) => Windows.ShapeOf(x, "MaxPool");

    public override Tensor<T> Apply(Tensor<T> x) => x.MaxPool(Windows, Rectified);

    public override Tensor<T> Mapped(Tensor<T> x) => Samples.Unflat(Samples.Flat(x).MaxPool(Windows, Rectified), x.Shape[0]);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) =>
        x.IsTraced ? Back(x.MaxPlaces(Windows, Rectified), x.Shape[1..^1]) : x.MaxPoolWithBack(Windows, Rectified).Back;

    private Func<Tensor<T>, Tensor<T>> Back(Tensor<T> places, Shape space) => dy => dy.MaxUnpool(places, Windows, space);
}

/// <summary>Which place each largest number has in its window: a constant.</summary>
internal sealed record MaxPlacesOperation<T>(Windows Windows, bool Rectified) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("windows", Windows), ("rectified", Rectified)];

    public override bool IsConstant => true;

    public override Shape ShapeOf(Shape x) => Windows.ShapeOf(x, "MaxPlaces");

    public override Tensor<T> Apply(Tensor<T> x) => x.MaxPlaces(Windows, Rectified);

    public override Tensor<T> Mapped(Tensor<T> x) => Samples.Unflat(Samples.Flat(x).MaxPlaces(Windows, Rectified), x.Shape[0]);

    public override Func<Tensor<T>, Tensor<T>>? Pullback(Tensor<T> x, Tensor<T> y) => null;
}
