namespace Functional.Tests.Readme;

public class ReadmeTests
{
    [Fact]
    public void The_tour_trains_a_network_in_a_network()
    {
        var (cost, gradient, accuracy) = Tour.Run();

        Assert.InRange(cost, 2.0f, 4.0f);       // about log 10 before the first step
        Assert.Equal(["encoder.0.bias", "encoder.0.weight", "encoder.2.0.bias"], gradient.Leaves.Select(leaf => leaf.Path).Take(3));
        Assert.True(accuracy > 0.95, $"{accuracy:P1} of the held-out digits are right.");
    }

    [Fact]
    public void The_page_shows_the_tour_that_runs()
    {
        var source = File.ReadAllLines(Path.Combine(Root(), "tests/Functional.Tests/Readme/Tour.cs"))
            .SkipWhile(line => !line.EndsWith("// begin", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.EndsWith("// end", StringComparison.Ordinal))
            .Select(line => line.Length >= 8 ? line[8..] : line);

        var page = File.ReadAllText(Path.Combine(Root(), "README.md"));

        Assert.Contains(string.Join("\n", source), page, StringComparison.Ordinal);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Functional.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Functional.sln is in none of the folders above the tests.");
        return folder.FullName;
    }
}
