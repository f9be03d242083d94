using System.Reflection.Metadata;

namespace Functional.Tests.Packages;

/// <summary>The sources that a file of symbols names.</summary>
internal static class SymbolSources
{
    /// <summary>What marks a source that is in the file: "Embedded Source" of the format of portable symbols.</summary>
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    /// <summary>The path of each source, and whether it is in the file itself.</summary>
    public static (string Path, bool IsEmbedded)[] In(byte[] symbols)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
        var reader = provider.GetMetadataReader();
        return [.. reader.Documents.Select(document => (
            reader.GetString(reader.GetDocument(document).Name),
            reader.GetCustomDebugInformation(document).Any(each => reader.GetGuid(reader.GetCustomDebugInformation(each).Kind) == EmbeddedSource)))];
    }
}
