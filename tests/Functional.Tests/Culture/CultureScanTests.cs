using System.CodeDom.Compiler;
using System.Reflection;
using Functional.Laws;

namespace Functional.Tests.Culture;

/// <summary>Nothing in the built libraries and programs looks at the culture of the thread.</summary>
public sealed class CultureScanTests
{
    public static TheoryData<string> Mistakes => [.. typeof(Planted)
        .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(static method => method.Name)];

    [Fact]
    public void The_library_formats_parses_and_compares_in_no_culture() => Clean(typeof(Layers<>).Assembly.GetTypes());

    [Fact]
    public void The_laws_format_parse_and_compare_in_no_culture() => Clean([.. typeof(LayerLaws).Assembly.GetTypes(), .. typeof(LawAttribute).Assembly.GetTypes()]);

    /// <summary>What the compiler makes for JSON says names and types in its messages, and no numbers.</summary>
    [Fact]
    public void What_is_kept_is_formatted_parsed_and_compared_in_no_culture() =>
        Clean([.. typeof(Functional.IO.Safetensors).Assembly.GetTypes().Where(static type => type.GetCustomAttribute<GeneratedCodeAttribute>() is null)]);

    [Fact]
    public void Images_are_read_in_no_culture() => Clean(typeof(Functional.Images.ImageFolder).Assembly.GetTypes());

    [Fact]
    public void Parquet_files_are_read_in_no_culture() => Clean(typeof(Functional.IO.Parquet).Assembly.GetTypes());

    /// <summary>What makes and moves files is scanned with the library that it comes from.</summary>
    [Fact]
    public void Pictures_and_reports_are_written_in_no_culture() => Clean([.. typeof(Functional.Plots.Picture).Assembly.GetTypes()]);

    [Fact]
    public void The_console_formats_parses_and_compares_in_no_culture() => Clean(typeof(ConsoleView).Assembly.GetTypes());

    [Fact]
    public void The_examples_format_parse_and_compare_in_no_culture() => Clean(typeof(Functional.Examples.Settings).Assembly.GetTypes());

    /// <summary>A lambda's method has its home in its name: <c>&lt;Home&gt;b__0</c>.</summary>
    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_planted_mistake_is_found_and_its_method_named(string method)
    {
        var found = CultureScan.Of([typeof(Planted), .. typeof(Planted).GetNestedTypes(BindingFlags.NonPublic)]);

        Assert.Contains(found, line => line.StartsWith($"{typeof(Planted).FullName}.{method}: ", StringComparison.Ordinal)
            || line.Contains($"<{method}>", StringComparison.Ordinal));
    }

    [Fact]
    public void A_record_that_prints_a_number_by_itself_is_found() =>
        Assert.Contains(CultureScan.Of(typeof(PlantedRecord)), static line => line.Contains("PlantedRecord.PrintMembers", StringComparison.Ordinal));

    [Fact]
    public void What_depends_on_no_culture_is_not_found() => Clean(typeof(Sound));

    private static void Clean(params Type[] types)
    {
        var found = CultureScan.Of(types).ToArray();
        Assert.True(found.Length == 0, string.Join('\n', found));
    }
}
