using Functional.Documentation.StandIns;

namespace Functional.Documentation.Blocks;

/// <summary>Runs examples one after the other, in a folder of their own, and keeps what they print.</summary>
internal static class Execution
{
    // What is shown here of laws is that they are asked; how many cases they hold in is for the tests and properties of the kit.
    static Execution() => Environment.SetEnvironmentVariable("FUNCTIONAL_CASES", "4");

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>What an example prints, piece by piece.</summary>
    /// <exception cref="TimeoutException">It does not come to an end.</exception>
    public static string[] Of(Action example)
    {
        var (console, folder) = (Console.Out, Directory.GetCurrentDirectory());
        using var printed = new StringWriter();
        var work = Directory.CreateTempSubdirectory("functional-");
        Console.SetOut(printed);
        Directory.SetCurrentDirectory(work.FullName);
        try
        {
            Outside.Write();
            var task = Task.Run(example);
            if (Task.WhenAny(task, Task.Delay(Longest)).GetAwaiter().GetResult() != task)
                throw new TimeoutException(Invariant($"It has not ended after {Longest}."));
            task.GetAwaiter().GetResult();
            return printed.ToString().Replace("\r", "", StringComparison.Ordinal).Split(Program.Between);
        }
        finally
        {
            Console.SetOut(console);
            Directory.SetCurrentDirectory(folder);
            work.Delete(recursive: true);
        }
    }
}
