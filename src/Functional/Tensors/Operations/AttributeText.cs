using System.Globalization;

namespace Functional;

/// <summary>What an operation is told, as text: <c>axis: 0, start: 1</c>.</summary>
internal static class AttributeText
{
    public static string Of(ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var parts = new string[attributes.Length];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = $"{attributes[i].Name}: {Written(attributes[i].Value)}";
        return string.Join(", ", parts);
    }

    private static string Written(object value) => value switch
    {
        int[] numbers => new ReadOnlySpan<int>(numbers).InBrackets(),
        bool[] flags => $"[{string.Join(", ", flags.Select(static flag => flag ? "true" : "false"))}]",
        bool flag => flag ? "true" : "false",
        Labels labels => labels.Span.InBrackets(),
        Indices indices => indices.Span.InBrackets(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
