using System.Numerics;
using Functional.Laws;

namespace Functional.Properties.Tensors;

/// <summary>A tensor says that it is finite if and only if all its numbers are; an update knows it of what it has made.</summary>
public sealed class FiniteLaws
{
    /// <summary>The last one is shared among threads.</summary>
    private static readonly int[] Lengths = [0, 1, 3, 4, 7, 8, 9, 31, 32, 33, 100, 70_001];

    [Law]
    public void A_tensor_of_float_knows_whether_it_is_finite(Draw draw) => Knows<float>(draw);

    [Law]
    public void A_tensor_of_double_knows_whether_it_is_finite(Draw draw) => Knows<double>(draw);

    [Law]
    public void An_update_of_float_knows_whether_it_is_finite(Draw draw) => Update<float>(draw);

    [Law]
    public void An_update_of_double_knows_whether_it_is_finite(Draw draw) => Update<double>(draw);

    private static void Knows<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var x = Made(draw, "x", Spoilt<T>(draw));
        var expected = AllFinite(x);

        Assert.Equal((expected, expected, expected), (x.IsFinite, x.IsFinite, x.Reshape(1, -1).IsFinite));
        Assert.Equal(expected, x.IsKnownFinite);
    }

    private static void Update<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        // All that are spoilt are so at the same place: the sum of two of the largest numbers is none, but both are.
        var by = Spoilt<T>(draw);
        var (p, g, m, v) = (Made(draw, "p", by), Made(draw, "g", by), Made(draw, "m", by), Made(draw, "v", by).Abs());
        var half = T.CreateChecked(0.5);
        var factors = new AdamNumbers<T>(half, half, half, half, T.CreateChecked(1e-8), T.One, T.One);
        var (before, after) = (AffineMap.Identity, new AffineMap(0.5, 0.25));

        Known(default(NoRule<T>), isLast: true);
        Known(new MomentumRule<T>(half), isLast: false, m);
        Known(new AdamRule<T>(factors), isLast: true, m, v);
        Known(new AmsGradRule<T>(factors), isLast: true, m, v, v);

        // All tensors of an update know it together, or else none does; then each is looked at by itself.
        void Known<R>(R rule, bool isLast, params Tensor<T>[] moments)
            where R : struct, IUpdateRule<T>
        {
            var made = new Tensor<T>[1 + moments.Length];
            made[0] = new UpdateLoop<T, R>(rule).Run(p, g, moments, made.AsSpan(1), before, after, isLast, donated: false);
            var all = made.All(AllFinite);
            Assert.All(made, each => Assert.Equal(all, each.IsKnownFinite));
            Assert.All(made, static each => Assert.Equal(AllFinite(each), each.IsFinite));
        }
    }

    /// <summary>A length, a place, and a number there that is none, or whose square is none.</summary>
    private static (int Length, int At, T Number) Spoilt<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var length = Lengths[draw.Size("length", 0, Lengths.Length - 1)];
        var largest = typeof(T) == typeof(float) ? T.CreateChecked(float.MaxValue) : T.CreateChecked(double.MaxValue);
        var number = draw.Size("by", 0, 4) switch { 0 => T.NaN, 1 => T.PositiveInfinity, 2 => T.NegativeInfinity, 3 => largest, _ => -largest };
        return (length, draw.Size("at", 0, Math.Max(0, length - 1)), number);
    }

    /// <summary>Small numbers, in one case of three with that number among them.</summary>
    private static Tensor<T> Made<T>(Draw draw, string name, (int Length, int At, T Number) by)
        where T : struct, IFloatingPointIeee754<T>
    {
        var small = draw.Key.Split(name).Uniform<T>([by.Length]);
        return draw.Size(name + " is spoilt", 0, 2) > 0 ? small : Tensor.Generate<T>([by.Length], i => i == by.At ? by.Number : small.Span[i]);
    }

    private static bool AllFinite<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        foreach (var value in x.Span)
            if (!T.IsFinite(value))
                return false;
        return true;
    }
}
