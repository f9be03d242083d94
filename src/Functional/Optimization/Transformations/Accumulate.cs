using System.Numerics;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>
    /// The mean of the gradients of so many steps, which goes on in the last of them; in the others nothing moves, and what comes after this has no part in them: its
    /// schedules and averages count the means. A batch that does not fit into memory is made of parts in this way.
    /// </summary>
    /// <param name="steps">How many; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no steps.</exception>
    /// <example><code>
    /// var optimizer = Accumulate(4).Then(Optimizer.Adam(1e-3f));
    /// </code></example>
    public static Optimizer<T> Accumulate(int steps) => steps >= 1
        ? new Accumulated<T>(steps)
        : throw new ArgumentOutOfRangeException(nameof(steps), Invariant($"Accumulate: gradients of at least 1 step are averaged, got {steps}."));
}

internal sealed record Accumulated<T>(int Count) : GradientTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "accumulated";

    public override string Code => Invariant($"Accumulate({Count})");

    internal override bool Remembers => true;

    public override TensorTree<T> Initialize(TensorTree<T> parameters) => TensorTree<T>.Of(("mean", parameters.Zero));

    public override Transformed<T> Apply(TensorTree<T> updates, TensorTree<T> moments, TensorTree<T> parameters, UpdateStep at)
    {
        var (done, mean) = (at.Index % Count, moments.Child("mean"));
        // Each time by its part of the difference, so that many gradients do not add up to a number too large.
        mean = done == 0 ? updates : mean.Zip(updates, (so, next) => so + (next - so) * T.CreateChecked(1.0 / (done + 1)));
        return done + 1 < Count ? new(null, TensorTree<T>.Of(("mean", mean))) : new(mean, TensorTree<T>.Of(("mean", mean.Zero)));
    }

    internal override long CountAfter(long index, TensorTree<T> moments) => index / Count;

    internal override GradientTransformation<T> On(Paths paths) =>
        throw new ArgumentException($"{Code}: a step is left out for all parameters or for none, so this is no transformation of {paths} alone.", nameof(paths));
}
