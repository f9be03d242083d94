using System.Collections;
using System.Collections.Immutable;

namespace Functional;

/// <summary>
/// A ratio of counts for each class, such as precision, and its averages. The ratio of a class is null where it is 0/0, so where there is nothing to say:
/// it is for those who average to say what such a class counts as.
/// </summary>
/// <example><code>
/// var precision = confusion.Precision;
/// var (ofClass2, overall) = (precision[2], precision.Macro(Undefined.Zero));
/// </code></example>
public sealed class ClassRatios : IReadOnlyList<double?>
{
    private readonly string lack;
    private readonly ImmutableArray<(long Part, long Whole)> ratios;
    private readonly ImmutableArray<long> support;

    /// <summary>Ratios of counts.</summary>
    /// <param name="name">What the ratio is called.</param>
    /// <param name="lack">Of a class where it is undefined, what is not there.</param>
    /// <param name="ratios">For each class the counts.</param>
    /// <param name="support">How many samples each class has.</param>
    internal ClassRatios(string name, string lack, ImmutableArray<(long Part, long Whole)> ratios, ImmutableArray<long> support) =>
        (Name, this.lack, this.ratios, this.support) = (name, lack, ratios, support);

    /// <summary>What the ratio is called: precision, recall, F1.</summary>
    public string Name { get; }

    /// <summary>How many classes there are.</summary>
    public int Count => ratios.Length;

    /// <summary>The ratio of one class, from 0 to 1; null where it is 0/0.</summary>
    /// <param name="index">The class.</param>
    /// <exception cref="ShapeException">There is no such class.</exception>
    public double? this[int index] => (uint)index >= (uint)Count
        ? throw new ShapeException(Invariant($"The {Name}: there is no class {index} among {Count}."))
        : ratios[index].Whole == 0 ? null : ratios[index].Part / (double)ratios[index].Whole;

    /// <summary>
    /// The ratio of all classes' counts together. For classes that exclude each other, precision, recall and F1 are then one number: the accuracy.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public double Micro => ratios.Sum(static each => each.Part) / (double)Metric.ExpectSamples(ratios.Sum(static each => each.Whole), $"The micro average of {Name}");

    /// <summary>The mean over the classes, each as important as the other.</summary>
    /// <param name="undefined">What a class counts as whose ratio is 0/0.</param>
    /// <exception cref="InvalidOperationException">There are no samples, or the ratio of a class is undefined, and nobody said what it counts as.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such choice.</exception>
    public double Macro(Undefined undefined = Undefined.Refused) => Known(weighted: false, undefined);

    /// <summary>The mean over the classes, each as important as it has samples.</summary>
    /// <param name="undefined">What a class counts as whose ratio is 0/0.</param>
    /// <exception cref="InvalidOperationException">There are no samples, or the ratio of a class is undefined, and nobody said what it counts as.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such choice.</exception>
    public double Weighted(Undefined undefined = Undefined.Refused) => Known(weighted: true, undefined);

    /// <summary>The ratio of each class.</summary>
    public IEnumerator<double?> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The name and the ratios; – where one is undefined.</summary>
    public override string ToString() => $"{Name}: {string.Join(", ", this.Select(static ratio => ratio is { } known ? Invariant($"{known:F4}") : "–"))}";

    /// <summary>The mean over the classes, weighted by their samples or not; null where no class with samples is left.</summary>
    internal double? AverageOf(bool weighted, Undefined undefined)
    {
        Metric.ExpectSamples(support.Sum(), $"The {KindOf(weighted)} average of {Name}");
        if (!Enum.IsDefined(undefined))
            throw new ArgumentOutOfRangeException(nameof(undefined), Invariant($"There is no choice {(int)undefined} for what is undefined."));
        var (sum, weights) = (0.0, 0L);
        for (var index = 0; index < Count; index++)
            if (CountedAs(index, undefined) is { } ratio)
            {
                var weight = weighted ? support[index] : 1;
                sum += ratio * weight;
                weights += weight;
            }
        return weights > 0 ? sum / weights : null;
    }

    private double Known(bool weighted, Undefined undefined) => AverageOf(weighted, undefined) ?? throw new InvalidOperationException(
        $"The {KindOf(weighted)} average of {Name} is undefined: no class is left that has samples.");

    /// <summary>What a class counts as: its ratio, or what stands for it, or null where it is left out.</summary>
    private double? CountedAs(int index, Undefined undefined) => this[index] ?? undefined switch
    {
        Undefined.Zero => 0,
        Undefined.One => 1,
        Undefined.LeftOut => null,
        _ => throw new InvalidOperationException(
            Invariant($"The {Name} of class {index} is undefined: {lack}. Say what it counts as: Undefined.Zero, Undefined.One or Undefined.LeftOut.")),
    };

    private static string KindOf(bool weighted) => weighted ? "weighted" : "macro";
}
