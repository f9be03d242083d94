using Functional.Laws;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives;

/// <summary>Operands that are drawn: of any rank, now and then empty, and such as broadcast.</summary>
internal static class Operands
{
    /// <summary>A shape of some ranks; in one case of sixteen an axis is empty.</summary>
    public static Shape Shaped(Draw draw, string name, int lowest = 0, int highest = 3, bool empty = true)
    {
        var rank = lowest + draw.Choice(name + " rank", highest - lowest + 1);
        Shape shape = [.. Enumerable.Range(0, rank).Select(axis => draw.Size($"{name} {axis}", 1, 3))];
        return empty && rank > 0 && draw.Choice(name + " empty", 16) == 0 ? shape.With(draw.Choice(name + " empty axis", rank), 0) : shape;
    }

    /// <summary>Numbers as the case has them, of any shape.</summary>
    public static V Any(Draw draw, int lowest = 0, int highest = 3, bool empty = true) =>
        draw.Tensor<double>("x", Shaped(draw, "shape", lowest, highest, empty));

    /// <summary>Numbers above zero.</summary>
    public static V Positive(Draw draw) => draw.Tensor<double>("x", Shaped(draw, "shape"), 0.25, 3);

    /// <summary>Two shapes that broadcast: of each, leading axes may be missing and others be 1.</summary>
    public static (Shape First, Shape Second) Broadcasting(Draw draw)
    {
        var common = Shaped(draw, "common");
        return (Operand(draw, "first", common), Operand(draw, "second", common));
    }

    /// <summary>A shape that broadcasts to another.</summary>
    public static Shape Operand(Draw draw, string name, Shape common)
    {
        var missing = draw.Coin(name + " is whole") ? 0 : draw.Choice(name + " lacks", common.Rank + 1);
        return [.. common.Select((size, axis) => draw.Choice($"{name} repeats {axis}", 3) == 0 ? 1 : size).Skip(missing)];
    }

    /// <summary>Two tensors that broadcast.</summary>
    public static (V First, V Second) Two(Draw draw) =>
        Broadcasting(draw) is var (first, second) ? (draw.Tensor<double>("x", first), draw.Tensor<double>("y", second)) : default;

    /// <summary>Some axes of a shape, each once, counted from either end; none of them means all.</summary>
    public static int[] Axes(Draw draw, Shape shape) =>
        [
            .. Enumerable.Range(0, shape.Rank).Where(axis => draw.Coin($"axis {axis}"))
                .Select(axis => draw.Coin("from the end") ? axis - shape.Rank : axis),
        ];

    /// <summary>All axes of a shape, in some order.</summary>
    public static int[] Order(Draw draw, Shape shape) => [.. Enumerable.Range(0, shape.Rank).OrderBy(axis => draw.Number($"place {axis}", 0, 1))];

    /// <summary>Places of an axis, in any order, some of them more than once.</summary>
    public static int[] Places(Draw draw, int size) => [.. draw.Labels("places", draw.Size("count", 0, 4), size)];
}
