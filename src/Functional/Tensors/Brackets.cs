using System.Globalization;
using System.Text;

namespace Functional;

/// <summary>Whole numbers as they are written in code: <c>[2, -1]</c>. Text that joins numbers has the culture's signs elsewhere.</summary>
internal static class Brackets
{
    public static string InBrackets(this ReadOnlySpan<int> numbers)
    {
        var text = new StringBuilder("[");
        foreach (var number in numbers)
            text.Append(text.Length > 1 ? ", " : "").Append(number.ToString(CultureInfo.InvariantCulture));
        return text.Append(']').ToString();
    }
}
