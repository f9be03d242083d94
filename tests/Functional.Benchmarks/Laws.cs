using System.Globalization;
using Functional.Laws;
using static Functional.Layers<double>;

namespace Functional.Benchmarks;

/// <summary>What it costs to check laws: on every run of a user's tests.</summary>
internal static class Laws
{
    private const int Cases = 100;

    public static void Run()
    {
        var dense = LayerLaws.For(Dense(8), inputShape: [8], inSingle: Layers<float>.Dense(8));
        var networks = NetworkLaws.For(Vocabulary.Standard, depth: 6);
        Report("all-laws-dense-8x8-100-cases", () => dense.Check(Cases, LawSettings.PinnedSeed), 1);
        Report("all-laws-a-case-network-depth-6", () => networks.Check(Cases, LawSettings.PinnedSeed), Cases);
        foreach (var name in dense.Names)
            Report($"dense-8x8-100-cases ({name})", () => dense.Only(name).Check(Cases, LawSettings.PinnedSeed), 1);
    }

    private static void Report(string name, Action body, int parts) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {Rounds.Median(body) / 1000 / parts:F2}"));
}
