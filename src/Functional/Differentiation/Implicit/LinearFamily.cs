namespace Functional;

/// <summary>A linear function A(θ) of X for each θ. What depends on θ alone is computed once for all arguments.</summary>
internal abstract class LinearFamily<P, X>
    where P : IVectorSpace<P>
    where X : IVectorSpace<X>
{
    /// <summary>x ↦ Aᵀ(θ)·x.</summary>
    public virtual LinearFamily<P, X> Transpose => new TransposedFamily<P, X>(this);

    /// <summary>x ↦ A(θ)·x, written with operations on tensors of any level.</summary>
    /// <param name="parameters">The point θ.</param>
    /// <param name="like">A value of the shapes of its argument.</param>
    public abstract Func<X, X> At(P parameters, X like);
}

/// <summary>The family as somebody has written it.</summary>
internal sealed class WrittenFamily<P, X>(Func<P, X, X> function) : LinearFamily<P, X>
    where P : IVectorSpace<P>
    where X : IVectorSpace<X>
{
    public override Func<X, X> At(P parameters, X like) => x => function(parameters, x);
}

/// <summary>The transposes of a family.</summary>
internal sealed class TransposedFamily<P, X>(LinearFamily<P, X> family) : LinearFamily<P, X>
    where P : IVectorSpace<P>
    where X : IVectorSpace<X>
{
    public override LinearFamily<P, X> Transpose => family;

    public override Func<X, X> At(P parameters, X like) =>
        Tracing.Transpose(family.At(parameters, like), like, "The right side of a transposed linear equation");
}

/// <summary>The pullbacks of x ↦ g(θ, x) at points (θ, x).</summary>
internal sealed class PullbackFamily<P, X>(Func<P, X, X> function) : LinearFamily<Pair<P, X>, X>
    where P : IVectorSpace<P>
    where X : IVectorSpace<X>
{
    public override Func<X, X> At(Pair<P, X> parameters, X like) => Tracing.Run(x => function(parameters.First, x), parameters.Second).Pullback;
}
