using System.Numerics;

namespace Functional;

/// <summary>A link whose output is linear in its input, up to a bias: an activation after it is computed where its sums lie, for nobody else has seen them.</summary>
internal abstract record LinearLink<T> : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    private static readonly string[] Both = ["weight", "bias"];

    /// <summary>The names of the parameters.</summary>
    protected static ReadOnlySpan<string> Names(bool bias) => bias ? Both : Both.AsSpan(0, 1);

    /// <summary>The parameters, the bias at 0.</summary>
    protected static TensorTree<T> Parameters(Tensor<T> weight, int? bias) => bias is { } outputs
        ? TensorTree<T>.Of(("weight", weight), ("bias", Tensor.Zeros<T>([outputs])))
        : TensorTree<T>.Of(("weight", weight));

    /// <summary>Checks the shapes, and keeps what the way back needs.</summary>
    public abstract LinearPass<T> Begin(TensorTree<T> parameters, Tensor<T> x);

    public sealed override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        var pass = Begin(parameters, input);
        var y = pass.Output(null);
        return new(y, dy => new LinearCotangents<T>(pass, dy));
    }

    public sealed override Link<T>? Fuse(Link<T> following) =>
        following is ActivationLink<T> { Function.IsOfOutput: true } activation ? new ActivatedLink<T>(this, activation) { Label = Label } : null;
}

/// <summary>What the way back of a linear link needs from its forward pass.</summary>
internal abstract class LinearPass<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The sums, or an activation of them.</summary>
    public abstract Tensor<T> Output(IPointwise<T>? activation);

    /// <summary>∂C/∂θ from that of the sums.</summary>
    public abstract TensorTree<T> ParametersFrom(Tensor<T> dy);

    /// <summary>∂C/∂x from that of the sums.</summary>
    public abstract Tensor<T> InputFrom(Tensor<T> dy);
}

/// <summary>The cotangents of a linear link.</summary>
internal sealed class LinearCotangents<T>(LinearPass<T> pass, Tensor<T> dy) : Cotangents<T, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    protected override TensorTree<T> ComputeParameters() => pass.ParametersFrom(dy);

    protected override Tensor<T> ComputeInput() => pass.InputFrom(dy);
}
