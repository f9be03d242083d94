using System.Numerics;

namespace Functional;

/// <summary>
/// An activation as a link. Where its derivative follows from its output, it can be computed where its input lies, and fused into the product before it.
/// </summary>
internal abstract record ActivationLink<T> : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The function and its way back.</summary>
    public abstract Activation<T> Function { get; }

    /// <summary>The cotangent itself, after a check of its shape.</summary>
    public Tensor<T> Expect(Tensor<T> dy, Shape shape) => shape.Equals(dy.Shape) ? dy : dy.Expect(shape, $"{Name}: the cotangent");

    public override Initialization<T> Initialize(Key key, Shapes input) => Initialization<T>.Of(input.Shape) with { MultiplyAdds = 0 };

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        parameters.Only();
        var y = input.Activate(Function);
        return new(y, Back(Function.Remembered(input, y)));
    }

    /// <summary>The way back, which keeps what is remembered and no more.</summary>
    private Func<Tensor<T>, Cotangents<T, Tensor<T>>> Back(Tensor<T> remembered) =>
        dy => new ActivationCotangents<T>(Function, remembered, Expect(dy, remembered.Shape));
}

/// <summary>The cotangents of an activation.</summary>
internal sealed class ActivationCotangents<T>(Activation<T> function, Tensor<T> remembered, Tensor<T> dy) : Cotangents<T, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    protected override TensorTree<T> ComputeParameters() => TensorTree<T>.Empty;

    protected override Tensor<T> ComputeInput() => function.Back(dy, remembered);
}
