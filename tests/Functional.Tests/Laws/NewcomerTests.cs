using System.Globalization;
using System.Text.RegularExpressions;

namespace Functional.Tests.Laws;

/// <summary>
/// What the pages of the packages for test frameworks show is a whole test project: made anew in a folder of its own and run, it passes, and fails where a
/// mistake is planted in the layer's pullback.
/// </summary>
public sealed class NewcomerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("functional-newcomer-").FullName;

    [Fact]
    public void With_xunit_2_right_laws_pass_and_a_wrong_pullback_fails()
    {
        // What is referred to has been built with this test: it is not built again beside it.
        var (exit, output) = Run("Functional.Laws.Xunit", "test", "-p:BuildProjectReferences=false");

        Assert.NotEqual(0, exit);
        Assert.Contains("Failed:     2, Passed:     4, Skipped:     0, Total:     6", output, StringComparison.Ordinal);
        FailsWhereTheMistakeIs(output);
    }

    /// <summary>xunit 3 is needed by nothing else here, so that its packages are fetched for this alone: on a schedule.</summary>
    [Fact]
    public void With_xunit_3_right_laws_pass_and_a_wrong_pullback_fails()
    {
        if (!Scheduled.IsOn)
        {
            Assert.Equal(Block("Functional.Laws.Xunit", "csharp"), Block("Functional.Laws.XunitV3", "csharp"));
            return;
        }
        var (exit, output) = Run("Functional.Laws.XunitV3", "run");

        Assert.NotEqual(0, exit);
        Assert.Contains("Total: 6, Errors: 0, Failed: 2, Skipped: 0, Not Run: 0", output, StringComparison.Ordinal);
        FailsWhereTheMistakeIs(output);
    }

    [Fact]
    public void The_page_names_the_versions_that_are_used_here()
    {
        var used = Regex.Matches(File.ReadAllText(Repository.At("src/Directory.Packages.props")), "Include=\"(.+)\" Version=\"(.+)\"")
            .ToDictionary(static found => found.Groups[1].Value, static found => found.Groups[2].Value);

        var named = Regex.Matches(Block("Functional.Laws.Xunit", "xml"), "Include=\"(.+)\" Version=\"(.+)\"").Skip(1).ToArray();
        Assert.Equal(3, named.Length);
        Assert.All(named, found => Assert.Equal(used[found.Groups[1].Value], found.Groups[2].Value));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void FailsWhereTheMistakeIs(string output)
    {
        Assert.Equal(
            ["WrongTests.Swish_obeys_the_laws", "WrongTests.Swish_obeys_the_laws_too"],
            Regex.Matches(output, @"(?:Failed )?\b(?<test>\w+Tests\.\w+) \[(FAIL\]|\d+ m?s\])").Select(static found => found.Groups["test"].Value).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("Swish breaks the law \"derived\"", output, StringComparison.Ordinal);
    }

    /// <summary>The project of a package's page, with its sources in place of the packages that are not out yet.</summary>
    private (int Exit, string Output) Run(string package, string command, params string[] settings)
    {
        var project = Repository.At($"src/{package}/{package}.csproj");
        var references = Regex.Replace(
            Block(package, "xml"), $"<PackageReference Include=\"{Regex.Escape(package)}\" Version=\".*\" />", $"<ProjectReference Include=\"{project}\" />");
        Assert.Contains(project, references, StringComparison.Ordinal);
        var right = Block(package, "csharp");
        var wrong = right.Replace("[assembly: LawGenerators]", "", StringComparison.Ordinal).Replace("SwishTests", "WrongTests", StringComparison.Ordinal)
            .Replace("dy => dy * (", "dy => 1.001f * dy * (", StringComparison.Ordinal);
        Assert.Equal(right.Length - "[assembly: LawGenerators]".Length + "1.001f * ".Length, wrong.Length);
        File.WriteAllText(At("Newcomer.csproj"), string.Create(CultureInfo.InvariantCulture, $"""
            <Project Sdk="Microsoft.NET.Sdk">
            <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup>
            {references}
            </Project>
            """));
        File.WriteAllText(At("Right.cs"), right);
        File.WriteAllText(At("Wrong.cs"), wrong);
        return Dotnet.Run(folder, [("FUNCTIONAL_THREADS", "1"), ("FUNCTIONAL_CASES", "20")], [command, "-c", "Release", .. settings]);
    }

    private string At(string name) => Path.Combine(folder, name);

    /// <summary>The first block of a language on a package's page.</summary>
    private static string Block(string package, string language)
    {
        var page = File.ReadAllText(Repository.At($"src/{package}/README.md"));
        var start = page.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
