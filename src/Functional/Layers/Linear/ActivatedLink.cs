using System.Numerics;

namespace Functional;

/// <summary>A linear link and the activation after it as one link, whose way back remembers the output alone.</summary>
internal sealed record ActivatedLink<T>(LinearLink<T> Linear, ActivationLink<T> Activation) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Linear.Name;

    public override Initialization<T> Initialize(Key key, Shapes input) => Linear.Initialize(key, input);

    /// <summary>With a maximum over windows after a rectifier: it rectifies on its way, and its places are all that the way back needs.</summary>
    public override Link<T>? Fuse(Link<T> following) =>
        Activation is ReluLink<T> && following is MaxPoolLink<T> pool ? new PooledLink<T>(Linear, pool) { Label = Label } : null;

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        var pass = Linear.Begin(parameters, input);
        var y = pass.Output(Activation.Function);
        return new(y, dy => new ActivatedCotangents<T>(pass, Activation, y, Activation.Expect(dy, y.Shape)));
    }
}

/// <summary>The cotangents of a linear link with an activation; what lies between is computed once.</summary>
internal sealed class ActivatedCotangents<T>(LinearPass<T> pass, ActivationLink<T> activation, Tensor<T> y, Tensor<T> dy) : Cotangents<T, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    private Tensor<T>? dsums;

    private Tensor<T> Sums => dsums ??= activation.Function.Back(dy, y);

    protected override TensorTree<T> ComputeParameters() => pass.ParametersFrom(Sums);

    protected override Tensor<T> ComputeInput() => pass.InputFrom(Sums);
}
