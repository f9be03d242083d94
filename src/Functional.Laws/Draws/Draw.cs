using System.Globalization;
using System.Numerics;

namespace Functional.Laws;

/// <summary>
/// Where everything random in a case comes from: each choice is drawn by name, so that one choice does not disturb another. A draw is a value: the
/// same one makes the same case. It shrinks towards smaller sizes, rounder numbers and ordinary cases.
/// </summary>
/// <param name="Key">The random key of the case.</param>
/// <param name="Largest">No size is drawn above this one, unless its own lower bound is.</param>
/// <param name="Grain">Numbers are multiples of 2 to the power of minus this: 20 for cases of float and double alike, 0 for whole numbers.</param>
/// <param name="EdgeCase">Where the numbers lie.</param>
/// <example><code>
/// var batch = draw.Tensor&lt;double&gt;("x", [draw.Size("batch"), 5]);
/// </code></example>
public sealed record Draw(Key Key, int Largest = 5, int Grain = Draw.Finest, EdgeCase EdgeCase = EdgeCase.None)
{
    /// <summary>The finest grid of numbers: they are the same in <c>float</c> and <c>double</c>.</summary>
    public const int Finest = 20;

    private const int LargestBatch = 4;
    private static readonly int[] Rounder = [0, 1, 3, 6];

    /// <summary>No size is drawn above this one, unless its own lower bound is; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Largest { get; init => field = Expect(value >= 1, value, nameof(Largest), "the largest size is at least 1"); } =
        Expect(Largest >= 1, Largest, nameof(Largest), "the largest size is at least 1");

    /// <summary>Numbers are multiples of 2 to the power of minus this, from 0 to <see cref="Finest"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of that range.</exception>
    public int Grain { get; init => field = Expect(value is >= 0 and <= Finest, value, nameof(Grain), "the grain is from 0 to 20"); } =
        Expect(Grain is >= 0 and <= Finest, Grain, nameof(Grain), "the grain is from 0 to 20");

    /// <summary>The same case without numbers that are large or tiny: for laws that compare up to rounding.</summary>
    public Draw Tame => EdgeCase is EdgeCase.Large or EdgeCase.Tiny or EdgeCase.Denormal ? this with { EdgeCase = EdgeCase.None } : this;

    /// <summary>The same case with ordinary numbers only.</summary>
    public Draw Ordinary => EdgeCase == EdgeCase.None ? this : this with { EdgeCase = EdgeCase.None };

    /// <summary>Other choices, under a name of their own.</summary>
    /// <param name="name">The name.</param>
    public Draw Under(string name) => this with { Key = Key.Split(name) };

    /// <summary>A size, each as likely as the other.</summary>
    /// <param name="name">The name of the choice.</param>
    /// <param name="lowest">The smallest.</param>
    /// <param name="highest">The largest, as far as <see cref="Largest"/> allows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The smallest is negative, or above the largest.</exception>
    public int Size(string name, int lowest = 1, int highest = 5)
    {
        Expect(lowest >= 0, lowest, nameof(lowest), "a size is at least 0");
        Expect(highest >= lowest, highest, nameof(highest), FormattableString.Invariant($"the largest size is at least the smallest, {lowest}"));
        var top = Math.Max(lowest, Math.Min(highest, Largest));
        return lowest + (int)(Key.Split(name).Uniform(0) * (top - (double)lowest + 1));
    }

    /// <summary>How many samples there are in the batch of this case: the same for all who ask.</summary>
    /// <param name="lowest">The smallest batch.</param>
    public int Batch(int lowest = 1) => Size("batch", lowest, Math.Max(LargestBatch, lowest));

    /// <summary>One of a number of things, each as likely as the other, whatever <see cref="Largest"/> is.</summary>
    /// <param name="name">The name of the choice.</param>
    /// <param name="count">How many things.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to choose from.</exception>
    public int Choice(string name, int count) => (int)(Key.Split(name).Uniform(0) * Expect(count >= 1, count, nameof(count), "one is chosen of at least 1"));

