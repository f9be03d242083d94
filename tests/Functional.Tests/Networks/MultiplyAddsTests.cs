using static Functional.Layers<double>;
using Net = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Tests.Networks;

/// <summary>Multiply-adds beside those worked out by hand.</summary>
public sealed class MultiplyAddsTests
{
    private static readonly Net Unknown = Function("Unknown", static x => (x, static dy => dy));
    private static readonly Layer<double, Pair<Tensor<double>, Tensor<double>>, Pair<Tensor<double>, Tensor<double>>> Cell =
        Concatenate.Then(Dense(3)).Then(Tanh).Then(Duplicate);

    public static TheoryData<string, Net, Shape, long> ByHand => new()
    {
        { "in · out", Dense(5), [4], 20 },
        { "in · out without bias", Dense(5, bias: false), [4], 20 },
        { "in · out of each row", Dense(5), [3, 4], 3 * 20 },
        { "of each layer of a chain", Chain(Dense(5), Relu, Dense(2)), [4], 20 + 10 },
        { "none of the empty chain", Identity, [4], 0 },
        { "none of activations", Chain(Relu, Tanh, Sigmoid, Softmax, LogSoftmax), [4], 0 },
        { "none of what is done number by number", Chain(Dropout(0.5), BatchNorm(), Reshape([2, 2]), Flatten), [4], 0 },
        { "a residual's are its body's", Residual(Chain(Dense(5), Dense(4))), [4], 20 + 20 },
        { "a residual's are its one layer's", Residual(Dense(4)), [4], 16 },
        { "a residual's in a residual", Residual(Residual(Dense(4))), [4], 16 },
        { "of each branch", Parallel(Dense(5), Chain(Dense(2), Dense(3)), Relu), [4], 20 + 8 + 6 },
        { "of each branch that is added", Parallel(Merge.Sum, Dense(5), Dense(5)), [4], 20 + 20 },
        { "of each step: 7 · (3 + 2) · 3", Scan(Cell, [3]), [7, 2], 7 * 15 },
        { "of each step in a residual", Residual(Scan(Concatenate.Then(Dense(2)).Then(Duplicate), [2])), [7, 2], 7 * 8 },
        { "of each step of a scan in a scan: 5 · 7 · (3 + 2) · 3", Scan(Second.Then(Scan(Cell, [3])).Then(Ends), [1]), [5, 7, 2], 5 * 7 * 15 },
        { "of a cost", Dense(2).Then(MeanSquaredError(Tensor.Ones<double>([1, 2]))), [4], 8 },
        { "of a named chain", Named("a", Chain(Dense(5), Dense(2))), [4], 20 + 10 },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void Are_those_worked_out_by_hand(string what, Net network, Shape input, long expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected, network.Describe(input).MultiplyAdds);
        Assert.Equal(expected, network.Start(default, input).MultiplyAdds);
    }

    /// <summary>Q·Kᵀ: n · d · m, and the weights times V: n · m · e, for each of the axes before.</summary>
    [Theory]
    [InlineData(new[] { 2, 4 }, new[] { 3, 4 }, new[] { 3, 5 }, 2 * 4 * 3 + 2 * 3 * 5)]
    [InlineData(new[] { 6, 2, 4 }, new[] { 6, 3, 4 }, new[] { 6, 3, 5 }, 6 * (2 * 4 * 3 + 2 * 3 * 5))]
    public void Of_attention_are_those_of_both_products(int[] queries, int[] keys, int[] values, long expected)
    {
        var description = Attention.Describe(Shapes.Pair(Shape.Create(queries), Shapes.Pair(Shape.Create(keys), Shape.Create(values))));

        Assert.Equal(expected, description.MultiplyAdds);
    }

    [Fact]
    public void Of_layers_inside_a_scan_are_those_of_all_steps()
    {
        var dense = Scan(Cell, [3]).Describe([7, 2]).Layers[0].Layers[1];

        Assert.Equal("Dense(3)", dense.Name);
        Assert.Equal(7 * 15, dense.MultiplyAdds);
    }

    [Fact]
    public void Of_a_layer_that_does_not_say_are_unknown_and_those_of_the_others_are_the_least()
    {
        var description = Parallel(Chain(Dense(5), Unknown), Unknown, Residual(Unknown)).Describe([4]);

        var multiplyAdds = description.MultiplyAdds;
        Assert.Equal(("at least 20", 20, false), (multiplyAdds.ToString(), multiplyAdds.AtLeast, multiplyAdds.IsExact));
        Assert.Equal(
            ["at least 20", "at least 20", "20", "unknown", "unknown", "unknown", "unknown"],
            description.All.Select(static layer => layer.MultiplyAdds.ToString()));
    }

    [Fact]
    public void A_layer_of_ones_own_says_how_many_there_are()
    {
        var triangular = Pure<Tensor<double>, Tensor<double>>(
            "Triangular", static input => input, static x => (x, static dy => dy), static input => input.Shape[^1] * (input.Shape[^1] + 1) / 2);

        Assert.Equal(10, triangular.Describe([4]).MultiplyAdds);
    }

    [Fact]
    public void More_than_can_be_counted_is_at_least_the_most_that_can()
    {
        var most = MultiplyAdds.Exactly(long.MaxValue);

        Assert.Equal("at least 9,223,372,036,854,775,807", (most + 1).ToString());
        Assert.Equal("at least 9,223,372,036,854,775,807", (most * 2).ToString());
        Assert.Equal("9,223,372,036,854,775,807", (most + 0).ToString());
    }

    private static Layer<double, Pair<Tensor<double>, Tensor<double>>, Tensor<double>> Second { get; } =
        Pure<Pair<Tensor<double>, Tensor<double>>, Tensor<double>>(
            "Second", static input => input.Both.Second, static x => (x.Second, dy => (x.First.Zero, dy)), static _ => 0);

    /// <summary>A state of one number, and the value.</summary>
    private static Layer<double, Tensor<double>, Pair<Tensor<double>, Tensor<double>>> Ends { get; } =
        Pure<Tensor<double>, Pair<Tensor<double>, Tensor<double>>>(
            "Ends",
            static input => Shapes.Pair(Shape.Create(1), input),
            static x => ((Tensor.Zeros<double>([x.Shape[0], 1]), x), static d => d.Second), static _ => 0);
}
