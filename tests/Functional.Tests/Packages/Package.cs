using System.IO.Compression;
using System.Xml.Linq;

namespace Functional.Tests.Packages;

/// <summary>A package as it is in its file: what it says of itself, and the files in it.</summary>
internal sealed class Package
{
    private readonly XElement said;
    private readonly IReadOnlyDictionary<string, byte[]> files;

    private Package(XElement said, IReadOnlyDictionary<string, byte[]> files) => (this.said, this.files) = (said, files);

    /// <summary>All packages that there are: those of src, but for the examples.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Functional", "Functional.Console", "Functional.FSharp", "Functional.IO", "Functional.Images", "Functional.Laws", "Functional.Laws.Xunit",
        "Functional.Laws.XunitV3", "Functional.Parquet", "Functional.Plots",
    ];

    /// <summary>The files, by their paths, without those that every package has for its format.</summary>
    public IEnumerable<string> Paths => files.Keys
        .Where(static path => !path.StartsWith("_rels/", StringComparison.Ordinal) && !path.StartsWith("package/", StringComparison.Ordinal))
        .Where(static path => path != "[Content_Types].xml" && !path.EndsWith(".nuspec", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>What it depends on, with the lowest version.</summary>
    public IEnumerable<string> Dependencies => said.Descendants().Where(static element => element.Name.LocalName == "dependency")
        .Select(static element => $"{element.Attribute("id")!.Value} {element.Attribute("version")!.Value}")
        .Order(StringComparer.Ordinal);

    public byte[] this[string path] => files[path];

    /// <summary>A text that it says of itself, or null.</summary>
    public string? Says(string name) => said.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

    public static Package Read(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        var files = archive.Entries.ToDictionary(static entry => entry.FullName, static entry =>
        {
            using var content = entry.Open();
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            return copy.ToArray();
        });
        var said = XDocument.Load(new MemoryStream(files.Single(static file => file.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Value));
        return new(said.Root!.Elements().Single(), files);
    }

    /// <summary>The library of a package where the build has put it.</summary>
    public static string Built(string name) => Repository.At($"src/{name}/bin/{Repository.Configuration}/net10.0/{name}.dll");
}
