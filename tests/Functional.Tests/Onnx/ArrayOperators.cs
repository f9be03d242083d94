using System.Numerics;
using static Functional.Tests.Onnx.OnnxRounding;

namespace Functional.Tests.Onnx;

/// <summary>Operators that take elements from places, or put them there.</summary>
internal static class ArrayOperators<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static IReadOnlyDictionary<string, OnnxOperator<T>> All { get; } = new Dictionary<string, OnnxOperator<T>>(StringComparer.Ordinal)
    {
        ["Compress"] = OnnxOperator<T>.Of(Compress, None),
        ["Gather"] = OnnxOperator<T>.Of(Gather, None),
        ["GatherElements"] = OnnxOperator<T>.Of(GatherElements, None),
        ["OneHot"] = OnnxOperator<T>.Of(OneHot, None),
        ["Scatter"] = OnnxOperator<T>.Of(ScatterElements, None),
        ["ScatterElements"] = OnnxOperator<T>.Of(ScatterElements, OfSums(static _ => 2)),
        ["ScatterND"] = OnnxOperator<T>.Of(ScatterRows, OfSums(static _ => 2)),
        ["TopK"] = new(TopK, None),
    };

    private static Tensor<T> Compress(OnnxCall<T> call)
    {
        var (x, mask) = (call[0], call.Mask(1));
        int[] places = [.. Enumerable.Range(0, mask.Length).Where(place => mask[place])];
        return call.Text("axis") is null ? x.Reshape(-1).TakePlaces(0, places) : x.TakePlaces(call.Integer("axis", 0), places);
    }

    private static Tensor<T> Gather(OnnxCall<T> call)
    {
        var (x, places) = (call[0], call[1].Shape);
        var axis = x.Shape.Axis(call.Integer("axis", 0));
        return x.TakePlaces(axis, call.Whole(1).FromBeginning(x.Shape[axis])).Reshape(x.Shape[..axis].Then(places).Then(x.Shape[(axis + 1)..]));
    }

    private static Tensor<T> GatherElements(OnnxCall<T> call)
    {
        var x = call[0];
        var axis = x.Shape.Axis(call.Integer("axis", 0));
        return x.TakeAlong(Indices.Of(call[1].Shape, call.Whole(1).FromBeginning(x.Shape[axis])), axis);
    }

    private static Tensor<T> OneHot(OnnxCall<T> call)
    {
        var (places, depth, values) = (call[0].Shape, call.Whole(1)[0], call[2]);
        var hot = Tensor.OneHot<T>(Labels.Create(call.Whole(0).FromBeginning(depth)), places.Then([depth]));
        var axis = hot.Shape.Axis(call.Integer("axis", -1));
        return Tensor.Where(hot, values[1..2].Reshape(Shape.Scalar), values[0..1].Reshape(Shape.Scalar))
            .Permute([.. Enumerable.Range(0, axis), places.Rank, .. Enumerable.Range(axis, places.Rank - axis)]);
    }

    private static Tensor<T> ScatterElements(OnnxCall<T> call)
    {
        var (x, updates) = (call[0], call[2]);
        var axis = x.Shape.Axis(call.Integer("axis", 0));
        var places = Indices.Of(updates.Shape, call.Whole(1).FromBeginning(x.Shape[axis]));
        return Put(call, x, each => each.AddAlong(places, axis, x.Shape[axis]), updates);
    }

    private static Tensor<T> ScatterRows(OnnxCall<T> call)
    {
        var (x, updates) = (call[0], call[2]);
        OnnxLimitException.Unless(call[1].Shape is [_, 1], "places of more axes than one");
        return Put(call, x, each => each.SegmentSum(Indices.Create(call.Whole(1).FromBeginning(x.Shape[0])), x.Shape[0]), updates);
    }

    /// <summary>What is at places of its own: added to what is there, or instead of it.</summary>
    private static Tensor<T> Put(OnnxCall<T> call, Tensor<T> x, Func<Tensor<T>, Tensor<T>> among, Tensor<T> updates)
    {
        var reduction = call.Text("reduction") ?? "none";
        OnnxLimitException.Unless(reduction is "none" or "add", "a product of what goes to the same place");
        return reduction == "add" ? x + among(updates) : Tensor.Where(among(Tensor.Ones<T>(updates.Shape)), among(updates), x);
    }

    private static Tensor<T>[] TopK(OnnxCall<T> call)
    {
        call.Ignore("sorted");                          // ours always are
        var (values, places) = call[0].TopK(call.Whole(1)[0], call.Integer("axis", -1), call.Flag("largest", true));
        return [values, OnnxConventions.Numbers<T>(places.Span, places.Shape)];
    }
}
