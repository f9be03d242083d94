using System.Numerics;

namespace Functional;

/// <summary>
/// A linear link, a rectifier and a maximum over windows as one link. The sums are kept as they are and the rectifier is done where the maximum is looked for: on the way back the
/// places alone say which sums are open, so that neither the sums nor what is rectified is kept or read again.
/// </summary>
internal sealed record PooledLink<T>(LinearLink<T> Linear, MaxPoolLink<T> Pool) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Linear.Name;

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var made = Linear.Initialize(key, input);
        return made with { Output = Pool.Initialize(key, made.Output).Output };
    }

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        var pass = Linear.Begin(parameters, input);
        var (y, back) = Pool.Rectified(pass.Output(null));
        return new(y, dy => new PooledCotangents<T>(pass, back, dy));
    }
}

/// <summary>The cotangents of a linear link with what comes after it; what lies between is computed once.</summary>
internal sealed class PooledCotangents<T>(LinearPass<T> pass, Func<Tensor<T>, Tensor<T>> back, Tensor<T> dy) : Cotangents<T, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    private Tensor<T>? dsums;

    private Tensor<T> Sums => dsums ??= back(dy);

    protected override TensorTree<T> ComputeParameters() => pass.ParametersFrom(Sums);

    protected override Tensor<T> ComputeInput() => pass.InputFrom(Sums);
}