    /// <summary>Heads or tails.</summary>
    /// <param name="name">The name of the choice.</param>
    public bool Coin(string name) => Key.Split(name).Uniform(0) < 0.5;

    /// <summary>A number between two others, as round as the case's numbers are.</summary>
    /// <param name="name">The name of the choice.</param>
    /// <param name="lowest">The lower bound.</param>
    /// <param name="highest">The upper bound.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are not finite or not in order, or too far apart for a <c>double</c>.</exception>
    public double Number(string name, double lowest, double highest)
    {
        ExpectBounds<double>(lowest, highest);
        return Between(Key.Split(name).Uniform(0), lowest, highest);
    }

    /// <summary>A shape that begins with the case's batch.</summary>
    /// <param name="name">The name of the choice.</param>
    /// <param name="lowestRank">The fewest axes, with the batch.</param>
    /// <param name="highestRank">The most axes, with the batch.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fewest are less than 1, or more than the most.</exception>
    public Shape Batched(string name, int lowestRank = 2, int highestRank = 3)
    {
        Expect(lowestRank >= 1, lowestRank, nameof(lowestRank), "with the batch there is at least 1 axis");
        Expect(highestRank >= lowestRank, highestRank, nameof(highestRank), FormattableString.Invariant($"the most axes are at least the fewest, {lowestRank}"));
        var rank = lowestRank + Choice(name, highestRank - lowestRank + 1);
        return Shape.Create([Batch(), .. Enumerable.Range(1, rank - 1).Select(axis => Size(name + axis.ToString(CultureInfo.InvariantCulture)))]);
    }

    /// <summary>A tensor between two bounds, without corners.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="name">The name of the choice.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="lowest">The lower bound.</param>
    /// <param name="highest">The upper bound.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are not finite in the element type or not in order, or too far apart for a <c>double</c>.</exception>
    public Tensor<T> Tensor<T>(string name, Shape shape, double lowest, double highest)
        where T : struct, IFloatingPointIeee754<T>
    {
        ExpectBounds<T>(lowest, highest);
        var key = Key.Split(name);
        return Functional.Tensor.Generate(shape, i => T.CreateChecked(Between(key.Uniform(i), lowest, highest)));
    }

    /// <summary>A tensor of numbers as this case has them: mostly between −1.5 and 1.5, or in a corner.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="name">The name of the choice.</param>
    /// <param name="shape">The shape.</param>
    public Tensor<T> Tensor<T>(string name, Shape shape)
        where T : struct, IFloatingPointIeee754<T>
    {
        var plain = Tensor<T>(name, shape, -1.5, 1.5);
        return EdgeCase switch
        {
            EdgeCase.Zeros => plain.Zip(Tensor<T>(name + " zeros", shape, -1, 1), static (x, chance) => T.IsNegative(chance) ? x : T.Zero),
            EdgeCase.Ties => plain.Map(static x => T.Round(x * T.CreateChecked(2.0 / 3)) + T.Zero),
            EdgeCase.Large => plain.Scale(1024),
            EdgeCase.Tiny => plain.Scale(double.Exp2(-60)),
            EdgeCase.Denormal => plain.Map(static x => x * T.Epsilon * T.CreateChecked(1024)),
            _ => plain,
        };
    }

    /// <summary>Class labels, each class as likely as the other.</summary>
    /// <param name="name">The name of the choice.</param>
    /// <param name="count">How many labels.</param>
    /// <param name="classes">How many classes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of labels is negative, or there are no classes.</exception>
    public Labels Labels(string name, int count, int classes)
    {
        Expect(count >= 0, count, nameof(count), "the number of labels is at least 0");
        Expect(classes >= 1, classes, nameof(classes), "there is at least 1 class");
        var key = Key.Split(name);
        return Functional.Labels.Create([.. Enumerable.Range(0, count).Select(i => (int)(key.Uniform(i) * classes))]);
    }

