namespace Functional;

/// <summary>How attention knows which place is how far from another, beside what is added to its input.</summary>
public abstract record RelativePositions
{
    private RelativePositions()
    {
    }

    /// <summary>Rotary positions: queries and keys are turned by angles in proportion to their places. Su et al., "RoFormer", 2021.</summary>
    /// <param name="wavelength">What the longest wavelength is nearly 2π times of; above 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The wavelength is not above 1, or not finite.</exception>
    public static RelativePositions Rotary(double wavelength = 10_000) => new RotaryPositions(Setting.In<double>(
        wavelength, nameof(wavelength), "Rotary: the wavelength is above 1 and finite", static x => x > 1 && double.IsFinite(x)));

    /// <summary>
    /// ALiBi: a score falls in proportion to how far its key is from its query, at a slope that each head has of its own. Press, Smith and Lewis, "Train
    /// short, test long", ICLR 2022.
    /// </summary>
    public static RelativePositions Alibi { get; } = new AlibiPositions();

    /// <summary>The wavelength of rotary positions; null of others.</summary>
    internal double? Wavelength => (this as RotaryPositions)?.Base;

    private sealed record RotaryPositions(double Base) : RelativePositions
    {
        public override string ToString() => Invariant($"RelativePositions.Rotary({Base})");
    }

    private sealed record AlibiPositions : RelativePositions
    {
        public override string ToString() => "RelativePositions.Alibi";
    }
}
