using System.Numerics;

namespace Functional;

/// <summary>An activation whose derivative follows from its output, so that it can be computed where its input lies.</summary>
internal abstract record ActivationLink<T> : Link<T, Tensor<T>, Tensor<T>>, IPointwise<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public abstract void Run(ReadOnlySpan<T> x, Span<T> y);

    /// <summary>ȳ·f′ from ȳ and y, whose shapes agree.</summary>
    public abstract Tensor<T> Back(Tensor<T> dy, Tensor<T> y);

    /// <summary>The cotangent itself, after a check of its shape.</summary>
    public Tensor<T> Expect(Tensor<T> dy, Shape shape) => shape.Equals(dy.Shape) ? dy : dy.Expect(shape, $"{Name}: the cotangent");

    public override Initialization<T> Initialize(Key key, Shapes input) => Initialization<T>.Of(input.Shape) with { MultiplyAdds = 0 };

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        parameters.Only();
        var y = Elementwise.Map(input, this);
        return new(y, dy => new ActivationCotangents<T>(this, y, Expect(dy, y.Shape)));
    }
}

/// <summary>The cotangents of an activation.</summary>
internal sealed class ActivationCotangents<T>(ActivationLink<T> activation, Tensor<T> y, Tensor<T> dy) : Cotangents<T, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    protected override TensorTree<T> ComputeParameters() => TensorTree<T>.Empty;

    protected override Tensor<T> ComputeInput() => activation.Back(dy, y);
}
