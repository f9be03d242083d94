using System.Numerics;

namespace Functional;

/// <summary>
/// What a layer's pullback returns: ∂C/∂θ and ∂C/∂x, each computed when it is first asked for, once, and never if nobody asks. Safe to share
/// between threads.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="X">The type of the layer's input.</typeparam>
public sealed class Cotangents<T, X>
    where T : struct, IFloatingPointIeee754<T>
{
    private ByNeed<Parameters<T>> parameters;
    private ByNeed<X> input;

    /// <summary>Cotangents that are computed by need.</summary>
    /// <param name="parameters">Computes ∂C/∂θ.</param>
    /// <param name="input">Computes ∂C/∂x.</param>
    public Cotangents(Func<Parameters<T>> parameters, Func<X> input) => (this.parameters, this.input) = (new(parameters), new(input));

    /// <summary>Cotangents of a layer without parameters: ∂C/∂x is computed by need.</summary>
    /// <param name="input">Computes ∂C/∂x.</param>
    internal Cotangents(Func<X> input) => (parameters, this.input) = (new(Parameters<T>.Empty), new(input));

    private Cotangents(Parameters<T> parameters, X input) => (this.parameters, this.input) = (new(parameters), new(input));

    /// <summary>∂C/∂θ, a tree with the names and shapes of the parameters.</summary>
    public Parameters<T> Parameters => parameters.Value(this);

    /// <summary>∂C/∂x, with the shape of the input.</summary>
    public X Input => input.Value(this);

    /// <summary>Cotangents that are there already.</summary>
    /// <param name="values">∂C/∂θ and ∂C/∂x.</param>
    public static implicit operator Cotangents<T, X>((Parameters<T> Parameters, X Input) values) => new(values.Parameters, values.Input);
}
