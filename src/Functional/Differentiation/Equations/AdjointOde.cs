namespace Functional;

/// <summary>
/// (θ, y₀) ↦ the states at given times, whose way back is an equation again: of the state, its cotangent and that of θ, followed from each time to
/// the one before. On each level the trajectory is this step one level below, and so is the way back: derivatives of any order are equations, and
/// none goes through the steps.
/// </summary>
internal sealed class AdjointOde<P, X>(OdeSolver solver, Func<P, double, X, X> derivative, double[] times)
    : StepFunction<Pair<P, X>, Trajectory<X>>("Adjoint")
    where P : IVectorSpace<P>
    where X : IVectorSpace<X>
{
    public override (Trajectory<X> Output, Func<Trajectory<X>, Pair<P, X>> Pullback) At(Pair<P, X> input)
    {
        var parameters = input.First;
        var trajectory = Apply(input);
        return (trajectory, cotangents => Back(parameters, trajectory, cotangents));
    }

    protected override Trajectory<X> Plain(Pair<P, X> input) => new(solver.States((t, y) => derivative(input.First, t, y), input.Second, times));

    private Pair<P, X> Back(P parameters, Trajectory<X> trajectory, Trajectory<X> cotangents)
    {
        if (cotangents.Count != trajectory.Count)
            throw new ShapeException(Invariant($"Adjoint: the cotangent has {cotangents.Count} states, but the trajectory {trajectory.Count}."));
        var (dState, dParameters) = (cotangents[^1], parameters.Zero);
        for (var i = times.Length - 1; i > 0; i--)
        {
            var backwards = new AdjointOde<P, AnyVector>(
                solver, (θ, t, state) => AnyVector.Of(Adjoint(θ, t, state.As<Pair<X, Pair<X, P>>>())), [times[i], times[i - 1]]);
            var start = AnyVector.Of<Pair<X, Pair<X, P>>>((trajectory[i], (dState, dParameters)));
            var (_, (before, sum)) = backwards.Apply((parameters, start))[^1].As<Pair<X, Pair<X, P>>>();
            (dState, dParameters) = (before.Plus(cotangents[i - 1]), sum);
        }
        return (dParameters, dState);
    }

    /// <summary>d/dt of (y, a, g): f, −(∂f/∂y)ᵀ·a, −(∂f/∂θ)ᵀ·a.</summary>
    private Pair<X, Pair<X, P>> Adjoint(P parameters, double t, Pair<X, Pair<X, P>> state)
    {
        var (slope, back) = Tracing.Run(at => derivative(at.First, t, at.Second), new Pair<P, X>(parameters, state.First));
        var (dParameters, dState) = back(state.Second.First);
        return (slope, (dState.Scale(-1), dParameters.Scale(-1)));
    }
}
