using System.Reflection;
using Functional.Tests.Packages;

namespace Functional.Tests.PublicApi;

/// <summary>
/// What users can name is written down, a file for each package, so that no change of it goes unseen. A change that is meant is accepted by
/// <code>FUNCTIONAL_ACCEPT_API=1 dotnet test tests/Functional.Tests -c Release --filter FullyQualifiedName~PublicApi</code>
/// and is then read in the difference of these files.
/// </summary>
public sealed class PublicApiTests
{
    private const string Accept = "FUNCTIONAL_ACCEPT_API";

    public static TheoryData<string> Names => [.. Package.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_public_interface_is_the_one_that_is_written_down(string name)
    {
        var actual = PublicApiText.Of(Assembly.LoadFrom(Package.Built(name)));
        var file = Repository.At($"tests/Functional.Tests/PublicApi/{name}.txt");
        if (Environment.GetEnvironmentVariable(Accept) is { Length: > 0 })
            File.WriteAllText(file, actual);

        var written = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        Assert.True(actual == written, $"""
            The public interface of {name} is not the one in {file}:
            {Changes(written, actual)}
            Where that is meant, accept it, and look at the difference of the file before it is committed:
              {Accept}=1 dotnet test tests/Functional.Tests -c Release --filter FullyQualifiedName~PublicApi
            """);
    }

    /// <summary>The lines that are gone, and those that are new, twenty of each at most.</summary>
    private static string Changes(string before, string after) => string.Join("\n",
        [.. Only(before, after).Select(static line => "- " + line), .. Only(after, before).Select(static line => "+ " + line)]);

    private static IEnumerable<string> Only(string these, string others) => these.Split('\n').Except(others.Split('\n')).Take(20);
}
