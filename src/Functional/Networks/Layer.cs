using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

/// <summary>
/// A layer: a differentiable function of two arguments, its parameters θ and its input x, and a way to make θ. It is a list of links, and composition is
/// concatenation: a network is a layer, so a network is a layer in another network. It is a value without state; two of the same links are equal.
/// <para>
/// The parameters of a link lie in a branch of its label or its number. A single link without a label stands for itself: its parameters are the layer's.
/// </para>
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="X">The type of the input.</typeparam>
/// <typeparam name="Y">The type of the output.</typeparam>
public sealed class Layer<T, X, Y> : IEquatable<Layer<T, X, Y>>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly LinkList<T> list;
    private readonly Link<T, X, Y>? alone;          // the one link of a layer that it stands for
    private Sequence<T>? sequence;

    /// <summary>A layer of one link.</summary>
    /// <param name="link">The link.</param>
    public Layer(Link<T, X, Y> link) : this(new LinkList<T>([link]))
    {
    }

    /// <summary>A layer of one link that is made of two functions.</summary>
    /// <param name="name">What the layer is, for messages and diagrams: <c>Dense(10)</c>.</param>
    /// <param name="initialize">Makes the parameters, and infers the output's shape.</param>
    /// <param name="forward">Computes the output and returns the way back.</param>
    public Layer(string name, Initializer<T> initialize, Forward<T, X, Y> forward) : this(new FunctionLink<T, X, Y>(name, initialize, forward))
    {
    }

    /// <summary>Links that fit each other.</summary>
    internal Layer(LinkList<T> list) => (this.list, alone) = (list, list.Count == 1 && list.All[0] is Link<T, X, Y> { Label: null } link ? link : null);

    /// <summary>The links, first to last.</summary>
    public ImmutableArray<Link<T>> Links => [.. list.All];

    /// <summary>What the layer is, for messages and diagrams: of one link its name.</summary>
    public string Name => list.Count switch { 0 => "Identity", 1 => list.All[0].Name, _ => "Chain" };

    /// <summary>The name that the layer takes in its surroundings in place of its number; null for its number, and for several links.</summary>
    public string? Label => list.Count == 1 ? list.All[0].Label : null;

    internal LinkList<T> List => list;

    /// <summary>The one link of a layer that it stands for; null of any other.</summary>
    internal Link<T, X, Y>? Alone => alone;

    internal Sequence<T> Sequence => sequence ??= new(list.All);

    /// <summary>First this layer, then another: their links in a row, so composition is strictly associative.</summary>
    /// <typeparam name="Z">The type of the other layer's output.</typeparam>
    /// <param name="next">The layer after this one.</param>
    public Layer<T, X, Z> Then<Z>(Layer<T, Y, Z> next) => new(list.Then(next.list));

    /// <summary>Makes the layer's parameters and state, before any data flows.</summary>
    /// <param name="key">The random key; the same key makes the same parameters.</param>
    /// <param name="input">The shape of one sample, without the batch.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or two links have one name; the message names the link's path and both shapes.</exception>
    public Initialization<T> Initialize(Key key, Shapes input) =>
        alone is null ? Sequence.Initialize(key, input) : AlonePass<T, X, Y>.Initialize(alone, key, input);

    /// <summary>Makes the layer's parameters and state for inputs of one shape, before any data flows.</summary>
    /// <param name="key">The random key; the same key makes the same parameters.</param>
    /// <param name="inputShape">The shape of one sample, without the batch.</param>
    /// <exception cref="ArgumentException">The shapes do not fit; the message names the layer's path and both shapes.</exception>
    public Initialization<T> Start(Key key, Shape inputShape) => Initialize(key, inputShape);

    /// <summary>
    /// Makes the parameters and state of a link around this layer, which are this layer's, too: what a combinator of one layer returns. The layer
    /// is the one part of it, or its links are the parts.
    /// </summary>
    /// <param name="key">The random key of the link.</param>
    /// <param name="input">The shape of one sample of this layer's input.</param>
    /// <param name="steps">How often the link runs this layer, see <see cref="Initialization{T}.Steps"/>; null where it runs once, in the link's
    /// own context.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of steps is negative.</exception>
    public Initialization<T> InitializeBody(Key key, Shapes input, int? steps = null)
    {
        if (steps < 0)
            throw new ArgumentOutOfRangeException(nameof(steps), Invariant($"InitializeBody: a layer runs 0 times or more, got {steps}."));
        var made = Initialize(key, input);
        return new("", made.Output, made.Parameters, made.State, list.Count == 1 && Label is null ? [("", made)] : made.Parts)
        {
            MultiplyAdds = made.MultiplyAdds * (steps ?? 1),
            Steps = steps,
        };
    }

    /// <summary>The output, the way back, and the state after this pass.</summary>
    /// <param name="parameters">The parameters θ.</param>
    /// <param name="input">A batch of inputs x.</param>
    /// <param name="context">Mode, key and state; inference without state when none is given.</param>
    public Evaluation<T, X, Y> Forward(TensorTree<T> parameters, X input, Context<T>? context = null)
    {
        context ??= Context<T>.Inference();
        if (alone is not null)
            return AlonePass<T, X, Y>.Run(alone, parameters, input, context);
        var (output, pass, state) = Sequence.Run(parameters, input, context);
        return new((Y)output!, pass.Back<X, Y>, state);
    }

    /// <summary>The layer at θ: a plain function of its input.</summary>
    /// <param name="parameters">The parameters θ.</param>
    /// <param name="context">Mode, key and state; inference without state when none is given.</param>
    public Differentiable<X, Y> At(TensorTree<T> parameters, Context<T>? context = null) => x =>
    {
        var (y, back, _) = Observed(parameters, x, context);
        return (y, dy => back(dy).Input);
    };

    /// <summary>The layer on x: a plain function of its parameters. The gradient of the data is never computed.</summary>
    /// <param name="input">A batch of inputs x.</param>
    /// <param name="context">Mode, key and state; inference without state when none is given.</param>
    public Differentiable<TensorTree<T>, Y> On(X input, Context<T>? context = null) => parameters =>
    {
        var (y, back, _) = Observed(parameters, input, context);
        return (y, dy => back(dy).Parameters);
    };

    /// <summary>The layer as one link of a name, with a branch of its own.</summary>
    internal Layer<T, X, Y> Under(string label) => new(new LinkList<T>(
        [list.Count == 1 ? list.All[0] with { Label = label } : new NetworkLink<T, X, Y>(this) { Label = label }]));

    /// <summary>The forward pass of the whole network, which the context's observer is shown, too.</summary>
    internal Evaluation<T, X, Y> Observed(TensorTree<T> parameters, X input, Context<T>? context)
    {
        var made = Forward(parameters, input, context);
        if (context?.Observer is not { } observer)
            return made;
        observer.See(context.Path, this, parameters, input, made.Output, context.Observing(null));
        return made with
        {
            Pullback = dy =>
            {
                var cotangents = made.Pullback(dy);
                observer.SeeBack(context.Path, this, dy, cotangents);
                return cotangents;
            },
        };
    }

    /// <inheritdoc/>
    public bool Equals(Layer<T, X, Y>? other) =>
        ReferenceEquals(this, other) || (other is not null && list.Count == other.list.Count && list.All.AsSpan().SequenceEqual(other.list.All));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Layer<T, X, Y>);

    /// <inheritdoc/>
    public override int GetHashCode() => list.All.Aggregate(list.Count, HashCode.Combine);

    /// <summary>Whether two layers consist of the same links.</summary>
    /// <param name="left">One layer.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Layer<T, X, Y>? left, Layer<T, X, Y>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two layers differ in a link.</summary>
    /// <param name="left">One layer.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Layer<T, X, Y>? left, Layer<T, X, Y>? right) => !(left == right);

    /// <summary>The layer as the C# expression that makes it.</summary>
    public override string ToString() => list.Count switch
    {
        0 => "Identity",
        1 => list.All[0].ToString(),
        _ when list.All.All(static link => link.IsOfTensors) => $"Chain({string.Join(", ", list.All.Select(static link => link.ToString()))})",
        _ => list.All[0] + string.Concat(list.All.Skip(1).Select(static link => $".Then({link})")),
    };
}

/// <summary>The cotangents of a whole layer.</summary>
internal sealed class PassCotangents<T, X>(Sequence<T>.Pass pass, object? cotangent) : Cotangents<T, X>
    where T : struct, IFloatingPointIeee754<T>
{
    private Cotangents<T>[]? links;

    protected override TensorTree<T> ComputeParameters() => pass.ParametersOf(links ??= pass.Backwards(cotangent));

    protected override X ComputeInput() => pass.Stages.Length == 0 ? (X)cotangent! : (X)pass.InputOf(links ??= pass.Backwards(cotangent), 0)!;
}