    /// <summary>Indices from 0, each as likely as the other: words of a text, rows of a table.</summary>
    /// <param name="name">The name of the choice.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="count">How many there are to point at: the largest index and one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to point at.</exception>
    public Indices Indices(string name, Shape shape, int count)
    {
        Expect(count >= 1, count, nameof(count), "there is at least 1 thing to point at");
        var key = Key.Split(name);
        return Functional.Indices.Of(shape, [.. Enumerable.Range(0, shape.ElementCount).Select(i => (int)(key.Uniform(i) * count))]);
    }

    /// <summary>A mask in which about two of three elements are there, and one at least on the last axis, so that nobody has to make something of nothing.</summary>
    /// <param name="name">The name of the choice.</param>
    /// <param name="shape">The shape.</param>
    public Mask Mask(string name, Shape shape)
    {
        var key = Key.Split(name);
        var row = shape.Rank == 0 ? 1 : shape[^1];
        return Functional.Mask.Of(shape, [.. Enumerable.Range(0, shape.ElementCount).Select(i =>
            key.Uniform(i) < 2.0 / 3 || i % row == (int)(key.Split("there").Uniform(i / row) * row))]);
    }

    /// <summary>Other numbers in every leaf, so that no scale is 1 and no bias 0; leaves called variance stay positive.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="name">The name of the choice.</param>
    /// <param name="tree">The tree whose names and shapes are kept.</param>
    public TensorTree<T> Leaves<T>(string name, TensorTree<T> tree)
        where T : struct, IFloatingPointIeee754<T>
    {
        var under = Under(name);
        return tree.Map((path, leaf) => path.EndsWith("variance", StringComparison.Ordinal)
            ? under.Tensor<T>(path, leaf.Shape, 0.3, 2)
            : under.Tensor<T>(path, leaf.Shape, -1.5, 1.5));
    }

    /// <summary>Simpler draws: ordinary ones, smaller ones, rounder ones.</summary>
    public IEnumerable<Draw> Smaller()
    {
        if (EdgeCase != EdgeCase.None)
            yield return Ordinary;
        if (Largest > 1)
            yield return this with { Largest = 1 };
        if (Largest > 2)
            yield return this with { Largest = Largest - 1 };
        foreach (var grain in Rounder)
            if (grain < Grain)
                yield return this with { Grain = grain };
    }

    /// <summary>The draw as C#.</summary>
    public override string ToString() => Invariant($"new Draw({CSharp.Of(Key)}, {Largest}, {Grain}, EdgeCase.{EdgeCase})");

    private static int Expect(bool holds, int value, string name, string rule) => holds
        ? value
        : throw new ArgumentOutOfRangeException(name, Invariant($"Draw: {rule}, got {value}."));

    private static void ExpectBounds<T>(double lowest, double highest)
        where T : struct, IFloatingPointIeee754<T>
    {
        foreach (var (bound, name) in ((double, string)[])[(lowest, nameof(lowest)), (highest, nameof(highest))])
            if (!T.IsFinite(T.CreateChecked(bound)))
                throw new ArgumentOutOfRangeException(name, Invariant(
                    $"Draw: a bound is finite, got {bound}, which is {T.CreateChecked(bound)} as a {typeof(T).Name}."));
        if (lowest > highest || !double.IsFinite(highest - lowest))
            throw new ArgumentOutOfRangeException(nameof(lowest), Invariant(
                $"Draw: the bounds are in order and a finite distance apart, got lowest {lowest} and highest {highest}."));
    }

    /// <summary>The nearest number on the grid, or the bound where the grid has none between the bounds.</summary>
    private double Between(double part, double lowest, double highest)
    {
        var unit = double.Exp2(-Grain);
        var drawn = lowest + (highest - lowest) * part;
        var near = double.Abs(drawn) < 1L << 52 >> Grain ? double.Round(drawn / unit) * unit : drawn;       // from there on all numbers are on the grid
        if (near < lowest)
            near += unit;
        if (near > highest)
            near -= unit;
        return near < lowest ? highest : near + 0.0;         // never −0
    }
}
