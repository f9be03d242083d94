using System.Reflection;
using Functional.Documentation.Blocks;

namespace Functional.Documentation;

/// <summary>The text of pages: links lead somewhere, and what is written as code has a name that there is.</summary>
public class ProseTests
{
    // Those of MSBuild, C#, LanguageExt, F# and xunit, of PyTorch and JAX on the pages for who comes from there, and those that a page makes up.
    private static readonly string[] Others =
    [
        "Release", "PublishAot", "IlcInstructionSet",
        "LanguageExt", "Core", "IL", "Fin", "Validation", "Option", "Lens", "Prelude", "Seq", "Assert", "MapTests",
        "DataLoader", "Dataset", "False", "Generator", "True", "ConcretizationTypeError", "LBFGS",
        "Gain", "XOperation",
    ];

    private static readonly Assembly[] Library =
    [
        typeof(Tensor<float>).Assembly, typeof(IO.Safetensors).Assembly, typeof(Images.ImageFolder).Assembly, typeof(Interrupt).Assembly, typeof(Laws.LayerLaws).Assembly,
        typeof(Laws.LawAttribute).Assembly, typeof(Plots.Picture).Assembly, typeof(NotRun).Assembly,
    ];

    private static readonly Assembly[] Platform = [typeof(object).Assembly, typeof(Enumerable).Assembly];

    private static readonly HashSet<string> Known =
    [
        .. Others,
        .. Prose.Rooms,
        .. Library.SelectMany(static each => each.GetTypes()).SelectMany(static type => Names(type, Visible | BindingFlags.NonPublic)),
        .. Platform.SelectMany(static each => each.GetExportedTypes()).SelectMany(static type => Names(type, Visible)),
    ];

    private const BindingFlags Visible = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static;

    [Fact]
    public void Every_link_leads_somewhere() => Assert.Equal([], Prose.Pages.SelectMany(static page => Prose.Astray(page, File.ReadAllText(Repository.At(page)))));

    [Fact]
    public void Every_name_in_code_is_one()
    {
        var unknown = Prose.Pages.SelectMany(static page => Prose.Unknown(page, File.ReadAllText(Repository.At(page)), Known)).ToArray();

        Assert.True(unknown.Length == 0, string.Join('\n', unknown));
    }

    [Fact]
    public void A_name_that_there_is_not_is_told()
    {
        const string page = "# Kept\n\nStatistics are in `trained.LayerState`, a `TensorTree<T>`.\n\n```csharp\nvar x = Nothing;\n```\n";

        Assert.Equal(["Kept.md: LayerState in `trained.LayerState`"], Prose.Unknown("Kept.md", page, Known));
    }

    [Theory]
    [InlineData("see [the front page](README.md#nowhere)", "README.md#nowhere")]
    [InlineData("see [below](#belo)\n\n## Below\n", "#belo")]
    [InlineData("see [another](src/Functional/NONE.md)", "src/Functional/NONE.md")]
    public void A_link_that_leads_nowhere_is_told(string text, string target) => Assert.Equal([$"Kept.md: {target}"], Prose.Astray("Kept.md", text));

    private static IEnumerable<string> Names(Type type, BindingFlags which) =>
        type.GetMembers(which).Select(static member => member.Name).Append(type.Name.Split('`')[0].Replace("Attribute", "", StringComparison.Ordinal));
}
