using System.Numerics;

namespace Functional;

/// <summary>Makes a link's parameters and state, and infers the shape of its output.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="key">The random key; the same key makes the same parameters.</param>
/// <param name="input">The shape of one sample of the input.</param>
public delegate Initialization<T> Initializer<T>(Key key, Shapes input)
    where T : struct, IFloatingPointIeee754<T>;

/// <summary>Computes a link's output and returns the way back.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="X">The type of the input.</typeparam>
/// <typeparam name="Y">The type of the output.</typeparam>
/// <param name="parameters">The link's parameters θ.</param>
/// <param name="input">A batch of inputs x.</param>
/// <param name="context">Mode, key and state.</param>
public delegate Evaluation<T, X, Y> Forward<T, X, Y>(TensorTree<T> parameters, X input, Context<T> context)
    where T : struct, IFloatingPointIeee754<T>;

/// <summary>A link from two functions. It equals another one of the same functions.</summary>
internal sealed record FunctionLink<T, X, Y>(string Named, Initializer<T> Initializer, Forward<T, X, Y> Forward) : Link<T, X, Y>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Named;

    public override Initialization<T> Initialize(Key key, Shapes input) => Initializer(key, input);

    public override Evaluation<T, X, Y> Apply(TensorTree<T> parameters, X input, Context<T> context) => Forward(parameters, input, context);
}
