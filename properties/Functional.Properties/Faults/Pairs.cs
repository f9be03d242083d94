using static Functional.Layers<double>;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Faults;

/// <summary>Pairs, shared parameters and states: what is passed on by two ways.</summary>
public static class Pairs
{
    /// <summary>The two factors of a gate are given the cotangents of each other.</summary>
    public static Fault GateCrossed { get; } = Fault.InUnits(static (faulty, units) => Fork(Dense(units), Dense(units).Then(Sigmoid)).Then(
        Pure<Pair<V, V>, V>("Gate", static shapes => shapes.Both.First, p => (
            p.First * p.Second,
            d => faulty ? (d * p.First, d * p.Second) : (d * p.Second, d * p.First)))));

    /// <summary>The pair comes back the other way round.</summary>
    public static Fault SwapNotUndone { get; } = Fault.InUnits(static (faulty, units) => Fork(Dense(units), Dense(units).Then(Tanh)).Then(
        Pure<Pair<V, V>, Pair<V, V>>("Swap", static shapes => Shapes.Pair(shapes.Both.Second, shapes.Both.First), p => (
            (p.Second, p.First),
            d => faulty ? d : (d.Second, d.First)))).Then(OnFirst<V, V, V>(Sigmoid)).Then(Multiply));

    /// <summary>Of two places that share their parameters, one adds nothing to the gradient.</summary>
    public static Fault SecondPlaceForgotten { get; } = Fault.InUnits(static (faulty, units) => Chain(
        Dense(units),
        Repeat(2, Dense(units).Then(Tanh)).Reparameterize("Tied", static (_, made) => made.Without("2"), theta => (
            theta.WithSubtree("2", theta.Subtree("0")),
            d => faulty ? d.Without("2") : d.Without("2").WithSubtree("0", d.Subtree("0").Plus(d.Subtree("2")))))));

    /// <summary>The state of a scan has no way back: what a step does to those after it is lost.</summary>
    public static Fault StateSevered { get; } = Fault.InLayer(static faulty => Chain(
        Function("Steps", static x => (x.Reshape(x.Shape.Then([1])), dy => dy.Reshape(dy.Shape[..2]))),
        Scan(
            OnFirst<V, V, V>(Function("Severed", x => (x, d => faulty ? d * 0.0 : d))).Then(Concatenate).Then(Dense(2)).Then(Tanh).Then(Split(-1, 1)), [1]),
        Flatten));

    /// <summary>Two heads are given the cotangents of each other.</summary>
    public static Fault HeadsTakeTheCotangentsOfEachOther { get; } = Fault.InUnits(static (faulty, units) =>
        Heads(("a", Dense(units)), ("b", Dense(units).Then(Tanh))).Then(Pure<TensorTree<double>, V>("Product", static shapes => shapes.ByName[0].Shapes, tree => (
            tree["a"] * tree["b"],
            d => TensorTree<double>.Of(("a", d * tree[faulty ? "a" : "b"]), ("b", d * tree[faulty ? "b" : "a"]))))));
}
