using System.Globalization;
using Functional.Laws;
using static Functional.Layers<double>;

namespace Functional.Benchmarks;

/// <summary>What it costs to check laws: on every run of a user's tests.</summary>
internal static class Laws
{
    public static void Run(Pace pace)
    {
        var cases = Math.Min(100, pace.Count);
        var dense = LayerLaws.For(Dense(8), inputShape: [8], inSingle: Layers<float>.Dense(8));
        var networks = NetworkLaws.For(Grammar.Standard, depth: 6);
        Report("all-laws-dense-8x8-100-cases", () => dense.Check(cases, LawSettings.PinnedSeed), 1);
        Report("all-laws-a-case-network-depth-6", () => networks.Check(cases, LawSettings.PinnedSeed), cases);
        foreach (var name in dense.Names)
            Report($"dense-8x8-100-cases ({name})", () => dense.Only(name).Check(cases, LawSettings.PinnedSeed), 1);

        void Report(string name, Action body, int parts) =>
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {pace.Median(body) / 1000 / parts:F2}"));
    }
}
