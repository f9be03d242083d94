namespace Functional;

/// <summary>u ↦ Scale·u + Decay·p, of an update u and its parameter p: what scales and what decays in a chain are folded to one such map.</summary>
internal readonly record struct AffineMap(double Scale, double Decay)
{
    public static readonly AffineMap Identity = new(1, 0);

    /// <summary>This one first, then another.</summary>
    public AffineMap Then(AffineMap next) => new(Scale * next.Scale, Decay * next.Scale + next.Decay);
}
