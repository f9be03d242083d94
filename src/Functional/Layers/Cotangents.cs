using System.Numerics;

namespace Functional;

/// <summary>
/// What a layer's pullback returns: ∂C/∂θ and ∂C/∂x, each computed when it is first asked for, once, and never if nobody asks. Safe to share
/// between threads. What throws is computed again the next time.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="X">The type of the layer's input.</typeparam>
public sealed class Cotangents<T, X>
    where T : struct, IFloatingPointIeee754<T>
{
    private ICotangents<T, X>? source;          // let go once both values are there
    private Parameters<T>? parameters;
    private X? input;
    private bool hasInput;

    /// <summary>Cotangents that are computed by need.</summary>
    /// <param name="parameters">Computes ∂C/∂θ.</param>
    /// <param name="input">Computes ∂C/∂x.</param>
    public Cotangents(Func<Parameters<T>> parameters, Func<X> input) => source = new ComputedCotangents<T, X>(parameters, input);

    /// <summary>Cotangents that are computed by need, from an object that remembers what for: a closure with two ways in.</summary>
    internal Cotangents(ICotangents<T, X> source) => this.source = source;

    private Cotangents(Parameters<T> parameters, X input) => (this.parameters, this.input, hasInput) = (parameters, input, true);

    /// <summary>∂C/∂θ, a tree with the names and shapes of the parameters.</summary>
    public Parameters<T> Parameters => Volatile.Read(ref parameters) ?? ComputeParameters();

    /// <summary>∂C/∂x, with the shape of the input.</summary>
    public X Input => Volatile.Read(ref hasInput) ? input! : ComputeInput();

    /// <summary>∂C/∂θ if somebody has asked for it already.</summary>
    internal Parameters<T>? KnownParameters => Volatile.Read(ref parameters);

    /// <summary>Whether somebody has asked for ∂C/∂x already.</summary>
    internal bool IsInputKnown => Volatile.Read(ref hasInput);

    /// <summary>Cotangents that are there already.</summary>
    /// <param name="values">∂C/∂θ and ∂C/∂x.</param>
    public static implicit operator Cotangents<T, X>((Parameters<T> Parameters, X Input) values) => new(values.Parameters, values.Input);

    /// <summary>The cotangents of all parameters, as one tree.</summary>
    internal static Parameters<T> Together(Cotangents<T, X>[] parts)
    {
        var trees = new Parameters<T>[parts.Length];
        for (var i = 0; i < trees.Length; i++)
            trees[i] = parts[i].Parameters;
        return Functional.Parameters<T>.Union(trees);
    }

    // Only one thread at a time computes for one object; they ask each other in one direction only, so none waits for itself.
    private Parameters<T> ComputeParameters()
    {
        lock (this)
        {
            if (parameters is null)
            {
                Volatile.Write(ref parameters, source!.Parameters());
                source = hasInput ? null : source;
            }
            return parameters;
        }
    }

    private X ComputeInput()
    {
        lock (this)
        {
            if (!hasInput)
            {
                input = source!.Input();
                Volatile.Write(ref hasInput, true);
                source = parameters is not null ? null : source;
            }
            return input!;
        }
    }
}

/// <summary>Computes the cotangents of one pass, each at most once unless it throws, and by one thread at a time.</summary>
internal interface ICotangents<T, X>
    where T : struct, IFloatingPointIeee754<T>
{
    Parameters<T> Parameters();

    X Input();
}

/// <summary>Cotangents from two functions, each of which is let go when it has been called.</summary>
internal sealed class ComputedCotangents<T, X>(Func<Parameters<T>> parameters, Func<X> input) : ICotangents<T, X>
    where T : struct, IFloatingPointIeee754<T>
{
    private Func<Parameters<T>>? parameters = parameters;
    private Func<X>? input = input;

    public Parameters<T> Parameters()
    {
        var made = parameters!();
        parameters = null;
        return made;
    }

    public X Input()
    {
        var made = input!();
        input = null;
        return made;
    }
}

/// <summary>Cotangents of a layer without parameters.</summary>
internal sealed class PureCotangents<T, X, Y>(Func<Y, X> back, Y cotangent) : ICotangents<T, X>
    where T : struct, IFloatingPointIeee754<T>
{
    public Parameters<T> Parameters() => Functional.Parameters<T>.Empty;

    public X Input() => back(cotangent);
}
