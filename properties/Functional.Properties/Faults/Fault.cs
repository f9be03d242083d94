using System.Reflection;
using System.Runtime.CompilerServices;
using Functional.Laws;
using Layer = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Properties.Faults;

/// <summary>
/// A planted fault: a layer or a combinator with one mistake that people make, and the same without it. What finds the one and not the other has
/// found the mistake, and not a clumsy layer.
/// </summary>
/// <param name="Name">What is done wrongly.</param>
/// <param name="Needs">
/// How many layers a network needs to show it, counted as <see cref="Network.Layers"/> counts: a layer is 1, a combinator nothing by itself but all
/// that is in it, so one that goes wrong with a single layer in it needs 1, and one that forgets its second branch 2.
/// </param>
/// <param name="Production">The production with the mistake.</param>
/// <param name="Sound">The production without it.</param>
public sealed record Fault(string Name, int Needs, Production Production, Production Sound)
{
    /// <summary>Whether numbers are wrong, so that a message can say at which coordinate.</summary>
    public bool HasPlace { get; private init; } = true;

    /// <summary>Whether the laws that trace can be asked: without its mistake, too, a layer may read numbers.</summary>
    public bool IsTraceable { get; private init; } = true;

    /// <summary>All planted faults: those that the static classes beside this one hold.</summary>
    public static IReadOnlyDictionary<string, Fault> All { get; } = typeof(Fault).Assembly.GetTypes()
        .Where(static type => type.Namespace == typeof(Fault).Namespace)
        .SelectMany(static type => type.GetProperties(BindingFlags.Static | BindingFlags.Public))
        .Where(static property => property.PropertyType == typeof(Fault))
        .Select(static property => (Fault)property.GetValue(null)!)
        .ToDictionary(static fault => fault.Name);

    /// <summary>The same fault where what is wrong is not a number: something is thrown, or has another shape or name.</summary>
    public Fault Placeless => this with { HasPlace = false };

    /// <summary>The same fault of a layer that reads numbers, so that it cannot be traced, and is not meant to be.</summary>
    public Fault ReadingNumbers => this with { IsTraceable = false };

    /// <summary>A fault of a layer that keeps the width.</summary>
    /// <param name="make">Makes the layer, with the mistake or without.</param>
    /// <param name="inSingle">The same in <c>float</c>.</param>
    /// <param name="name">What is done wrongly; the name of the member when none is given.</param>
    public static Fault InLayer(
        Func<bool, Layer> make, Func<bool, Layer<float, Tensor<float>, Tensor<float>>>? inSingle = null, [CallerMemberName] string name = "") =>
        Of(name, 1, faulty => Functional.Laws.Production.Layer(make(faulty), inSingle?.Invoke(faulty), name));

    /// <summary>A fault of a layer over the whole batch, of two samples at least.</summary>
    /// <param name="make">Makes the layer, with the mistake or without.</param>
    /// <param name="name">What is done wrongly; the name of the member when none is given.</param>
    public static Fault OverTheBatch(Func<bool, Layer> make, [CallerMemberName] string name = "") =>
        Of(name, 1, faulty => Functional.Laws.Production.Layer(make(faulty), code: name) with { MixesSamples = true, SmallestBatch = 2 });

    /// <summary>A fault of a layer that is told its width.</summary>
    /// <param name="make">Makes the layer, with the mistake or without, from its units.</param>
    /// <param name="name">What is done wrongly; the name of the member when none is given.</param>
    public static Fault InUnits(Func<bool, int, Layer> make, [CallerMemberName] string name = "") =>
        Of(name, 1, faulty => Functional.Laws.Production.Units(name, units => make(faulty, units)));

    /// <summary>A fault of a combinator.</summary>
    /// <param name="kind">What the combinator does with widths.</param>
    /// <param name="make">Makes the layer, with the mistake or without, from those inside.</param>
    /// <param name="needs">How many layers the network needs to show it.</param>
    /// <param name="name">What is done wrongly; the name of the member when none is given.</param>
    public static Fault InCombinator(ProductionKind kind, Func<bool, Layer[], Layer> make, int needs = 1, [CallerMemberName] string name = "") =>
        Of(name, needs, faulty => Functional.Laws.Production.Combinator(name, kind, parts => make(faulty, parts)));

    /// <summary>A fault of a combinator that repeats.</summary>
    /// <param name="make">Makes the layer, with the mistake or without, from how often and what is repeated.</param>
    /// <param name="name">What is done wrongly; the name of the member when none is given.</param>
    public static Fault InRepetition(Func<bool, int, Layer, Layer> make, [CallerMemberName] string name = "") => Of(
        name,
        1,
        faulty => new(
            name, ProductionKind.Repetition, (times, parts) => make(faulty, times, parts[0]), (times, parts) => $"{name}({times}, {parts[0]})"));

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static Fault Of(string name, int needs, Func<bool, Production> production) => new(name, needs, production(true), production(false));
}
