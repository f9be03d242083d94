using Functional.Documentation.Blocks;

namespace Functional.Documentation;

/// <summary>What the documentation shows compiles, what can run runs, and what pages say that it prints is what it prints.</summary>
public class DocumentationTests
{
    private static readonly Example[] All = [.. Sources.In("src"), .. Pages.Readmes, .. Pages.Whole];
    private static readonly Lazy<Compiled> Documented = new(static () => new(All));

    [Fact]
    public void Every_example_compiles() => None(Documented.Value.Problems);

    [Fact]
    public void Every_example_that_can_run_by_itself_runs() => None(Failures(All.Where(static each => each.Pieces.Count == 1), Documented.Value));

    [Fact]
    public void Every_page_runs_and_prints_what_it_says() => None(Failures(Pages.Whole, Documented.Value));

    [Fact]
    public void What_is_not_run_is_still_there() => None(NotRun.Stale(All));

    [Theory]
    [InlineData("var y = Dense(10).Then(Conv(3));", "src/Room.cs:4: CS0103 The name 'Conv' does not exist in the current context")]
    [InlineData("var y = Dense(10)", "src/Room.cs:4: CS1002 ; expected")]
    [InlineData("foreach (var batch in batches.Epoch(key)) …", "src/Room.cs:4: CS1056 Unexpected character '…'")]
    [InlineData("public sealed record Half : PureLink&lt;float, Tensor&lt;float&gt;, Tensor&lt;float&gt;&gt;;",
        "src/Room.cs:4: CS0534 'Half' does not implement inherited abstract member 'PureLink<float, Tensor<float>, Tensor<float>>.Infer(Shapes)'")]
    [InlineData("public void Wrong() => Dense(\"ten\");", "src/Room.cs:4: CS1503 Argument 1: cannot convert from 'string' to 'int'")]
    public void A_wrong_example_is_told_with_its_line(string code, string problem) => Assert.Contains(problem, new Compiled([.. Commented(code)]).Problems);

    [Fact]
    public void An_example_that_throws_is_told_with_its_line()
    {
        var examples = Commented("var z = Dense(3).At(θ)(x);").ToArray();

        var failure = Assert.Single(Failures(examples, new(examples)));

        Assert.StartsWith("src/Room.cs:4: ParameterException", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_prints_something_else_is_told_with_its_line()
    {
        string[] page = ["# Sums", "", "```csharp", "var two = 1 + 1;", "```", "", "```csharp", "Console.WriteLine(two);", "```", "", "```text", "3", "```"];
        var example = new Example("src/Sums.md", Pages.Of(page));

        Assert.Equal(["src/Sums.md:8: prints\n2\nand the page says\n3"], Failures([example], new([example])));
    }

    private static IEnumerable<Example> Commented(string code) =>
        Sources.Of("src/Room.cs", ["namespace Room;", "", "    /// <example><code>", $"    /// {code}", "    /// </code></example>", "    public int Field;"]);

    private static List<string> Failures(IEnumerable<Example> examples, Compiled compiled)
    {
        var failures = new List<string>();
        foreach (var example in examples.Where(static each => NotRun.Why(each) is null))
        {
            if (compiled.Run(example) is not { } run)
                continue;
            try
            {
                foreach (var (piece, printed) in Enumerable.Zip(example.Pieces, Execution.Of(run)))
                    if (piece.Printed is { } said && said.TrimEnd() != printed.TrimEnd())
                        failures.Add(Invariant($"{example.Path}:{piece.Line}: prints\n{printed.TrimEnd()}\nand the page says\n{said}"));
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                failures.Add($"{example.At}: {failure.GetType().Name} {failure.Message}");
            }
        }
        return failures;
    }

    private static void None(IEnumerable<string> problems) => Assert.True(!problems.Any(), string.Join('\n', problems));
}
