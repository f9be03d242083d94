using System.Numerics;
using static Functional.Tests.Onnx.OnnxRounding;

namespace Functional.Tests.Onnx;

/// <summary>Operators that arrange elements in other shapes, and those that ask for the shape.</summary>
internal static class ShapeOperators<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static IReadOnlyDictionary<string, OnnxOperator<T>> All { get; } = new Dictionary<string, OnnxOperator<T>>(StringComparer.Ordinal)
    {
        ["Concat"] = One(static call => Tensor.Concatenate<T>(call.Integer("axis", 0), call.All)),
        ["ConstantOfShape"] = One(static call => Tensor.Full(
            Shape.Create(call.Whole(0)), call.Text("value") is { } value ? OnnxTensor.Parse(value).Of<T>().Scalar : T.Zero)),
        ["Expand"] = One(static call => call[0].BroadcastTo(Shape.Broadcast(call.Shape, Shape.Create(call.Whole(1)))!)),
        ["Flatten"] = One(Flatten),
        ["Pad"] = One(Pad),
        ["Reshape"] = One(static call => call[0].Reshape(SizesOf(call))),
        ["Shape"] = One(ShapeOf),
        ["Size"] = One(static call => T.CreateChecked(call[0].Length)),
        ["Slice"] = One(Slice),
        ["Split"] = new(Split, None),
        ["Squeeze"] = One(static call => call[0].Reshape(Without(call.Shape, Axes(call, call.Shape.Rank)))),
        ["Tile"] = One(static call => call[0].Tile(call.Whole(1))),
        ["Transpose"] = One(static call => call[0].Permute(call.Integers("perm") ?? [.. Enumerable.Range(0, call.Shape.Rank).Reverse()])),
        ["Unsqueeze"] = One(Unsqueeze),
    };

    private static OnnxOperator<T> One(Func<OnnxCall<T>, Tensor<T>> function) => OnnxOperator<T>.Of(function, None);

    private static Tensor<T> Flatten(OnnxCall<T> call)
    {
        var (x, axis) = (call[0], call.Integer("axis", 1));
        var rows = x.Shape[..(axis < 0 ? axis + x.Rank : axis)].ElementCount;
        return axis == 1 ? Layers<T>.Flatten.Of(x) : x.Reshape(rows, x.Length / rows);
    }

    private static Tensor<T> Pad(OnnxCall<T> call)
    {
        var (x, places, mode) = (call[0], call.Whole(1), call.Text("mode") ?? "constant");
        for (var axis = 0; axis < call.Shape.Rank; axis++)
        {
            var (before, after) = (places[axis], places[axis + call.Shape.Rank]);
            x = mode == "constant"
                ? x.Pad(axis, before, after, call.Find(2)?.Scalar ?? T.Zero)
                : x.Pad(axis, before, after, mode == "edge" ? PadMode.Replicate : PadMode.Reflect);
        }
        return x;
    }

    /// <summary>The sizes of a new shape: −1 is found out, and 0 is as it was, unless it is allowed to stand for itself.</summary>
    private static int[] SizesOf(OnnxCall<T> call)
    {
        var isItself = call.Flag("allowzero");
        return [.. call.Whole(1).Select((size, axis) => size == 0 && !isItself ? call.Shape[axis] : size)];
    }

    private static Tensor<T> ShapeOf(OnnxCall<T> call)
    {
        var shape = call[0].Shape;
        int[] sizes = [.. shape[Place(call.Integer("start", 0), shape.Rank)..Place(call.Integer("end", shape.Rank), shape.Rank)]];
        return OnnxConventions.Numbers<T>(sizes, [sizes.Length]);
    }

    private static Tensor<T> Slice(OnnxCall<T> call)
    {
        var (x, starts, ends) = (call[0], call.Whole(1), call.Whole(2));
        var axes = call.FindWhole(3) ?? [.. Enumerable.Range(0, starts.Length)];
        var steps = call.FindWhole(4) ?? [.. starts.Select(static _ => 1)];
        for (var i = 0; i < axes.Length; i++)
        {
            var size = x.Shape[x.Shape.Axis(axes[i])];
            // Backwards the first place is one before the end, and the place before the first one ends it.
            var (least, most) = steps[i] > 0 ? (0, size) : (-1, size - 1);
            var (start, end) = (Math.Clamp(Counted(starts[i], size), least, most), Math.Clamp(Counted(ends[i], size), least, most));
            x = steps[i] == 1 ? x.Slice(axes[i], start, Math.Max(0, end - start)) : x.TakePlaces(axes[i], Places(start, end, steps[i]));
        }
        return x;
    }

    private static int[] Places(int start, int end, int step)
    {
        var places = new List<int>();
        for (var place = start; step > 0 ? place < end : place > end; place += step)
            places.Add(place);
        return [.. places];
    }

    private static Tensor<T>[] Split(OnnxCall<T> call)
    {
        var (x, axis) = (call[0], call.Integer("axis", 0));
        return x.Split(axis, call.FindWhole(1) ?? [.. Enumerable.Repeat(x.Shape[x.Shape.Axis(axis)] / call.Outputs, call.Outputs)]);
    }

    private static Tensor<T> Unsqueeze(OnnxCall<T> call)
    {
        var given = call.Integers("axes") ?? call.Whole(1);
        var (rest, axes) = (new Queue<int>(call.Shape), given.FromBeginning(call.Shape.Rank + given.Length));
        return call[0].Reshape([.. Enumerable.Range(0, call.Shape.Rank + axes.Length).Select(axis => axes.Contains(axis) ? 1 : rest.Dequeue())]);
    }

    private static Shape Without(Shape shape, int[] axes) => [.. shape.Where((_, axis) => !axes.Contains(axis))];

    private static int[] Axes(OnnxCall<T> call, int rank) => (call.Integers("axes") ?? call.Whole(1)).FromBeginning(rank);

    private static int Counted(int place, int size) => place < 0 ? place + size : place;

    private static int Place(int place, int size) => Math.Clamp(Counted(place, size), 0, size);
}
