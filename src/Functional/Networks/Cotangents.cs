using System.Numerics;

namespace Functional;

/// <summary>What a pullback returns, whatever the type of the input.</summary>
/// <typeparam name="T">The element type.</typeparam>
public abstract class Cotangents<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private protected Cotangents()
    {
    }

    /// <summary>∂C/∂θ, a tree with the names and shapes of the parameters.</summary>
    public abstract TensorTree<T> Parameters { get; }

    /// <summary>∂C/∂x.</summary>
    internal abstract object? InputValue { get; }
}

/// <summary>
/// What a layer's pullback returns: the pair of ∂C/∂θ and ∂C/∂x, each half computed when it is first asked for, once, and never if nobody asks. Safe to
/// share between threads. What throws is computed again the next time.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="X">The type of the layer's input.</typeparam>
public class Cotangents<T, X> : Cotangents<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private Func<TensorTree<T>>? parametersByNeed;      // each is let go once its value is there
    private Func<X>? inputByNeed;
    private TensorTree<T>? parameters;
    private X? input;
    private bool hasInput;

    /// <summary>Cotangents that are computed by need.</summary>
    /// <param name="parameters">Computes ∂C/∂θ.</param>
    /// <param name="input">Computes ∂C/∂x.</param>
    public Cotangents(Func<TensorTree<T>> parameters, Func<X> input) => (parametersByNeed, inputByNeed) = (parameters, input);

    /// <summary>Cotangents that a derived class computes: an object in place of two closures.</summary>
    protected Cotangents()
    {
    }

    private Cotangents(TensorTree<T> parameters, X input) => (this.parameters, this.input, hasInput) = (parameters, input, true);

    /// <inheritdoc/>
    public sealed override TensorTree<T> Parameters => Volatile.Read(ref parameters) ?? Compute();

    /// <summary>∂C/∂x, with the shape of the input.</summary>
    public X Input => Volatile.Read(ref hasInput) ? input! : ComputeOnce();

    internal sealed override object? InputValue => Input;

    /// <summary>∂C/∂θ if somebody has asked for it already.</summary>
    internal TensorTree<T>? KnownParameters => Volatile.Read(ref parameters);

    /// <summary>Whether somebody has asked for ∂C/∂x already.</summary>
    internal bool IsInputKnown => Volatile.Read(ref hasInput);

    /// <summary>Cotangents that are there already.</summary>
    /// <param name="values">∂C/∂θ and ∂C/∂x.</param>
    public static implicit operator Cotangents<T, X>((TensorTree<T> Parameters, X Input) values) => new(values.Parameters, values.Input);

    /// <summary>Computes ∂C/∂θ: called at most once unless it throws, and by one thread at a time.</summary>
    protected virtual TensorTree<T> ComputeParameters() => parametersByNeed!();

    /// <summary>Computes ∂C/∂x: called at most once unless it throws, and by one thread at a time.</summary>
    protected virtual X ComputeInput() => inputByNeed!();

    // Only one thread at a time computes for one object; they ask each other in one direction only, so none waits for itself.
    private TensorTree<T> Compute()
    {
        lock (this)
        {
            if (parameters is null)
            {
                Volatile.Write(ref parameters, ComputeParameters());
                parametersByNeed = null;
            }
            return parameters;
        }
    }

    private X ComputeOnce()
    {
        lock (this)
        {
            if (!hasInput)
            {
                input = ComputeInput();
                Volatile.Write(ref hasInput, true);
                inputByNeed = null;
            }
            return input!;
        }
    }
}

/// <summary>Cotangents of a link without parameters.</summary>
internal sealed class PureCotangents<T, X, Y>(Func<Y, X> back, Y cotangent) : Cotangents<T, X>
    where T : struct, IFloatingPointIeee754<T>
{
    protected override TensorTree<T> ComputeParameters() => TensorTree<T>.Empty;

    protected override X ComputeInput() => back(cotangent);
}
