using System.Numerics;

namespace Functional;

/// <summary>
/// A learning rate: a number, a <see cref="Schedule"/>, or a tensor of one number that may be traced, so that a run can be differentiated by it. All three become one
/// by themselves.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly struct Rate<T> : IEquatable<Rate<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly Schedule? schedule;
    private readonly AffineStep<T>? always;     // the step of a rate that is always the same
    private readonly Tensor<T>? traced;

    private Rate(Schedule schedule) => (this.schedule, always) = (schedule, schedule.Always is { } rate ? new(rate, 0) : null);

    private Rate(Tensor<T> traced) => (this.traced, always) = (traced, new(1, 0, traced));

    /// <summary>The same rate at all steps.</summary>
    /// <param name="rate">Positive and finite, in the element type, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static implicit operator Rate<T>(double rate)
    {
        Setting.In<T>(rate, nameof(rate), "Optimizer: the learning rate is positive and finite", static x => x > 0 && double.IsFinite(x));
        return new Rate<T>(Schedule.Constant(rate));
    }

    /// <summary>A rate for each step; none is negative.</summary>
    /// <param name="rate">The schedule.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is always one number, which is not positive.</exception>
    public static implicit operator Rate<T>(Schedule rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        return rate.Always is { } always ? always : new Rate<T>(rate);
    }

    /// <summary>A rate that may be traced.</summary>
    /// <param name="rate">One number; positive where it is not traced.</param>
    /// <exception cref="ShapeException">It is not one number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive and finite.</exception>
    public static implicit operator Rate<T>(Tensor<T> rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        if (rate.Length != 1)
            throw new ShapeException($"Optimizer: the learning rate is one number, but it has shape {rate.Shape}.");
        return rate.IsTraced ? new Rate<T>(rate) : double.CreateChecked(rate.Scalar);
    }

    /// <summary>The rate where it is the same at all steps and not traced.</summary>
    internal double? Always => schedule?.Always;

    /// <summary>The rate of a step as a step of a chain.</summary>
    internal AffineStep<T> StepAt(long index)
    {
        if (always is not null)
            return always;
        var rate = (schedule ?? throw new InvalidOperationException("Optimizer: there is no learning rate.")).At(index);
        return rate >= 0 && T.IsFinite(T.CreateChecked(rate))
            ? new(rate, 0)
            : throw new InvalidOperationException(Invariant($"Optimizer: the learning rate {schedule} is {rate} at step {index}; it is not negative and finite."));
    }

    /// <inheritdoc/>
    public bool Equals(Rate<T> other) => traced is null ? other.traced is null && Equals(schedule, other.schedule) : ReferenceEquals(traced, other.traced);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rate<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => schedule?.GetHashCode() ?? 0;

    /// <summary>Whether two rates are equal.</summary>
    /// <param name="left">One rate.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Rate<T> left, Rate<T> right) => left.Equals(right);

    /// <summary>Whether two rates differ.</summary>
    /// <param name="left">One rate.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Rate<T> left, Rate<T> right) => !left.Equals(right);

    /// <summary>The number, or the C# that makes the schedule.</summary>
    public override string ToString() => traced is not null ? "…" : schedule?.ToString() ?? "none";
}
