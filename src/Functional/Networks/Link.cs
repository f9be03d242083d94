using System.Numerics;

namespace Functional;

/// <summary>
/// One step of a network: its settings, how it is initialised, and what it computes. Links are values: two with the same settings are equal. A layer is
/// a list of them, and <see cref="Sequence{T}"/> runs the list. Write a link of your own by deriving from <see cref="Link{T, X, Y}"/>.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public abstract record Link<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private protected Link()
    {
    }

    /// <summary>The name that the link takes in its surroundings in place of its number; null for its number.</summary>
    public string? Label { get; init; }

    /// <summary>What the link is, for messages and diagrams: <c>Dense(10)</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The link as the C# expression that makes it, without its label.</summary>
    public virtual string Code => Name;

    /// <summary>Makes the link's parameters and state, and infers the shape of its output.</summary>
    /// <param name="key">The random key; the same key makes the same parameters.</param>
    /// <param name="input">The shape of one sample of the input.</param>
    /// <exception cref="ArgumentException">The input does not fit; the message says how.</exception>
    public abstract Initialization<T> Initialize(Key key, Shapes input);

    /// <summary>
    /// One link that computes what this one and then the next compute, bit for bit, where there is a faster way. Its parameters are this one's; the next
    /// one has none. It is asked once for each pair of neighbours in a network.
    /// </summary>
    /// <param name="following">The link after this one, whatever its label.</param>
    /// <returns>The link that does both; null where there is none.</returns>
    public virtual Link<T>? Fuse(Link<T> following) => null;

    /// <summary>
    /// The same link, whose way back keeps less and computes again what it needs, where the link has a better way than to run again as a whole.
    /// </summary>
    /// <param name="every">How many steps lie between those whose input is kept; null for the square root of all.</param>
    /// <returns>The link; null where there is no better way.</returns>
    internal virtual Link<T>? Rematerialized(int? every) => null;

    /// <summary>The C# expression that makes the link.</summary>
    public sealed override string ToString() => Label is null ? Code : $"Named(\"{Label}\", {Code})";

    /// <summary>Whether the link is one from tensor to tensor, as the links of a chain are.</summary>
    internal abstract bool IsOfTensors { get; }

    /// <summary>Computes the output where the input is, and returns the pullback.</summary>
    internal abstract object Run(TensorTree<T> parameters, ref object? value, Context<T> context, out TensorTree<T> state);

    /// <summary>Calls a pullback of this link's.</summary>
    internal abstract Cotangents<T> Back(object pullback, object? cotangent);

    internal abstract void Show(ILayerObserver<T> observer, string path, TensorTree<T> parameters, object? input, object? output, Context<T> context);

    internal abstract void ShowBack(ILayerObserver<T> observer, string path, object? cotangent, Cotangents<T> cotangents);
}

/// <summary>A link between two types: what a layer of your own derives from.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="X">The type of the input.</typeparam>
/// <typeparam name="Y">The type of the output.</typeparam>
/// <example><code>
/// public sealed record Gain&lt;T&gt;(T Start) : Link&lt;T, Tensor&lt;T&gt;, Tensor&lt;T&gt;&gt; where T : struct, IFloatingPointIeee754&lt;T&gt;
/// {
///     public override string Name =&gt; $"Gain({Start})";
///
///     public override Initialization&lt;T&gt; Initialize(Key key, Shapes input) =&gt;
///         Initialization&lt;T&gt;.Of(input, TensorTree&lt;T&gt;.Of(("gain", Tensor.Full([], Start))));
///
///     public override Evaluation&lt;T, Tensor&lt;T&gt;, Tensor&lt;T&gt;&gt; Apply(TensorTree&lt;T&gt; parameters, Tensor&lt;T&gt; x, Context&lt;T&gt; context)
///     {
///         var gain = parameters.Leaf("gain", []);
///         return new(gain * x, dy =&gt; new(() =&gt; TensorTree&lt;T&gt;.Of(("gain", (dy * x).Sum())), () =&gt; gain * dy));
///     }
/// }
/// </code></example>
public abstract record Link<T, X, Y> : Link<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Computes the output, and returns the way back.</summary>
    /// <param name="parameters">The link's own parameters θ.</param>
    /// <param name="input">A batch of inputs x.</param>
    /// <param name="context">Mode, key, state and path.</param>
    public abstract Evaluation<T, X, Y> Apply(TensorTree<T> parameters, X input, Context<T> context);

    internal sealed override bool IsOfTensors => typeof(X) == typeof(Tensor<T>) && typeof(Y) == typeof(Tensor<T>);

    internal sealed override object Run(TensorTree<T> parameters, ref object? value, Context<T> context, out TensorTree<T> state)
    {
        (var output, var pullback, state) = Apply(parameters, (X)value!, context);
        value = output;
        return pullback;
    }

    internal sealed override Cotangents<T> Back(object pullback, object? cotangent) => ((Func<Y, Cotangents<T, X>>)pullback)((Y)cotangent!);

    internal sealed override void Show(ILayerObserver<T> observer, string path, TensorTree<T> parameters, object? input, object? output, Context<T> context) =>
        observer.See(path, new Layer<T, X, Y>(this with { Label = null }), parameters, (X)input!, (Y)output!, context);

    internal sealed override void ShowBack(ILayerObserver<T> observer, string path, object? cotangent, Cotangents<T> cotangents) =>
        observer.SeeBack(path, new Layer<T, X, Y>(this with { Label = null }), (Y)cotangent!, (Cotangents<T, X>)cotangents);
}
