using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace Functional.Laws;

/// <summary>One law on generated cases, run by FsCheck; what it finds is a value.</summary>
internal static class LawRun
{
    public static LawResult Of<D>(Law<D> law, Arbitrary<D> cases, Func<Law<D>, D, string> print, int count, string? seed)
    {
        var (inconclusive, reason) = (0, "");
        (D Description, Outcome Outcome)? smallest = null;
        var end = new Ending();
        Check.One(Settings(count, seed).WithRunner(end), Prop.ForAll(cases, description =>
        {
            var outcome = law.Check(description);
            if (outcome.Finding == Finding.Inconclusive)
                (inconclusive, reason) = (inconclusive + 1, outcome.Message);
            if (outcome.Finding == Finding.Broken)
                smallest = (description, outcome);
            return outcome.Finding != Finding.Broken;
        }));
        return smallest is var (found, seen)
            ? new(law.Name, law.Statement, end.Tests, inconclusive, new(law.Explain(found, seen), Printed(law, found, print), found!, end.Tests, end.Shrinks, end.Replay))
            : new(law.Name, law.Statement, end.Tests, inconclusive, null, reason);
    }

    /// <summary>The case as C#, or as it describes itself where it cannot even be made.</summary>
    private static string Printed<D>(Law<D> law, D description, Func<Law<D>, D, string> print)
    {
        try
        {
            return print(law, description);
        }
#pragma warning disable CA1031 // Whatever a user's code throws has been reported as the law's finding.
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return Invariant($"{description}");
        }
    }

    private static Config Settings(int count, string? seed)
    {
        var settings = Config.Quick.WithMaxTest(count).WithName(null);
        if (seed is null)
            return settings;
        var parts = seed.Split(',').Select(static part => ulong.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
        return parts.Length == 2 ? settings.WithReplay(parts[0], parts[1]) : settings.WithReplay(parts[0], parts[1], (int)parts[2]).WithMaxTest(1);
    }

    /// <summary>Keeps how a run ended, and prints nothing.</summary>
    private sealed class Ending : IRunner
    {
        public int Tests { get; private set; }

        public int Shrinks { get; private set; }

        public string Replay { get; private set; } = "";

        public void OnStartFixture(Type t)
        {
        }

        public void OnArguments(int ntest, FSharpList<object> args, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every)
        {
        }

        public void OnShrink(FSharpList<object> args, FSharpFunc<FSharpList<object>, string> everyShrink)
        {
        }

        public void OnFinished(string name, TestResult result)
        {
            switch (result)
            {
                case TestResult.Passed passed:
                    Tests = passed.Item1.NumberOfTests;
                    break;
                case TestResult.Failed failed:
                    (Tests, Shrinks) = (failed.Item1.NumberOfTests, failed.Item1.NumberOfShrinks);
                    Replay = Invariant($"{failed.Item6.Seed},{failed.Item6.Gamma},{failed.Item7}");
                    break;
                default:
                    throw new InvalidOperationException($"Unexpected end of a run: {result}");
            }
        }
    }
}
