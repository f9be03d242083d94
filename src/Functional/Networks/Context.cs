using System.Numerics;

namespace Functional;

/// <summary>Whether a network learns or is used.</summary>
public enum Mode
{
    /// <summary>The network is used: dropout drops nothing, normalisation uses the running statistics.</summary>
    Inference,

    /// <summary>The network learns: dropout drops, normalisation uses the batch and updates the running statistics.</summary>
    Training,
}

/// <summary>
/// What a link may ask for beside its parameters and input: the mode, a random key, the running statistics, its path. It is always there; what is made
/// for a link inside is made when somebody asks.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Context<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly Run run;
    private readonly Context<T>? outer;             // null for the whole network
    private readonly string name;
    private readonly Parameters<T>? statistics;     // null for those of the surroundings

    private Context(Run run, Context<T>? outer = null, string name = "", Parameters<T>? statistics = null) =>
        (this.run, this.outer, this.name, this.statistics) = (run, outer, name, statistics);

    /// <summary>Whether the network learns or is used.</summary>
    public Mode Mode => Asked().Mode;

    /// <summary>The link's own running statistics.</summary>
    public Parameters<T> Statistics => statistics is not null ? Asked(statistics) : outer is null ? Asked().Statistics : outer.Statistics.Child(name);

    /// <summary>The link's own random key for this step.</summary>
    /// <exception cref="InvalidOperationException">The context is one of inference, in which nothing is random.</exception>
    public Key Key => outer is null
        ? Asked().Key ?? throw new InvalidOperationException("There is no random key at inference: nothing is random there.")
        : outer.Key.Split(name);

    /// <summary>The link's path in the network: <c>encoder.2</c>; empty for the network itself.</summary>
    public string Path => outer is null ? "" : outer.Path is { Length: > 0 } path ? path + "." + name : name;

    /// <summary>What looks on; null where nobody does.</summary>
    public ILayerObserver<T>? Observer => run.Observer;

    /// <summary>A context in which the network learns.</summary>
    /// <param name="key">The key of this step: another step, another key.</param>
    /// <param name="statistics">The running statistics before this step; none are needed by most networks.</param>
    public static Context<T> Training(Key key, Parameters<T>? statistics = null) => new(new Run(Mode.Training, key, statistics ?? Parameters<T>.Empty));

    /// <summary>A context in which the network is used.</summary>
    /// <param name="statistics">The running statistics that training has left; none are needed by most networks.</param>
    public static Context<T> Inference(Parameters<T>? statistics = null) =>
        statistics is null ? Plain : new(new Run(Mode.Inference, null, statistics));

    /// <summary>The same context with an observer that is shown every layer that has a place in the network, after it has run.</summary>
    /// <param name="observer">What looks on; null for nobody.</param>
    public Context<T> Observing(ILayerObserver<T>? observer) => With(run => run with { Observer = observer });

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
    internal Context<T> Inside(string name) => new(run, this, name);

    /// <summary>The same context with other statistics: those that an earlier use of the same link has left.</summary>
    /// <param name="statistics">The statistics.</param>
    public Context<T> With(Parameters<T> statistics) => new(run, outer, name, statistics);

    /// <summary>The same context, which tells when the mode, the key or the statistics are asked for.</summary>
    internal Context<T> Watched(Action asked) => With(run => run with { WhenAsked = asked });

    private static Context<T> Plain { get; } = new(new Run(Mode.Inference, null, Parameters<T>.Empty));

    private Context<T> With(Func<Run, Run> change) => outer is null ? new(change(run)) : new(change(run), outer.With(change), name, statistics);

    private Parameters<T> Asked(Parameters<T> statistics)
    {
        Asked();
        return statistics;
    }

    private Run Asked()
    {
        run.WhenAsked?.Invoke();
        return run;
    }

    private sealed record Run(Mode Mode, Key? Key, Parameters<T> Statistics)
    {
        public ILayerObserver<T>? Observer { get; init; }

        public Action? WhenAsked { get; init; }
    }
}
