using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>Each row of this tensor where it is chosen, and of another where it is not; zeros where there is no other. Nothing is multiplied by 0.</summary>
    /// <param name="chosen">Whether each row is taken from this tensor; as many as there are rows.</param>
    /// <param name="other">A tensor of the same shape, or null for zeros.</param>
    internal Tensor<T> SelectRows(ReadOnlySpan<bool> chosen, Tensor<T>? other = null)
    {
        var result = Scope.Buffer<T>(Length);
        var row = Shape[1..].ElementCount;
        for (var i = 0; i < chosen.Length; i++)
        {
            var target = result.AsSpan(i * row, row);
            if (chosen[i])
                Span.Slice(i * row, row).CopyTo(target);
            else if (other is null)
                target.Clear();
            else
                other.Span.Slice(i * row, row).CopyTo(target);
        }
        return new(result, Shape);
    }
}
