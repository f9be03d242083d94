using System.Numerics;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>Each row of this tensor where it is chosen, and of another where it is not; zeros where there is no other. Nothing is multiplied by 0.</summary>
    /// <param name="chosen">Whether each row is taken from this tensor; as many as there are rows.</param>
    /// <param name="other">A tensor of the same shape, or null for zeros.</param>
    internal Tensor<T> SelectRows(bool[] chosen, Tensor<T>? other = null)
    {
        if (IsTraced || other is { IsTraced: true })
            return other is null ? new SelectRowsOperation<T>(chosen).Trace(this) : new SelectRowsOperation<T>(chosen).Trace(this, other);
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

/// <summary>The rows of ȳ go to the one that they were taken from; the other one's are 0.</summary>
internal sealed record SelectRowsOperation<T>(bool[] Chosen) : Operation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("chosen", Chosen)];

    public override Shape ShapeOf(Shape[] operands) => operands[0];

    public override Tensor<T> Apply(Tensor<T>[] x) => x[0].SelectRows(Chosen, x.Length > 1 ? x[1] : null);

    public override Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count)
    {
        var all = x.Select((each, i) => Samples.Repeated(each, isMapped[i], count)).ToArray();
        return Samples.Flat(all[0]).SelectRows(Samples.Again<bool>(Chosen, count), all.Length > 1 ? Samples.Flat(all[1]) : null).Reshape(all[0].Shape);
    }

    public override Func<Tensor<T>, Tensor<T>> Pullback(int operand, Tensor<T>[] x, Tensor<T> y) =>
        Back(operand == 0 ? Chosen : Array.ConvertAll(Chosen, static chosen => !chosen));

    private static Func<Tensor<T>, Tensor<T>> Back(bool[] chosen) => dy => dy.SelectRows(chosen);
}
