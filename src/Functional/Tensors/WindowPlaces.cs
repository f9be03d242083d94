using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

/// <summary>
/// Which place of each window was chosen: what the way back of a maximum remembers, a byte for each where windows have at most 255 places, and the shortest integer
/// that suffices where they have more. The memory may be a workspace's, as that of a tensor.
/// </summary>
internal abstract class WindowPlaces
{
    /// <summary>The memory, of which the first bytes are used.</summary>
    public abstract (Array Memory, long Bytes, Lease? Lease) Held { get; }
}

/// <summary>Chosen places of windows over tensors of an element type.</summary>
internal abstract class WindowPlaces<T>(Windows windows, Shape space, Shape shape) : WindowPlaces
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The windows, and what they go over.</summary>
    protected Windows Windows => windows;

    /// <summary>The sizes of the axes of space that they go over.</summary>
    protected Shape Space => space;

    /// <summary>The shape of what has a number for each of them.</summary>
    protected Shape Shape => shape;

    /// <summary>The number of each window at its place, and 0 elsewhere; what several windows put in one place is added.</summary>
    public Tensor<T> Put(Tensor<T> dy)
    {
        dy.Expect(Shape, "MaxPool: the cotangent");
        return dy.IsTraced ? dy.MaxUnpool(ToTensor(), Windows, Space) : PutNumbers(dy);
    }

    /// <summary>The numbers of the places as numbers of the element type.</summary>
    public abstract Tensor<T> ToTensor();

    protected abstract Tensor<T> PutNumbers(Tensor<T> dy);
}

/// <summary>Chosen places in memory of integers.</summary>
internal sealed class WindowPlaces<T, I>(Windows windows, Shape space, Shape shape, Buffer<I> places) : WindowPlaces<T>(windows, space, shape)
    where T : struct, IFloatingPointIeee754<T>
    where I : struct, IBinaryInteger<I>
{
    // Whole numbers up to here are numbers of float, too.
    private const int Largest = 1 << 24;

    public override (Array Memory, long Bytes, Lease? Lease) Held =>
        (places.Memory, (long)places.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<I>(), places.Lease);

    private I[] Memory => places.Lease is { IsOver: true } over ? throw over.Refusal("place of each maximum", "MaxPool") : places.Memory;

    public override Tensor<T> ToTensor()
    {
        var input = Shape[..1].Then(Space).Then(Shape[^1..]);
        if (Windows.On(input, "MaxPool").Places > Largest)
            throw new ShapeException(Invariant($"MaxPool: a window of more than {Largest} places cannot be traced; the input has shape {input}."));
        var result = Scope.Buffer<T>(Shape.ElementCount);
        for (var i = 0; i < result.Length; i++)
            result[i] = T.CreateTruncating(Memory[i]);
        return new(result, Shape);
    }

    protected override Tensor<T> PutNumbers(Tensor<T> dy)
    {
        var input = Shape[..1].Then(Space).Then(Shape[^1..]);
        var dx = Scope.Buffer<T>(input.ElementCount);
        PutLoop<T, I>.Run(Windows.On(input, "MaxPool"), dy.Data, Memory, dx.Memory, WindowLoops.Widest);
        return new(dx, input);
    }
}
