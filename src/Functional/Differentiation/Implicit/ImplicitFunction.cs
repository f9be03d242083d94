namespace Functional;

/// <summary>
/// θ ↦ x with g(θ, x) = 0, whichever way x is found. By the implicit function theorem dx = −(∂g/∂x)⁻¹·(∂g/∂θ)·dθ, so that θ̄ = −(∂g/∂θ)ᵀ·w with
/// (∂g/∂x)ᵀ·w = x̄: an equation in (θ, x), which is solved by a function that has a way back again. On each level x is this step one level below.
/// </summary>
/// <param name="name">What it is, for messages.</param>
/// <param name="equation">The function g, written with operations on tensors.</param>
/// <param name="find">Finds x at plain numbers.</param>
/// <param name="solver">Solves the equation of the way back.</param>
internal sealed class ImplicitFunction<P, X>(string name, Func<P, X, X> equation, Func<P, X> find, LinearSolver solver) : StepFunction<P, X>(name)
    where P : IVectorSpace<P>
    where X : IVectorSpace<X>
{
    private readonly SolveFunction<Pair<P, X>, X> wayBack = new(new PullbackFamily<P, X>(equation), solver, $"{name}: the way back");

    public override (X Output, Func<X, P> Pullback) At(P parameters)
    {
        var x = Apply(parameters);
        return (x, dx =>
        {
            var w = wayBack.Apply(((parameters, x), dx));
            return Tracing.Run(at => equation(at, x), parameters).Pullback(w).Scale(-1);
        });
    }

    protected override X Plain(P parameters) => find(parameters);
}
