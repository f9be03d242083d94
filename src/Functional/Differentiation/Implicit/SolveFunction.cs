using System.Numerics;

namespace Functional;

/// <summary>
/// (θ, b) ↦ x with A(θ)·x = b. From A·dx + dA·x = db follows b̄ = A⁻ᵀ·x̄ and θ̄ = −(∂⟨b̄, A(θ)·x⟩/∂θ): the way back is a solution again, and
/// operations. Giles, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation", 2008, 2.3.1.
/// </summary>
internal sealed class SolveFunction<P, X>(LinearFamily<P, X> family, LinearSolver solver, string name) : StepFunction<Pair<P, X>, X>(name)
    where P : IVectorSpace<P>
    where X : IVectorSpace<X>
{
    public override (X Output, Func<X, Pair<P, X>> Pullback) At(Pair<P, X> input)
    {
        var (parameters, x) = (input.First, Apply(input));
        return (x, dx =>
        {
            var dRight = Transposed(parameters, dx);
            return (Tracing.Run(at => family.At(at, x)(x), parameters).Pullback(dRight).Scale(-1), dRight);
        });
    }

    /// <summary>It is linear in b alone.</summary>
    public override (X Output, Func<X, Pair<P, X>> Pullback)? Linear(Pair<P, X> input)
    {
        var symbols = new HasSymbols();
        input.First.WithTensors(symbols);
        if (symbols.Found)
            return null;
        var parameters = input.First;
        return (input.Second.WithTensors(Skeleton.Of), dx => (parameters.Zero, Transposed(parameters, dx)));
    }

    protected override X Plain(Pair<P, X> input) => solver.Expect(family.At(input.First, input.Second), input.Second, Name);

    private X Transposed(P parameters, X right) => new SolveFunction<P, X>(family.Transpose, solver, Name).Apply((parameters, right));

    private sealed class HasSymbols : ITensorMap
    {
        public bool Found { get; private set; }

        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, IFloatingPointIeee754<T>
        {
            Found |= tensor.IsSymbol;
            return tensor;
        }
    }
}
