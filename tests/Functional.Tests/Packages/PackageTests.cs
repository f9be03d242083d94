using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Functional.Tests.Packages;

/// <summary>What <c>dotnet pack Functional.sln</c> makes: which packages there are, what each says of itself, what it needs and what is in it.</summary>
[Collection(PackedFixture.Name)]
public sealed class PackageTests(PackedFixture packed)
{
    private const string Version = "0.1.0";

    private static readonly Dictionary<string, string[]> Needed = new()
    {
        ["Functional"] = ["System.Numerics.Tensors"],
        ["Functional.Console"] = ["Functional", "Spectre.Console"],
        ["Functional.FSharp"] = ["FSharp.Core", "Functional", "LanguageExt.Core"],
        ["Functional.IO"] = ["Functional", "LanguageExt.Core", "Sep", "System.IO.Hashing"],
        ["Functional.Images"] = ["Functional.IO", "LanguageExt.Core", "SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies"],
        ["Functional.Laws"] = ["FsCheck", "Functional"],
        ["Functional.Laws.Xunit"] = ["FsCheck.Xunit", "Functional.Laws"],
        ["Functional.Laws.XunitV3"] = ["FsCheck.Xunit.v3", "Functional.Laws"],
        ["Functional.Parquet"] = ["Functional.IO", "LanguageExt.Core", "Parquet.Net"],
        ["Functional.Plots"] = ["Functional", "LanguageExt.Core", "ScottPlot", "SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies"],
    };

    public static TheoryData<string> Names => [.. Package.Names];

    [Fact]
    public void There_are_these_packages_and_their_symbols_and_no_others() => Assert.Equal(
        Package.Names.SelectMany(static name => new[] { $"{name}.{Version}.nupkg", $"{name}.{Version}.snupkg" }).Order(StringComparer.Ordinal),
        Directory.GetFiles(packed.Folder).Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_package_needs_what_its_library_refers_to_and_nothing_else(string name)
    {
        var versions = Regex.Matches(File.ReadAllText(Repository.At("src/Directory.Packages.props")), "Include=\"([^\"]+)\" Version=\"([^\"]+)\"")
            .ToDictionary(static found => found.Groups[1].Value, static found => found.Groups[2].Value);

        Assert.Equal(
            Needed[name].Select(each => $"{each} {(Package.Names.Contains(each) ? Version : versions[each])}"),
            Read(name).Dependencies);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_package_holds_its_library_with_documentation_its_page_and_its_icon(string name)
    {
        var package = Read(name);
        string[] library = [$"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml"];
        string[] data = name switch { "Functional" => ["Data/Sets/README.md"], "Functional.Plots" => ["Fonts/LICENSE.txt"], _ => [] };

        Assert.Equal([.. data, "README.md", "icon.png", .. library], package.Paths);
        Assert.Equal(File.ReadAllBytes(Repository.At(name == "Functional" ? "README.md" : $"src/{name}/README.md")), package["README.md"]);
        Assert.Equal(File.ReadAllBytes(Package.Built(name)), package[library[0]]);
        Assert.NotEmpty(XDocument.Load(new MemoryStream(package[library[1]])).Descendants("member"));
        Assert.Equal([0x89, .. "PNG\r\n"u8, 0x1A, .. "\n"u8], package["icon.png"].Take(8));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_package_says_what_it_is_and_under_which_licence(string name)
    {
        var package = Read(name);

        Assert.Equal((name, Version), (package.Says("id"), package.Says("version")));
        Assert.Equal(("MIT", "README.md", "icon.png"), (package.Says("license"), package.Says("readme"), package.Says("icon")));
        Assert.EndsWith(".", package.Says("description"), StringComparison.Ordinal);
        Assert.NotEqual("Package Description", package.Says("description"));
        Assert.Contains("neural-networks", package.Says("tags")!.Split(' '));
        Assert.Contains("The founders of Functional", package.Says("authors"), StringComparison.Ordinal);
    }

    /// <summary>A debugger shows the sources without fetching them from anywhere: they are in the symbols.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Symbols_hold_the_sources_and_name_no_folder_of_the_machine_that_built_them(string name)
    {
        var (package, symbols) = (Read(name), Package.Read(Path.Combine(packed.Folder, $"{name}.{Version}.snupkg")));
        var (library, lines) = (package[$"lib/net10.0/{name}.dll"], symbols[$"lib/net10.0/{name}.pdb"]);

        Assert.All(new[] { library, lines }, each => Assert.Equal(-1, each.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Repository.Root))));
        var sources = SymbolSources.In(lines);
        Assert.NotEmpty(sources);
        Assert.All(sources, static source => Assert.StartsWith("/_/src/", source.Path.Replace('\\', '/'), StringComparison.Ordinal));
        Assert.All(sources, static source => Assert.True(source.IsEmbedded, source.Path));
    }

    private Package Read(string name) => Package.Read(Path.Combine(packed.Folder, $"{name}.{Version}.nupkg"));
}
