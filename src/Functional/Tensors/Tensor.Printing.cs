using System.Globalization;
using System.Text;

namespace Functional;

public sealed partial class Tensor<T>
{
    private const string Indent = "  ";
    private const int EdgeItems = 3;
    private const int LongestAxis = 8;

    /// <summary>
    /// The shape, then the numbers in aligned columns with four decimals (in scientific notation where they are very large or small),
    /// so that <c>0.0000</c> is a small number and <c>0</c> is zero; of an axis longer than 8 the first and last three places.
    /// </summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Name} {Shape}");
        if (Length == 0)
            return text.Append(" (no elements)").ToString();
        if (Rank == 0)
            return text.Append(' ').Append(Format()(Data[0])).ToString();
        var format = Format();
        var width = Shown(0, 0).Max(at => format(Data[at]).Length);
        Write(text.Append('\n').Append(Indent), 0, 0, at => format(Data[at]).PadLeft(width));
        return text.ToString();
    }

    private static string Name => typeof(T) == typeof(float) ? "Tensor<float>" : typeof(T) == typeof(double) ? "Tensor<double>" : $"Tensor<{typeof(T).Name}>";

    private void Write(StringBuilder text, int axis, int at, Func<int, string> number)
    {
        if (axis == Rank)
        {
            text.Append(number(at));
            return;
        }
        var inner = Shape[(axis + 1)..].ElementCount;
        var last = axis == Rank - 1;
        text.Append('[');
        var first = true;
        foreach (var place in Places(Shape[axis]))
        {
            if (!first)
                text.Append(last ? ", " : ",\n" + (axis < Rank - 2 ? "\n" : "") + Indent + new string(' ', axis + 1));
            first = false;
            if (place < 0)
                text.Append('…');
            else
                Write(text, axis + 1, at + place * inner, number);
        }
        text.Append(']');
    }

    /// <summary>The places of an axis that are printed; −1 stands for those left out.</summary>
    private static IEnumerable<int> Places(int size) => size <= LongestAxis
        ? Enumerable.Range(0, size)
        : [.. Enumerable.Range(0, EdgeItems), -1, .. Enumerable.Range(size - EdgeItems, EdgeItems)];

    private IEnumerable<int> Shown(int axis, int at) => axis == Rank
        ? [at]
        : Places(Shape[axis]).Where(place => place >= 0).SelectMany(place => Shown(axis + 1, at + place * Shape[(axis + 1)..].ElementCount));

    private Func<T, string> Format()
    {
        var sizes = Shown(0, 0).Select(at => double.Abs(double.CreateChecked(Data[at]))).Where(double.IsFinite).ToArray();
        var largest = sizes.DefaultIfEmpty().Max();
        var smallest = sizes.Where(size => size > 0).DefaultIfEmpty(1).Min();
        var whole = sizes.All(double.IsInteger) && largest < 1e7;
        var format = whole ? "0" : largest >= 1e6 || (largest > 0 && largest < 1e-3) || smallest < 1e-8 && largest > 1e4 ? "0.0000e+00" : "0.0000";
        return value => value.ToString(T.IsZero(value) ? "0" : format, CultureInfo.InvariantCulture);
    }
}
