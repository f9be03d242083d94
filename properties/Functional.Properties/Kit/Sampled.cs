using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;

namespace Functional.Properties.Kit;

/// <summary>Generated values as a list, always the same ones.</summary>
internal static class Sampled
{
    public static List<A> Of<A>(Arbitrary<A> values, int count)
    {
        var seed = LawSettings.PinnedSeed.Split(',').Select(ulong.Parse).ToArray();
        var all = new List<A>();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(seed[0], seed[1]), Prop.ForAll(values, all.Add));
        return all;
    }
}
