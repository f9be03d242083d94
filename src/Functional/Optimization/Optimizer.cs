using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

/// <summary>
/// An optimiser: a list of gradient transformations, in the order in which the gradient flows through them. What comes out of the last one is taken off the
/// parameters: θ ← θ − u. Composition joins lists, so it is associative, and the optimiser of no transformation is neutral to it.
/// <para>A pair of pure functions: <see cref="Initialize"/> makes its first state, <see cref="Update(TensorTree{T}, OptimizerState{T}, TensorTree{T})"/> makes a step.</para>
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <example><code>
/// using static Functional.GradientTransformations&lt;float&gt;;
///
/// var optimizer = ClipByGlobalNorm(1)
///     .Then(ScaleByAdam())
///     .Then(AddDecayedWeights(1e-2).Where(Paths.EndsWith("weight")))
///     .Then(ScaleBy(Schedule.Cosine(1e-3, steps: 10_000)))
///     .Freeze("encoder");
/// var state = optimizer.Initialize(theta);
/// var (stepped, after) = optimizer.Update(dtheta, state, theta);
/// </code></example>
public sealed partial record Optimizer<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly string[] names;        // of the branches of the state, one for each transformation
    private readonly Paths? frozen;
    private readonly string? title;

    /// <summary>An optimiser of transformations.</summary>
    /// <param name="links">The transformations, in the order in which the gradient flows.</param>
    public Optimizer(params ReadOnlySpan<GradientTransformation<T>> links) : this([.. links], null)
    {
    }

    internal Optimizer(ImmutableArray<GradientTransformation<T>> links, string? title)
    {
        (Links, this.title) = (links, title);
        names = Distinct(links);
        foreach (var link in links)
        {
            AcceptsNonFinite |= link.AcceptsNonFinite;
            if (link is Frozen<T> freeze)
                frozen = frozen is null ? freeze.Paths : frozen | freeze.Paths;
        }
    }

    /// <summary>The transformations.</summary>
    public ImmutableArray<GradientTransformation<T>> Links { get; }

    /// <summary>Whether a transformation knows what to do with a gradient that is not finite.</summary>
    internal bool AcceptsNonFinite { get; }

    /// <summary>This one first, then another.</summary>
    /// <param name="next">What the updates of this one flow into.</param>
    public Optimizer<T> Then(Optimizer<T> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return Links.IsEmpty ? next : next.Links.IsEmpty ? this : new([.. Links, .. next.Links], $"{this}.Then({next})");
    }

    /// <summary>The same on chosen parameters alone: the updates of all others pass by as they are. Norms are those of the chosen ones.</summary>
    /// <param name="paths">The parameters that it is for.</param>
    /// <exception cref="ArgumentException">A transformation is for all parameters or for none, as accumulation is.</exception>
    public Optimizer<T> Where(Paths paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return new([.. Links.Select(link => link.On(paths))], $"{this}.Where({paths})");
    }

    /// <summary>
    /// The same, but these parameters never change: their update is exactly zero, whatever else is in the chain, before or after this. They have no moments, and no
    /// part in norms.
    /// </summary>
    /// <param name="paths">The parameters that stay as they are: <c>"encoder"</c> is all at this path or below it.</param>
    public Optimizer<T> Freeze(Paths paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return new([.. Links, new Frozen<T>(paths)], $"{this}.Freeze({paths})");
    }

    /// <summary>The state before the first step.</summary>
    /// <param name="parameters">The parameters θ.</param>
    /// <exception cref="ParameterException">A choice of parameters chooses none; the message names those that are called nearly so.</exception>
    public OptimizerState<T> Initialize(TensorTree<T> parameters)
    {
        foreach (var link in Links)
            link.ExpectFit(parameters);
        var trained = Trained(parameters);
        return new(0, TensorTree<T>.Of([.. Links.Select((link, i) => (names[i], link.Initialize(trained)))]));
    }

    /// <inheritdoc/>
    public bool Equals(Optimizer<T>? other) => ReferenceEquals(this, other) || (other is not null && Links.AsSpan().SequenceEqual(other.Links.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => Links.Aggregate(0, HashCode.Combine);

    /// <summary>The C# that makes it, without its classes.</summary>
    public override string ToString() => title ?? (Links.IsEmpty ? "Identity" : Links[0].Code + string.Concat(Links.Skip(1).Select(static link => $".Then({link.Code})")));

    /// <summary>
    /// The learning rate of a step: the product of all <see cref="GradientTransformations{T}.ScaleBy"/> of the chain. Null where there is none, where one is traced, and where one
    /// is for chosen parameters alone, so that they have no rate in common.
    /// </summary>
    /// <param name="step">
    /// How many updates there were before, from 0; what comes after <see cref="GradientTransformations{T}.Accumulate"/> counts fewer. Of these none was left out by
    /// <see cref="GradientTransformations{T}.SkipNonFinite"/>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    /// <exception cref="InvalidOperationException">A schedule has no usable value at this step.</exception>
    public double? RateAt(long step)
    {
        if (step < 0)
            throw new ArgumentOutOfRangeException(nameof(step), Invariant($"RateAt: steps are counted from 0, got {step}."));
        return Rate(step, TensorTree<T>.Empty);
    }

    /// <summary>The learning rate of the last step that a state has seen and that was not left out; null where there is none, too.</summary>
    internal double? RateAfter(OptimizerState<T> state) => Rate(state.Step - 1, state.Moments);

    private double? Rate(long step, TensorTree<T> moments)
    {
        double? product = null;
        for (var i = 0; i < names.Length && step >= 0; i++)
        {
            if (Links[i] is ScaleBy<T> scale)
            {
                if (scale.RateAt(step) is not { } rate)
                    return null;
                product = rate * (product ?? 1);
            }
            step = Links[i].CountAfter(step, moments.Child(names[i]));
        }
        return step < 0 ? null : product;
    }

    /// <summary>The parameters that are not frozen.</summary>
    private TensorTree<T> Trained(TensorTree<T> tree) => frozen is null ? tree : tree.Keep((path, leaf) => !frozen.Contains(path, leaf.Shape));

    private static string[] Distinct(ImmutableArray<GradientTransformation<T>> links)
    {
        var names = new string[links.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var (name, count) = (links[i].Name, 1);
            for (var before = 0; before < i; before++)
                count += links[before].Name == name ? 1 : 0;
            if (count > 1 && links[i].Measures is { } measured)
                throw new ArgumentException($"Measure: '{measured}' is measured twice in one chain: give one of them another name.");
            names[i] = count == 1 ? name : Invariant($"{name}-{count}");
        }
        return names;
    }
}
