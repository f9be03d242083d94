using Functional.Laws;
using static Functional.Properties.Derivatives.Operands;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives.Entries;

/// <summary>A function with operands that are drawn for it.</summary>
internal static class Drawn
{
    public static Func<Draw, (Func<V, V>, V)> One(Func<V, V> apply) => draw => (apply, Any(draw));

    public static Func<Draw, (Func<V, V>, V)> Rows(Func<V, V> apply) => draw => (apply, Any(draw, 2, 2, empty: false));

    public static Func<Draw, (Func<V, V>, V)> Rows(Func<V, int[], V> apply) => draw =>
        Any(draw, 1, 3, empty: false) is var x && Places(draw, x.Shape[0]) is var rows ? (x => apply(x, rows), x) : default;

    public static Func<Draw, (Func<V, V>, V)> Rows(Func<V, bool[], V> apply) => draw =>
        Any(draw, 1) is var x && Chosen(draw, x) is var chosen ? (x => apply(x, chosen), x) : default;

    public static bool[] Chosen(Draw draw, V x) => [.. Enumerable.Range(0, x.Shape[0]).Select(row => draw.Coin($"row {row}"))];
}
