using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.Properties.Differentiation;

/// <summary>
/// Where the sizes and numbers of one case come from: a seed, from which everything is drawn by name, and the largest size, which shrinks.
/// </summary>
/// <param name="Seed">The seed of the case.</param>
/// <param name="Largest">No size is drawn above this one, unless its own lower bound is.</param>
public sealed record Draw(int Seed, int Largest)
{
    public static Arbitrary<Draw> Any { get; } = Arb.From(
        Gen.Choose(0, int.MaxValue).Select(seed => new Draw(seed, 5)),
        draw => draw.Largest > 1 ? [draw with { Largest = draw.Largest - 1 }] : []);

    public Key Key { get; private init; } = Key.FromSeed((ulong)Seed);

    /// <summary>Other numbers under a name of their own.</summary>
    public Draw Under(string name) => this with { Key = Key.Split(name) };

    public int Size(string name, int lowest = 1, int highest = 5)
    {
        var top = Math.Max(lowest, Math.Min(highest, Largest));
        return lowest + (int)(Key.Split(name).Uniform(0) * (top - lowest + 1));
    }

    public double Number(string name, double lowest, double highest) => lowest + ((highest - lowest) * Key.Split(name).Uniform(0));

    public bool Coin(string name) => Key.Split(name).Uniform(0) < 0.5;

    /// <summary>A shape that begins with a batch of 1 to 4.</summary>
    public Shape Batched(string name, int lowestRank = 2, int highestRank = 3)
    {
        var rank = lowestRank + (int)(Key.Split(name).Uniform(0) * (highestRank - lowestRank + 1));
        return Shape.Create([Size("batch", 1, 4), .. Enumerable.Range(1, rank - 1).Select(axis => Size(name + axis.ToString(CultureInfo.InvariantCulture)))]);
    }

    public Tensor<T> Tensor<T>(string name, Shape shape, double lowest = -1.5, double highest = 1.5)
        where T : struct, IFloatingPointIeee754<T> => Key.Split(name).Uniform<T>(shape, lowest, highest);

    /// <summary>Numbers at least 0.05 away from 0, where some functions have a kink.</summary>
    public Tensor<T> AwayFromZero<T>(string name, Shape shape)
        where T : struct, IFloatingPointIeee754<T> => Tensor<T>(name, shape).Map(x => x + T.CreateChecked(T.IsNegative(x) ? -0.05 : 0.05));

    /// <summary>Other numbers in every leaf, so that no scale is 1 and no bias 0; variances stay positive.</summary>
    public Parameters<T> Leaves<T>(string name, Parameters<T> tree)
        where T : struct, IFloatingPointIeee754<T> => tree.Map((path, leaf) => path.EndsWith("variance", StringComparison.Ordinal)
            ? Under(name).Tensor<T>(path, leaf.Shape, 0.3, 2)
            : Under(name).Tensor<T>(path, leaf.Shape));
}
