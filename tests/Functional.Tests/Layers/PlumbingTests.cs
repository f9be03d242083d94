using static Functional.Layers<float>;
using V = Functional.Tensor<float>;

namespace Functional.Tests.Layers;

/// <summary>Combinators between pairs and trees, and the layers that glue them together.</summary>
public class PlumbingTests
{
    private static readonly Key Seed = Key.FromSeed(7);
    private static readonly V X = Tensor.Matrix<float>([[1, 2, 3], [4, 5, 6]]);

    [Fact]
    public void Branches_are_named_by_number_or_by_their_own_name()
    {
        Assert.Equal(["0.bias", "0.weight", "gate.0.bias", "gate.0.weight"], Paths(Fork(Dense(2), Named("gate", Chain(Dense(2), Sigmoid))), [3]));
        Assert.Equal(["0.bias", "0.weight", "1.bias", "1.weight"], Paths(Both(Dense(2), Dense(2)), Shapes.Pair([3], [4])));
        Assert.Equal(["bias", "weight"], Paths(OnFirst<V, V, V>(Dense(2)), Shapes.Pair([3], [4])));
        Assert.Equal(["kind.bias", "kind.weight", "value.bias", "value.weight"], Paths(Heads(("kind", Dense(3)), ("value", Dense(1))), [3]));
        Assert.Equal(["bias", "weight"], Paths(Skip(Dense(2)), [3]));
        Assert.Equal(["bias", "weight"], Paths(Shared(Dense(2)), Shapes.Pair([3], [3])));
        Assert.Equal(["0.bias", "0.weight"], Paths(Tied(Repeat(3, Dense(3)), "0", "1", "2"), [3]));
    }

    [Fact]
    public void Pairs_are_taken_apart_and_put_together()
    {
        var y = X * 10f;
        Assert.Equal((y, X), Run(Swap<V, V>(), (X, y)));
        Assert.Equal(X, Run(First<V, V>(), (X, y)));
        Assert.Equal(y, Run(Second<V, V>(), (X, y)));
        Assert.Equal(X * y, Run(Multiply, (X, y)));
        Assert.Equal(X + y, Run(Add, (X, y)));
        Assert.Equal((Tensor.Matrix<float>([[1], [4]]), Tensor.Matrix<float>([[2, 3], [5, 6]])), Run(Split(-1, 1), X));
        Assert.Equal(Tensor.Matrix<float>([[1, 2, 3, -1, -2, -3], [4, 5, 6, -4, -5, -6]]), Run(Skip(Function("negative", static x => (-x, static d => -d))), X));
    }

    [Fact]
    public void Samples_are_cut_and_summed_along_their_own_axes_and_never_mixed()
    {
        Assert.Equal(Tensor.Matrix<float>([[2, 3], [5, 6]]), Run(Slice(0, 1, 2), X));
        Assert.Equal(Tensor.Vector(3f, 6f), Run(Select(-1, -1), X));
        Assert.Equal(Tensor.Vector(2f, 5f), Run(MeanOver(), X));
        Assert.Equal(Tensor.Vector(6f, 15f), Run(SumOver(0), X));
        Assert.Equal("Slice(1, 0, 1): a sample of shape [3] has no axis 1.", Assert.Throws<ShapeException>(() => Run(Slice(1, 0, 1), X)).Message);
    }

