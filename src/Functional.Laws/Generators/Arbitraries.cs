using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.Laws;

/// <summary>What the kit generates and makes smaller. Registered for a whole assembly by <c>[assembly: LawGenerators]</c>, which the packages for xunit have.</summary>
[StackTraceHidden]
public static partial class Arbitraries
{
    private const int OrdinaryCases = 80;
    private const int CasesOfEachCorner = 4;
    private const int CasesOfLargeNumbers = 10;           // in a network, other layers squash many of them before they reach the one that overflows

    /// <summary>Draws: three in four with ordinary numbers, the others in a corner. Sizes grow over a run.</summary>
    public static Arbitrary<Draw> Draws { get; } = Arb.From(
        from key in Keys.Generator
        from corner in Gen.Frequency([
            (OrdinaryCases, Gen.Constant(EdgeCase.None)),
            .. Enum.GetValues<EdgeCase>().Where(static corner => corner != EdgeCase.None).Select(static corner =>
                (corner == EdgeCase.Large ? CasesOfLargeNumbers : CasesOfEachCorner, Gen.Constant(corner)))])
        from largest in Gen.Sized(static size => Gen.Constant(Math.Clamp(2 + size / 20, 2, 5)))
        select new Draw(key, largest, Draw.Finest, corner),
        static draw => draw.Smaller());

    /// <summary>Random keys; they have nothing to be made smaller.</summary>
    public static Arbitrary<Key> Keys => Gen.Choose(int.MinValue, int.MaxValue)
        .Zip(Gen.Choose(int.MinValue, int.MaxValue), static (first, second) => new Key(unchecked((uint)first), unchecked((uint)second)))
        .ToArbitrary();
}
