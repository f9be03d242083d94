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
/// What a layer may need beside its parameters and input: the mode, a random key, the running statistics. Only layers that ask for it see it.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Context<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly Key? key;
    private readonly string path;
    private readonly ILayerObserver<T>? observer;

    private Context(Mode mode, Key? key, Parameters<T> statistics, string path, ILayerObserver<T>? observer) =>
        (Mode, this.key, Statistics, this.path, this.observer) = (mode, key, statistics, path, observer);

    /// <summary>Whether the network learns or is used.</summary>
    public Mode Mode { get; }

    /// <summary>The layer's own running statistics.</summary>
    public Parameters<T> Statistics { get; }

    /// <summary>The layer's own random key for this step.</summary>
    /// <exception cref="InvalidOperationException">The context is one of inference, in which nothing is random.</exception>
    public Key Key => key ?? throw new InvalidOperationException("There is no random key at inference: nothing is random there.");

    internal bool IsObserved => observer is not null;

    /// <summary>A context in which the network learns.</summary>
    /// <param name="key">The key of this step: another step, another key.</param>
    /// <param name="statistics">The running statistics before this step; none are needed by most networks.</param>
    public static Context<T> Training(Key key, Parameters<T>? statistics = null) => new(Mode.Training, key, statistics ?? Parameters<T>.Empty, "", null);

    /// <summary>A context in which the network is used.</summary>
    /// <param name="statistics">The running statistics that training has left; none are needed by most networks.</param>
    public static Context<T> Inference(Parameters<T>? statistics = null) => new(Mode.Inference, null, statistics ?? Parameters<T>.Empty, "", null);

    /// <summary>The same context with an observer that is shown every layer that has a place in the network, and its way back.</summary>
    /// <param name="observer">What looks on.</param>
    public Context<T> Observing(ILayerObserver<T> observer) => new(Mode, key, Statistics, path, observer);

    /// <summary>The context of a layer inside.</summary>
    /// <param name="name">The layer's name in its surroundings.</param>
    public Context<T> For(string name) =>
        new(Mode, key?.Split(name), Statistics.Child(name), path.Length == 0 ? name : path + "." + name, observer);

    /// <summary>Shows the observer what a layer has made, and later its way back.</summary>
    internal Evaluation<T, X, Y> Show<X, Y>(Layer<T, X, Y> layer, Parameters<T> parameters, X input, Evaluation<T, X, Y> made)
    {
        if (observer is not { } observing)
            return made;
        var back = made.Pullback;
        observing.See(path, layer, parameters, input, made.Output, new(Mode, key, Statistics, path, null));
        return made with { Pullback = Observed };

        Cotangents<T, X> Observed(Y cotangent)
        {
            var cotangents = back(cotangent);
            observing.SeeBack(path, layer, cotangent, cotangents);
            return cotangents;
        }
    }
}
