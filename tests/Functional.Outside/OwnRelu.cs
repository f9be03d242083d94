using System.Numerics;
using System.Runtime.InteropServices;

namespace Functional.Outside;

/// <summary>x ↦ max(x, 0), a vector at a time.</summary>
public sealed record OwnRelu : Link<float, Tensor<float>, Tensor<float>>, IPointwise<float>
{
    public static Layer<float, Tensor<float>, Tensor<float>> Layer { get; } = new(new OwnRelu());

    public override string Name => "Relu";

    public override Initialization<float> Initialize(Key key, Shapes input) => Initialization<float>.Of(input.Shape);

    public override Evaluation<float, Tensor<float>, Tensor<float>> Apply(TensorTree<float> parameters, Tensor<float> input, Context<float> context)
    {
        parameters.Only();
        var y = input.Map(this);
        return new(y, dy => new OwnReluCotangents(y, dy));
    }

    public void Run(ReadOnlySpan<float> x, Span<float> y)
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var v = Vector.LoadUnsafe(ref from, (nuint)i);
            Vector.ConditionalSelect(Vector.LessThanOrEqual(v, Vector<float>.Zero), Vector<float>.Zero, v).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < x.Length; i++)
            y[i] = x[i] > 0 || float.IsNaN(x[i]) ? x[i] : 0;
    }

    /// <summary>ȳ where y is above 0, NaN where it is NaN.</summary>
    public static Tensor<float> Back(Tensor<float> dy, Tensor<float> y) =>
        Tensor.Create<float, (Tensor<float> Dy, Tensor<float> Y)>(y.Shape, (dy, y), static (dx, of) => Back(of.Dy.Span, of.Y.Span, dx));

    private static void Back(ReadOnlySpan<float> dy, ReadOnlySpan<float> y, Span<float> dx)
    {
        ref var slopes = ref MemoryMarshal.GetReference(dy);
        ref var values = ref MemoryMarshal.GetReference(y);
        ref var to = ref MemoryMarshal.GetReference(dx);
        var i = 0;
        for (; i <= dx.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var (slope, at) = (Vector.LoadUnsafe(ref slopes, (nuint)i), Vector.LoadUnsafe(ref values, (nuint)i));
            Vector.ConditionalSelect(
                Vector.GreaterThan(at, Vector<float>.Zero), slope, Vector.ConditionalSelect(Vector.Equals(at, at), Vector<float>.Zero, at))
                .StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < dx.Length; i++)
            dx[i] = y[i] > 0 ? dy[i] : float.IsNaN(y[i]) ? y[i] : 0;
    }
}

internal sealed class OwnReluCotangents(Tensor<float> y, Tensor<float> dy) : Cotangents<float, Tensor<float>>
{
    protected override TensorTree<float> ComputeParameters() => TensorTree<float>.Empty;

    protected override Tensor<float> ComputeInput() => OwnRelu.Back(dy, y);
}
