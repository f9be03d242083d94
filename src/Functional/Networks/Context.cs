using System.Numerics;

namespace Functional;

/// <summary>Whether a network learns or is used.</summary>
public enum Mode
{
    /// <summary>The network is used: dropout drops nothing, normalisation uses the state.</summary>
    Inference,

    /// <summary>The network learns: dropout drops, normalisation uses the batch and updates the state.</summary>
    Training,
}

/// <summary>
/// What a link may ask for beside its parameters and input: the mode, a random key, the state, its path. It is always there; what is made
/// for a link inside is made when somebody asks.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public class Context<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly Occasion occasion;
    private readonly Context<T>? outer;             // null for the whole network
    private readonly string name;
    private readonly TensorTree<T>? state;          // null for that of the surroundings

    private Context(Occasion occasion, Context<T>? outer = null, string name = "", TensorTree<T>? state = null) =>
        (this.occasion, this.outer, this.name, this.state) = (occasion, outer, name, state);

    /// <summary>Whether the network learns or is used.</summary>
    public Mode Mode => Asked().Mode;

    /// <summary>The link's own state.</summary>
    public TensorTree<T> State => state is not null ? Asked(state) : outer is null ? Asked().State : Inherited(outer, name);

    /// <summary>The link's own random key for this step.</summary>
    /// <exception cref="InvalidOperationException">The context is one of inference, in which nothing is random.</exception>
    public Key Key => outer is null
        ? Asked().Key ?? throw new InvalidOperationException("There is no random key at inference: nothing is random there.")
        : outer.Key.Split(name);

    /// <summary>The link's own random key for this step, the same at all steps in time of the innermost scan that it is in.</summary>
    /// <exception cref="InvalidOperationException">The context is one of inference, in which nothing is random.</exception>
    internal Key KeyOverTime => outer is null ? Key : IsStepInTime ? outer.Key : outer.KeyOverTime.Split(name);

    /// <summary>The link's path in the network: <c>encoder.2</c>; empty for the network itself.</summary>
    public string Path => outer is null ? "" : outer.Path is { Length: > 0 } path ? path + "." + name : name;

    /// <summary>What looks on; null where nobody does.</summary>
    public ILayerObserver<T>? Observer => occasion.Observer;

    /// <summary>A context in which the network learns.</summary>
    /// <param name="key">The key of this step: another step, another key.</param>
    /// <param name="state">The state before this step; most networks need none.</param>
    public static Context<T> Training(Key key, TensorTree<T>? state = null) => new(new Occasion(Mode.Training, key, state ?? TensorTree<T>.Empty));

    /// <summary>A context in which the network is used.</summary>
    /// <param name="state">The state that training has left; most networks need none.</param>
    public static Context<T> Inference(TensorTree<T>? state = null) =>
        state is null ? Plain : new(new Occasion(Mode.Inference, null, state));

    /// <summary>The same context with an observer that is shown every layer that has a place in the network, after it has run.</summary>
    /// <param name="observer">What looks on; null for nobody.</param>
    public Context<T> Observing(ILayerObserver<T>? observer) => With(occasion => occasion with { Observer = observer });

    /// <summary>The context of a layer inside.</summary>
    /// <param name="name">The layer's name in its surroundings.</param>
    /// <exception cref="ParameterException">The name is empty or has a dot.</exception>
    public Context<T> For(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 0 && !name.Contains('.', StringComparison.Ordinal)
            ? Inside(name)
            : throw new ParameterException($"'{name}' is no name of a layer: a name is not empty and has no dot.");
    }

    /// <summary>The context of a layer inside, whose name has been checked.</summary>
    internal Context<T> Inside(string name) => new(occasion, this, name);

    /// <summary>The same context with another state: what an earlier use of the same link has left.</summary>
    /// <param name="state">The state.</param>
    public Context<T> With(TensorTree<T> state) => Like(occasion, outer, state);

    /// <summary>The context of one of several uses of the same link: with a key of its own, and the state that the use before has left.</summary>
    /// <param name="use">Which use, from 0.</param>
    /// <param name="before">The state after the use before; null for the first.</param>
    internal Context<T> Again(int use, TensorTree<T>? before) =>
        new AnotherUse(occasion, this, LinkName.OfNumber(use), before is { IsEmpty: true } ? null : before, isStep: false);

    /// <summary>The same of a step in time.</summary>
    /// <param name="step">Which step, from 0.</param>
    /// <param name="before">The state after the step before; null for the first.</param>
    internal Context<T> AtStep(int step, TensorTree<T>? before) =>
        new AnotherUse(occasion, this, LinkName.OfNumber(step), before is { IsEmpty: true } ? null : before, isStep: true);

    /// <summary>The same context, which tells when the mode, the key or the state is asked for: so it is found out whether a layer needs them.</summary>
    /// <param name="asked">What is told; it may be told from several threads.</param>
    public Context<T> Watched(Action asked) => With(occasion => occasion with { WhenAsked = asked });

    private static Context<T> Plain { get; } = new(new Occasion(Mode.Inference, null, TensorTree<T>.Empty));

    private Context<T> With(Func<Occasion, Occasion> change) => outer is null ? new(change(occasion)) : Like(change(occasion), outer.With(change), state);

    private protected virtual TensorTree<T> Inherited(Context<T> from, string own) => from.State.Child(own);

    private protected virtual Context<T> Like(Occasion other, Context<T>? around, TensorTree<T>? own) => new(other, around, name, own);

    private protected virtual bool IsStepInTime => false;

    private TensorTree<T> Asked(TensorTree<T> state)
    {
        Asked();
        return state;
    }

    private Occasion Asked()
    {
        occasion.WhenAsked?.Invoke();
        return occasion;
    }

    /// <summary>One of several uses of the link around, whose state it has.</summary>
    private sealed class AnotherUse(Occasion occasion, Context<T> outer, string name, TensorTree<T>? state, bool isStep)
        : Context<T>(occasion, outer, name, state)
    {
        private protected override bool IsStepInTime => isStep;

        private protected override TensorTree<T> Inherited(Context<T> from, string own) => from.State;

        private protected override Context<T> Like(Occasion other, Context<T>? around, TensorTree<T>? own) => new AnotherUse(other, around!, name, own, isStep);
    }

    private protected sealed record Occasion(Mode Mode, Key? Key, TensorTree<T> State)
    {
        public ILayerObserver<T>? Observer { get; init; }

        public Action? WhenAsked { get; init; }
    }
}