    [Fact]
    public void Layers_that_cut_tie_and_fork_are_values()
    {
        Assert.Equal(Slice(0, 1, 2), Slice(0, 1, 2));
        Assert.NotEqual(Slice(0, 1, 2), Slice(0, 1, 1));
        Assert.Equal(Reshape([3, 2]), Reshape([3, 2]));
        Assert.Equal(MeanOver(0, 1), MeanOver(0, 1));
        Assert.NotEqual(MeanOver(0), SumOver(0));
        Assert.Equal(Fork(Dense(2), Tanh), Fork(Dense(2), Tanh));
        Assert.Equal(Heads(("a", Dense(2)), ("b", Tanh)), Heads(("a", Dense(2)), ("b", Tanh)));
        Assert.Equal(Tied(Repeat(2, Dense(3)), "0", "1").GetHashCode(), Tied(Repeat(2, Dense(3)), "0", "1").GetHashCode());
        Assert.Equal(Tied(Repeat(2, Dense(3)), "0", "1"), Tied(Repeat(2, Dense(3)), "0", "1"));
        Assert.Equal(WeightedCosts(("a", 2f, MeanSquaredErrorOfOne)), WeightedCosts(("a", 2f, MeanSquaredErrorOfOne)));
        Assert.Equal(LearntState<V>([3]).Then(Scan(Cell)), LearntState<V>([3]).Then(Scan(Cell)));
    }

    [Fact]
    public void They_print_as_the_expressions_that_make_them()
    {
        Assert.Equal("Fork(Dense(2), Named(\"gate\", Tanh)).Then(Multiply)", Fork(Dense(2), Named("gate", Tanh)).Then(Multiply).ToString());
        Assert.Equal("Split(-1, 8).Then(OnFirst(Sigmoid)).Then(Add)", Split(-1, 8).Then(OnFirst<V, V, V>(Sigmoid)).Then(Add).ToString());
        Assert.Equal("Both(Dense(1), Dense(2)).Then(Swap<Tensor<float>, Tensor<float>>())", Both(Dense(1), Dense(2)).Then(Swap<V, V>()).ToString());
        Assert.Equal("Heads((\"kind\", Dense(3)), (\"value\", Chain(Dense(4), Tanh)))", Heads(("kind", Dense(3)), ("value", Chain(Dense(4), Tanh))).ToString());
        Assert.Equal("Tied(Chain(Dense(3), Dense(3)), \"0\", \"1\")", Tied(Repeat(2, Dense(3)), "0", "1").ToString());
        Assert.Equal("Chain(MeanOver(0), SumOver(), Select(0, -1))", Chain(MeanOver(0), SumOver(), Select(0, -1)).ToString());
        Assert.Equal("ZeroState<Pair<Tensor<float>, Tensor<float>>>(Shapes.Pair([2], [3]))", ZeroState<Pair<V, V>>(Shapes.Pair([2], [3])).ToString());
    }

    [Fact]
    public void What_does_not_fit_is_refused_by_path_and_with_both_shapes()
    {
        Refused(Dense(2).Then(Fork(Dense(2), Dense(3))).Then(Multiply), [3], "Layer '2' (Multiply)", "[2]", "[3]");
        Refused(Chain(Dense(3), Slice(0, 2, 2)), [3], "Layer '1' (Slice(0, 2, 2))", "[3]", "3 places");
        Refused(Dense(3).Then(Split(0, 3)).Then(Add), [3], "Layer '1' (Split(0, 3))", "nothing is left");
        Refused(Chain(Dense(3), Select(0, 3)), [3], "Layer '1' (Select(0, 3))", "3 places");
        Refused(Chain(Dense(3), MeanOver(0, -1)), [3], "Layer '1' (MeanOver(0, -1))", "named twice");
        Refused(Chain(Flatten, Skip(MeanOver())), [3], "Layer '1' (Skip)", "[3]", "[]");
        Refused(Dense(3).Then(Fork(Dense(2), Chain(Tanh, Reshape([2])))), [3], "Layer '1.1.1' (Reshape([2]))", "3", "2");
        Refused(Dense(2).Then(Heads(("kind", Dense(2)), ("value", Reshape([3])))), [3], "Layer '1.value' (Reshape([3]))");
        Refused(Tied(Chain(Dense(3), Dense(4)), "0", "1"), [3], "'1' cannot share the parameters of '0'", "[4]", "[3]");
        Refused(Tied(Chain(Dense(3), Dense(4)), "0", "2"), [3], "nothing at '2'");
    }

