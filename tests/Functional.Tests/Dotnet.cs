using System.Diagnostics;

namespace Functional.Tests;

/// <summary>The dotnet command, as a user runs it: in a folder, without the variables of the build and of the run that this test is part of.</summary>
internal static class Dotnet
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">The folder it is run in.</param>
    /// <param name="arguments">What follows <c>dotnet</c>.</param>
    public static (int Exit, string Output) Run(string folder, params string[] arguments) => Run(folder, [], arguments);

    /// <summary>The same with some variables.</summary>
    public static (int Exit, string Output) Run(string folder, IEnumerable<(string Name, string Value)> variables, params string[] arguments) =>
        Finished("dotnet", folder, variables, arguments);

    /// <summary>Any program, to its end; what it writes to both streams is its output.</summary>
    public static (int Exit, string Output) Finished(
        string program, string folder, IEnumerable<(string Name, string Value)> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfThisRun).ToArray())
            start.Environment.Remove(name);
        foreach (var (name, value) in variables.Prepend(("DOTNET_CLI_UI_LANGUAGE", "en")).Prepend(("MSBUILDTERMINALLOGGER", "off")))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private static bool IsOfThisRun(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("FUNCTIONAL_", StringComparison.Ordinal);
}
