using System.Diagnostics;
using System.Globalization;
using Functional.IO;

namespace Functional.Tests.Keeping;

/// <summary>
/// A process that trains with checkpoints is killed at random moments, begun again, and killed again: in the end it has computed the same bits as one that was never
/// stopped. With <c>FUNCTIONAL_SCHEDULED</c> set, it is killed more often.
/// </summary>
public sealed class KilledRunTests : ScratchFolder
{
    private const int MostSteps = 6;            // so many at most before it is killed
    private const int LongestWait = 20_000;     // microseconds after a step: long enough to be within the next ones, or within a file

    private static readonly int Kills = Scheduled.IsOn ? 50 : 8;

    private static string Program { get; } = Path.Combine(
        AppContext.BaseDirectory.Replace("Functional.Tests", "Functional.Interrupted", StringComparison.Ordinal), "Functional.Interrupted.dll");

    private static int Steps => 2 * Kills * (MostSteps + 1);

    [Fact]
    public void A_run_that_is_killed_at_any_moment_and_goes_on_ends_with_the_same_bits()
    {
        Assert.Equal(0, Whole("uninterrupted"));
        var (key, killed) = (Key.FromSeed(5), 0);
        for (var kill = 0; kill < Kills; kill++)
        {
            killed += Killed(key.Split(kill)) ? 1 : 0;
            foreach (var file in Directory.Exists(At("killed")) ? Directory.GetFiles(At("killed"), "*.safetensors") : [])
                Assert.True(Safetensors.Read<float>(file).IsSucc, file);
        }
        Assert.True(killed > Kills / 2, FormattableString.Invariant($"It was killed {killed} times of {Kills}."));
        Assert.Equal(0, Whole("killed"));

        Assert.Equal(File.ReadAllBytes(At("uninterrupted.safetensors")), File.ReadAllBytes(At("killed.safetensors")));
        Assert.DoesNotContain(Directory.GetFiles(At("killed")), static file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private int Whole(string name)
    {
        using var process = Started(name);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.EndsWith(FormattableString.Invariant($"{Steps}\n"), output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        return process.ExitCode;
    }

    /// <summary>Starts it, waits for some steps and a moment, and kills it; whether it was still running.</summary>
    private bool Killed(Key key)
    {
        using var process = Started("killed");
        for (var step = (int)(key.Split("steps").Uniform(0) * (MostSteps + 1)); step > 0 && process.StandardOutput.ReadLine() is not null; step--)
        {
        }
        var wait = key.Split("wait").Uniform(0) * LongestWait;
        for (var since = Stopwatch.StartNew(); since.Elapsed.TotalMicroseconds < wait;)
            Thread.SpinWait(10);
        process.Kill();
        process.WaitForExit();
        return process.ExitCode != 0;
    }

    private Process Started(string name)
    {
        var start = new ProcessStartInfo("dotnet", [Program, At(name), Steps.ToString(CultureInfo.InvariantCulture), "1", At(name + ".safetensors")])
        {
            RedirectStandardOutput = true, UseShellExecute = false,
        };
        start.Environment["FUNCTIONAL_THREADS"] = "1";
        return Process.Start(start)!;
    }
}
