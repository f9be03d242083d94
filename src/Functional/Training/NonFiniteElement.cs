using System.Globalization;
using System.Numerics;

namespace Functional;

/// <summary>The first element of a value that is NaN or infinite.</summary>
/// <param name="Path">The path of its tensor in a tree; empty for a tensor by itself.</param>
/// <param name="Tensor">Its tensor.</param>
/// <param name="Index">Its place there.</param>
/// <param name="Part">Which tensor of the value it is in, as words; empty where there is only one.</param>
internal readonly record struct NonFiniteElement<T>(string Path, Tensor<T> Tensor, int Index, string Part)
    where T : struct, IFloatingPointIeee754<T>
{
    private string Value => Tensor.Span[Index].ToString(null, CultureInfo.InvariantCulture);

    /// <summary>What and where it is among samples: <c>NaN at element 2 of sample 1 of the batch</c>.</summary>
    public string InBatch
    {
        get
        {
            var sample = Tensor.Rank == 0 ? 0 : Tensor.Length / Tensor.Shape[0];
            return sample == 0 ? $"{Value}{Part}" : Invariant($"{Value} at element {Index % sample} of sample {Index / sample} of the batch{Part}");
        }
    }

    /// <summary>In a tensor, a tree of them, or anything that shows the tensors in it; null where all are finite.</summary>
    public static NonFiniteElement<T>? FirstIn(object? value)
    {
        var tensors = new List<(string Path, Tensor<T> Tensor)>();
        Add(value);
        for (var i = 0; i < tensors.Count; i++)
            if (tensors[i] is ({ } path, { IsFinite: false } tensor))
            {
                var part = value is TensorTree<T> || tensors.Count == 1 ? "" : Invariant($" in tensor {i + 1} of {tensors.Count}");
                return new(path, tensor, FirstOf(tensor), part);
            }
        return null;

        void Add(object? holder)
        {
            if (holder is Tensor<T> tensor)
                tensors.Add(("", tensor));
            else if (holder is TensorTree<T> tree)
                tensors.AddRange(tree.Leaves);
            else if (holder is IHoldsTensors other)
                other.Visit(Add);
        }
    }

    private static int FirstOf(Tensor<T> tensor)
    {
        var at = 0;
        while (T.IsFinite(tensor.Span[at]))
            at++;
        return at;
    }

    /// <summary>What and where it is: <c>NaN at [0, 2]</c>, <c>Infinity at 0.weight[3, 1]</c>.</summary>
    public override string ToString()
    {
        var place = Path + (Tensor.Rank == 0 ? "" : Tensor.CoordinateName(Index));
        return place.Length == 0 ? $"{Value}{Part}" : $"{Value} at {place}{Part}";
    }
}
