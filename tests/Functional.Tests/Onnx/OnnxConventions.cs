using System.Numerics;

namespace Functional.Tests.Onnx;

/// <summary>Between the conventions: ONNX's axes and numbers, and ours.</summary>
internal static class OnnxConventions
{
    /// <summary>The output of a layer with named parameters; those that are null are left out.</summary>
    public static Tensor<T> Of<T>(this Layer<T, Tensor<T>, Tensor<T>> layer, Tensor<T> x, params (string Name, Tensor<T>? Value)[] parameters)
        where T : struct, IFloatingPointIeee754<T> => layer.At(Tree(parameters))(x).Output;

    /// <summary>Parameters by name; those that are null are left out.</summary>
    public static TensorTree<T> Tree<T>(params (string Name, Tensor<T>? Value)[] parameters)
        where T : struct, IFloatingPointIeee754<T> =>
        TensorTree<T>.Of([.. parameters.Where(static each => each.Value is not null).Select(static each => (each.Name, (TensorTree<T>)each.Value!))]);

    /// <summary>From <c>[batch, channels, space…]</c> to <c>[batch, space…, channels]</c>.</summary>
    public static Tensor<T> ChannelsLast<T>(this Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Permute([0, .. Enumerable.Range(2, x.Rank - 2), 1]);

    /// <summary>From <c>[batch, space…, channels]</c> to <c>[batch, channels, space…]</c>.</summary>
    public static Tensor<T> ChannelsFirst<T>(this Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Permute([0, x.Rank - 1, .. Enumerable.Range(1, x.Rank - 2)]);

    /// <summary>A function of the last axis, along another one.</summary>
    public static Tensor<T> Along<T>(this Tensor<T> x, int axis, Func<Tensor<T>, Tensor<T>> function)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (at, last) = (axis < 0 ? axis + x.Rank : axis, x.Rank - 1);
        int[] others = [.. Enumerable.Range(0, x.Rank).Where(other => other != at)];
        return function(x.Permute([.. others, at])).Permute([.. Enumerable.Range(0, at), last, .. Enumerable.Range(at, last - at)]);
    }

    /// <summary>Truths as numbers: 1 and 0.</summary>
    public static Tensor<T> Numbers<T>(this Mask mask)
        where T : struct, IFloatingPointIeee754<T> => Tensor.Where<T>(mask, T.One, T.Zero);

    /// <summary>Whole numbers as a tensor.</summary>
    public static Tensor<T> Numbers<T>(ReadOnlySpan<int> whole, Shape shape)
        where T : struct, IFloatingPointIeee754<T> => Tensor.Create(shape, [.. whole.ToArray().Select(T.CreateChecked)]);

    /// <summary>Places that are counted from the end where they are negative, from the beginning.</summary>
    public static int[] FromBeginning(this int[] places, int size) => [.. places.Select(place => place < 0 ? place + size : place)];

    /// <summary>The largest absolute value; 0 where there are none.</summary>
    public static double Largest(this Tensor<double> x) => x.Length == 0 ? 0 : x.Abs().Max().Scalar;
}
