using System.Text;

namespace Functional;

/// <summary>Arrays as text: rows in brackets, columns aligned; of an axis longer than 8 the first and last three places.</summary>
internal static class ArrayText
{
    private const string Indent = "  ";
    private const int EdgeItems = 3;
    private const int LongestAxis = 8;

    /// <summary>The name, the shape and the elements.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="element">From an element's place in memory to its text.</param>
    public static string Of(string name, Shape shape, Func<int, string> element)
    {
        var text = new StringBuilder($"{name} {shape}");
        if (shape.ElementCount == 0)
            return text.Append(" (no elements)").ToString();
        if (shape.Rank == 0)
            return text.Append(' ').Append(element(0)).ToString();
        var width = Shown(shape).Max(at => element(at).Length);
        Write(text.Append('\n').Append(Indent), shape, 0, 0, at => element(at).PadLeft(width));
        return text.ToString();
    }

    /// <summary>The places in memory of the elements that are shown.</summary>
    public static IEnumerable<int> Shown(Shape shape) => Shown(shape, 0, 0);

    private static IEnumerable<int> Shown(Shape shape, int axis, int at) => axis == shape.Rank
        ? [at]
        : Places(shape[axis]).Where(static place => place >= 0).SelectMany(place => Shown(shape, axis + 1, at + place * shape[(axis + 1)..].ElementCount));

    private static void Write(StringBuilder text, Shape shape, int axis, int at, Func<int, string> element)
    {
        if (axis == shape.Rank)
        {
            text.Append(element(at));
            return;
        }
        var inner = shape[(axis + 1)..].ElementCount;
        var last = axis == shape.Rank - 1;
        text.Append('[');
        var first = true;
        foreach (var place in Places(shape[axis]))
        {
            if (!first)
                text.Append(last ? ", " : ",\n" + (axis < shape.Rank - 2 ? "\n" : "") + Indent + new string(' ', axis + 1));
            first = false;
            if (place < 0)
                text.Append('…');
            else
                Write(text, shape, axis + 1, at + place * inner, element);
        }
        text.Append(']');
    }

    /// <summary>The places of an axis that are printed; −1 stands for those left out.</summary>
    private static IEnumerable<int> Places(int size) => size <= LongestAxis
        ? Enumerable.Range(0, size)
        : [.. Enumerable.Range(0, EdgeItems), -1, .. Enumerable.Range(size - EdgeItems, EdgeItems)];
}
