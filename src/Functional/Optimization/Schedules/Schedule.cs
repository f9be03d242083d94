namespace Functional;

/// <summary>
/// A number that changes with the steps of a run: a learning rate, a decay, a momentum. A pure function of how many steps there were before, from 0, so that a run
/// that is gone on with has the same numbers as one that was never interrupted. Steps are updates, not epochs. A number is the schedule that is always this number.
/// </summary>
/// <example><code>
/// var rate = Schedule.Cosine(1e-3, steps: 9_000).WarmUp(1_000);
/// Console.WriteLine(rate.Plot(steps: 10_000));
/// </code></example>
public sealed partial class Schedule : IEquatable<Schedule>
{
    private readonly string code;
    private readonly Func<long, double> function;

    private readonly bool isOwn;            // made of a function of somebody's, of which the name alone is known

    private Schedule(string code, Func<long, double> function, params ReadOnlySpan<Schedule> parts) : this(code, function, false)
    {
        foreach (var part in parts)
            isOwn |= part.isOwn;
    }

    private Schedule(string code, Func<long, double> function, bool isOwn) => (this.code, this.function, this.isOwn) = (code, function, isOwn);

    /// <summary>Whether it is one number at all steps.</summary>
    internal double? Always { get; private init; }

    private bool IsProduct { get; init; }

    /// <summary>The C# that makes it, in brackets where something follows that it would else not all belong to.</summary>
    private string Whole => IsProduct ? $"({code})" : code;

    /// <summary>The number at a step.</summary>
    /// <param name="step">How many steps there were before, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    /// <exception cref="InvalidOperationException">The schedule has no finite number there.</exception>
    public double At(long step)
    {
        if (step < 0)
            throw new ArgumentOutOfRangeException(nameof(step), Invariant($"Schedule: steps are counted from 0, got {step}."));
        var value = function(step);
        return double.IsFinite(value) ? value : throw new InvalidOperationException(Invariant($"The schedule {this} is {value} at step {step}."));
    }

    /// <summary>The schedule that is always a number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Schedule(double value) => Constant(value);

    /// <summary>This one for some steps, then another, whose own steps begin there with 0.</summary>
    /// <param name="steps">For how many steps; at least 1.</param>
    /// <param name="next">What comes after them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no steps.</exception>
    public Schedule Then(long steps, Schedule next)
    {
        ArgumentNullException.ThrowIfNull(next);
        ExpectSteps(steps, nameof(steps), nameof(Then));
        return new(Invariant($"{Whole}.Then({steps}, {next})"), step => step < steps ? function(step) : next.function(step - steps), this, next);
    }

    /// <summary>
    /// Some steps that rise evenly to the first number of this schedule, then all of it: step k of n has (k + 1)/(n + 1) of that number, so that no step is lost on a
    /// rate of 0.
    /// </summary>
    /// <param name="steps">How many steps; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no steps.</exception>
    public Schedule WarmUp(long steps)
    {
        ExpectSteps(steps, nameof(steps), nameof(WarmUp));
        return new(Invariant($"{Whole}.WarmUp({steps})"), step => step < steps ? function(0) * (step + 1) / (steps + 1.0) : function(step - steps), this);
    }

    /// <summary>Two schedules multiplied, step by step.</summary>
    /// <param name="left">One schedule.</param>
    /// <param name="right">The other.</param>
    public static Schedule operator *(Schedule left, Schedule right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new($"{left.code} * {(right.Always is null ? right.Whole : right.ToString())}", step => left.function(step) * right.function(step), left, right)
        {
            Always = left.Always * right.Always,
            IsProduct = true,
        };
    }

    /// <summary>Whether two schedules are equal.</summary>
    /// <param name="left">One schedule.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Schedule? left, Schedule? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two schedules differ.</summary>
    /// <param name="left">One schedule.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Schedule? left, Schedule? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(Schedule? other) => ReferenceEquals(this, other) || (other is not null && code == other.code && !isOwn && !other.isOwn);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Schedule);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(code);

    /// <summary>The C# that makes it; a number where it is always that.</summary>
    public override string ToString() => Always is { } value ? Invariant($"{value}") : code;
}
