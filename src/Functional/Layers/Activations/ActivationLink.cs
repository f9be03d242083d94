using System.Numerics;

namespace Functional;

/// <summary>An activation as a link. It can be computed where its input lies, and fused into the product before it.</summary>
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
        return new(y, dy => new ActivationCotangents<T>(Function, y, Expect(dy, y.Shape)));
    }
}

/// <summary>The cotangents of an activation.</summary>
internal sealed class ActivationCotangents<T>(Activation<T> function, Tensor<T> y, Tensor<T> dy) : Cotangents<T, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    protected override TensorTree<T> ComputeParameters() => TensorTree<T>.Empty;

    protected override Tensor<T> ComputeInput() => function.Back(dy, y);
}
