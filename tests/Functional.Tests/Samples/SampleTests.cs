using System.Text.RegularExpressions;

namespace Functional.Tests.Samples;

/// <summary>
/// The programs of one file run and say what they should. They are compiled with these tests, which takes less than a second each; on a schedule, they are
/// run as their users run them, too.
/// </summary>
public sealed class SampleTests
{
    private const string Folder = "src/Functional.Examples/Samples";
    private const int Screen = 60;

    private static readonly Dictionary<string, string> Said = new()
    {
        ["first-network"] = @"^Chain\(Dense\(16\), Tanh, Dense\(3\)\)\n(?s:.*)\nafter 240 steps a batch costs 0\.\d{4}\n(?s:.*)\naccuracy (0\.[89]|1\.0)",
        ["own-layer"] = @"^Gradient check passed\.\n.*\nGradient check failed\.\n.*\n(.*\n){2}2\.gain +\[4\]\n(.*\n){3}Gradient check passed\.",
        ["own-data"] = @"^inputs: weight, length, skin=rough, skin=smooth\nbanana, strawberry, apple\n$",
        ["save-load-resume"] = @"on from step 40\nthe same bits: True\nsaved: True\nthe encoder is loaded: True\n.*'score\.bias' of shape \[1\] is missing\.\n(.*\n){3}$",
        ["second-derivatives"] = @"^x³ at 3: slope 27, curvature 18\n.*H·v / vᵀ·v: (?<number>\d+\.\d+)\nby differences: \k<number>\n",
        ["pipeline"] = @"^([89]\d|100) % .*\nthe command line: .*'rate'.*\nthe command line: .*'epochs'.*\n/iris\.csv.*152.*\n/iris\.csv.*153.*\n.*\[2, 8\], None",
    };

    public static TheoryData<string> Names => [.. Directory.GetFiles(Repository.At(Folder), "*.cs").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_says_what_it_should(string name)
    {
        var (exit, output) = Dotnet.Run(AppContext.BaseDirectory,
            "exec", "--runtimeconfig", "Functional.Tests.runtimeconfig.json", "--depsfile", "Functional.Tests.deps.json", $"sample-{name}.dll");
        Assert.True(exit == 0, output);
        Assert.Matches(Said[name], output.ReplaceLineEndings("\n"));
        if (!Scheduled.IsOn)
            return;
        (exit, output) = Dotnet.Run(Repository.Root, "run", "-c", Repository.Configuration, $"{Folder}/{name}.cs");
        Assert.True(exit == 0, output);
        Assert.Matches(Said[name], output.ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_is_a_screen_long_and_its_question_is_on_the_page(string name)
    {
        var lines = File.ReadAllLines(Repository.At($"{Folder}/{name}.cs"));

        Assert.InRange(lines.Length, 1, Screen);
        var question = Assert.Single(lines, static line => Regex.IsMatch(line, @"^// .*\?$"));
        Assert.Contains($"| {question[3..]} | [{name}.cs]({name}.cs) |", File.ReadAllText(Repository.At($"{Folder}/README.md")), StringComparison.Ordinal);
        Assert.Contains($"// dotnet run {Folder}/{name}.cs", lines);
    }

    [Fact]
    public void The_page_names_no_program_that_there_is_not() => Assert.Equal(
        Directory.GetFiles(Repository.At(Folder), "*.cs").Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal),
        Regex.Matches(File.ReadAllText(Repository.At($"{Folder}/README.md")), @"\]\(([\w-]+\.cs)\)").Select(static found => found.Groups[1].Value).Order(StringComparer.Ordinal));
}