    [Fact]
    public void Two_branches_of_one_name_and_places_in_each_other_are_refused()
    {
        Says("two layers have the name 'a'", () => Fork(Named("a", Tanh), Named("a", Relu)));
        Says("two layers have the name '1'", () => Both(Named("1", Tanh), Relu));
        Says("lies in 'a'", () => Tied(Dense(2), "a", "a.b"));
        Says("at least 2 places", () => Tied(Dense(2), "a"));
        Says("no layers", () => Heads<V>());

        static void Says(string part, Func<object> wrong) =>
            Assert.Contains(part, Assert.Throws<ArgumentException>(() => wrong()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_heads_are_trained_on_two_costs()
    {
        var network = Chain(Dense(4), Tanh).Then(Heads(("kind", Dense(3)), ("value", Dense(1))));
        Labels kinds = [0, 2];
        var values = Tensor.Matrix<float>([[1], [2]]);
        var parameters = network.Start(Seed, [3]).Parameters;
        var cost = WeightedCosts(("kind", 1f, CrossEntropy(kinds)), ("value", 0.5f, MeanSquaredError(values)));

        var (value, gradient) = network.On(X).Then(cost).ValueAndGradient()(parameters);

        var outputs = network.At(parameters)(X).Output;
        var (kind, of) = (Run(CrossEntropy(kinds), outputs["kind"]), Run(MeanSquaredError(values), outputs["value"]));
        Assert.Equal(kind + of * 0.5f, value);
        Assert.Equal(parameters.Leaves.Select(static leaf => leaf.Path), gradient.Leaves.Select(static leaf => leaf.Path));
    }

    [Fact]
    public void Costs_and_heads_of_other_names_are_refused()
    {
        var network = Heads(("kind", Dense(3)), ("value", Dense(1)));
        var cost = WeightedCosts(("kind", 1f, MeanSquaredErrorOfOne));
        var refused = Assert.Throws<ShapeException>(() => network.On(X).Then(cost)(network.Start(Seed, [3]).Parameters));
        Assert.Equal("WeightedCosts: the heads are [kind, value], but there are costs of [kind].", refused.Message);
    }

    [Fact]
    public void What_only_moves_numbers_keeps_none_of_them_for_the_way_back()
    {
        Layer<float, V, V>[] moving =
        [
            Flatten, Reshape([6, 2]), Slice(0, 1, 2), Select(1, 0), MeanOver(0), SumOver(), Chain(Identity), Duplicate.Then(Add),
            Split(-1, 1).Then(Swap<V, V>()).Then(Concatenate),
        ];
        Assert.All(moving, static layer => Assert.Equal((0, layer.ToString()), (layer.Describe([3, 4]).BytesKept, layer.ToString())));
        Assert.Equal(0, Skip(Flatten).Describe([3]).BytesKept);
        Assert.Equal(0, Duplicate.Then(Concatenate).Describe([3]).BytesKept);
        Assert.Equal(5 * 3 * sizeof(float), Dropout(0.5).Describe([3], batchSize: 5).BytesKept);
    }

    private static Layer<float, V, V> MeanSquaredErrorOfOne { get; } = MeanSquaredError(Tensor.Matrix<float>([[1], [2]]));

    private static Layer<float, Pair<V, V>, Pair<V, V>> Cell { get; } = Concatenate.Then(Dense(3)).Then(Tanh).Then(Duplicate);

    private static IEnumerable<string> Paths<A, B>(Layer<float, A, B> layer, Shapes shape) =>
        layer.Initialize(Seed, shape).Parameters.Leaves.Select(static leaf => leaf.Path);

    private static IEnumerable<string> Paths<A, B>(Layer<float, A, B> layer, Shape shape) => Paths(layer, (Shapes)shape);

    private static B Run<A, B>(Layer<float, A, B> layer, A x) => layer.At(TensorTree<float>.Empty)(x).Output;

    private static void Refused<B>(Layer<float, V, B> layer, Shape shape, params string[] parts)
    {
        var message = Assert.ThrowsAny<ArgumentException>(() => layer.Start(Seed, shape)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
