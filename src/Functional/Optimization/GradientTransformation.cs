using System.Numerics;

namespace Functional;

/// <summary>
/// One step from a gradient to an update: it scales, clips, averages, adds. Transformations compose by <see cref="Optimizer{T}.Then"/>; what comes out of the last
/// one is taken off the parameters. A record of its settings, so that two are equal when these are.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <example><code>
/// public sealed record Signs : GradientTransformation&lt;float&gt;
/// {
///     public override string Name => "signs";
///
///     public override Transformed&lt;float&gt; Apply(TensorTree&lt;float&gt; updates, TensorTree&lt;float&gt; moments, TensorTree&lt;float&gt; parameters, UpdateStep at) =>
///         new(updates.Map(static leaf => leaf.Sign()), moments);
/// }
///
/// var optimizer = new Optimizer&lt;float&gt;(new Signs()).Then(ScaleBy(0.01));
/// </code></example>
public abstract record GradientTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>A short name without dots, under which its moments stand in the optimiser's state: <c>adam</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The C# that makes it, without its class; its name where it does not say.</summary>
    public virtual string Code => Name;

    /// <summary>
    /// Whether it knows what to do with a gradient that has numbers which are NaN or infinite. As a rule none does, and then a run stops at such a gradient and says where
    /// it arose.
    /// </summary>
    public virtual bool AcceptsNonFinite => false;

    /// <summary>Its moments before the first step; empty for one that remembers nothing.</summary>
    /// <param name="parameters">The parameters θ.</param>
    public virtual TensorTree<T> Initialize(TensorTree<T> parameters) => TensorTree<T>.Empty;

    /// <summary>The updates that go on, and the next moments.</summary>
    /// <param name="updates">The updates so far: the gradient ∂C/∂θ where this is the first.</param>
    /// <param name="moments">The moments after the step before.</param>
    /// <param name="parameters">The parameters θ before the step.</param>
    /// <param name="at">Which step it is.</param>
    public abstract Transformed<T> Apply(TensorTree<T> updates, TensorTree<T> moments, TensorTree<T> parameters, UpdateStep at);

    /// <summary>Under which name it measures; null for one that does not. No two in a chain have the same.</summary>
    internal virtual string? Measures => null;

    /// <summary>Whether it has moments of any parameters, so that a state without them is another optimiser's.</summary>
    internal virtual bool Remembers => false;

    /// <summary>How many updates have gone on from it, of those that came to it: what comes after it counts these.</summary>
    /// <param name="index">How many came to it before this one.</param>
    /// <param name="moments">Its moments.</param>
    internal virtual long CountAfter(long index, TensorTree<T> moments) => index;

    /// <summary>Refuses parameters of which it chooses none.</summary>
    /// <param name="parameters">All parameters θ.</param>
    internal virtual void ExpectFit(TensorTree<T> parameters)
    {
    }

    /// <summary>The same on chosen parameters alone; the others pass it by.</summary>
    /// <param name="paths">The parameters that it is for.</param>
    internal virtual GradientTransformation<T> On(Paths paths) => new ChosenTransformation<T>(this, paths);

    /// <summary>An optimiser of this transformation alone.</summary>
    /// <param name="transformation">The transformation.</param>
    public static implicit operator Optimizer<T>(GradientTransformation<T> transformation) => new(transformation);

    /// <summary>The C# that makes it.</summary>
    public sealed override string ToString() => Code;
}

/// <summary>Which step an update is.</summary>
/// <param name="Index">How many updates there were before, from 0: what schedules are functions of.</param>
/// <param name="IsDonated">Whether the old parameters and moments may be written over: then the caller lets nobody read them again.</param>
public readonly record struct UpdateStep(long Index, bool IsDonated)
{
    /// <summary>The index of the step.</summary>
    public override string ToString() => Invariant($"step {Index}");
}

/// <summary>What a transformation makes of updates.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Updates">The updates that go on; null where nothing is to happen in this step: the parameters stay, and transformations after this one see none of it.</param>
/// <param name="Moments">The next moments.</param>
public readonly record struct Transformed<T>(TensorTree<T>? Updates, TensorTree<T> Moments)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>A number that all updates are still to be multiplied by: so a whole tree need not be gone through for it.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>The updates and the moments.</summary>
    public override string ToString() => Invariant($"{Scale} times {Updates?.ToString() ?? "nothing"}; moments:\n{Moments}");
}

