using System.Collections.Immutable;
using System.Globalization;

namespace Functional.IO;

/// <summary>The texts that stand for a value that is missing.</summary>
internal sealed class MissingText
{
    public const string Told = "a value is missing, and nothing is said that fills it in";

    private readonly bool hasEmpty;
    private readonly string[] others;

    public MissingText(ImmutableArray<string> texts, NumberFormatInfo format)
    {
        (hasEmpty, others) = (texts.Contains(""), [.. texts.Where(static text => text.Length > 0)]);
        HasNumbers = others.Any(text => CellText.TryNumber<double>(text, format, out _));
    }

    /// <summary>Whether one of them could be a number: then it is looked for before numbers are.</summary>
    public bool HasNumbers { get; }

    public bool Contains(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return hasEmpty;
        foreach (var other in others)
            if (text.SequenceEqual(other))
                return true;
        return false;
    }
}
