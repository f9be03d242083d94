using static Functional.Layers<double>;
using V = Functional.Tensor<double>;

namespace Functional.Tests.Layers;

/// <summary>What recurrent layers do beside their formulas: states, lengths, directions, dropout, names.</summary>
public class RecurrentLayerTests
{
    private static readonly Key Seed = Key.FromSeed(9);

    public static TheoryData<Layer<double, V, V>, string> Written => new()
    {
        { Rnn(3), "Rnn(3)" },
        { Rnn(3, Relu, bias: false), "Rnn(3, activation: Relu, bias: false)" },
        { Gru(4, resetAfter: false, recurrentDropout: 0.25), "Gru(4, resetAfter: false, recurrentDropout: 0.25)" },
        { Lstm(4, projection: 2, peephole: true), "Lstm(4, projection: 2, peephole: true)" },
        { MinimalGatedUnit(5), "MinimalGatedUnit(5)" },
        { Scan(LstmCell(4), Shapes.Pair([4], [4])), "Lstm(4)" },
        { Scan(RnnCell(4), [4]), "Rnn(4)" },
        { Bidirectional(Rnn(2), Gru(3)), "Bidirectional(Rnn(2), Gru(3))" },
        { VariationalDropout(0.5), "VariationalDropout(0.5)" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void A_layer_prints_as_the_expression_that_makes_it(Layer<double, V, V> layer, string code) => Assert.Equal(code, layer.ToString());

    [Fact]
    public void Cells_and_what_is_made_of_them_print_so_too()
    {
        Assert.Equal("MaskedScan(LstmCell(4), Shapes.Pair([4], [4]))", MaskedScan(LstmCell(4), Shapes.Pair([4], [4])).ToString());
        Assert.Equal("Scan(GruCell(4, bias: false))", Scan(GruCell(4, bias: false)).ToString());
        Assert.Equal("Stacked(Scan(RnnCell(4)), Scan(MinimalGatedUnitCell(2)))", Stacked(Scan(RnnCell(4)), Scan(MinimalGatedUnitCell(2))).ToString());
    }

    [Fact]
    public void Parameters_have_the_names_and_shapes_that_are_documented()
    {
        static string Of(Layer<double, V, V> layer) => string.Join(", ", layer.Start(Seed, [5, 3]).Parameters.Leaves.Select(static leaf => $"{leaf.Path} {leaf.Value.Shape}"));
        Assert.Equal("bias [4], recurrent [4, 4], weight [3, 4]", Of(Rnn(4)));
        Assert.Equal("bias [12], recurrent [4, 12], recurrentBias [4], weight [3, 12]", Of(Gru(4)));
        Assert.Equal("bias [12], recurrent [4, 12], weight [3, 12]", Of(Gru(4, resetAfter: false)));
        Assert.Equal("bias [8], recurrent [4, 8], weight [3, 8]", Of(MinimalGatedUnit(4)));
        Assert.Equal("bias [16], recurrent [4, 16], weight [3, 16]", Of(Lstm(4)));
        Assert.Equal("peephole [3, 4], projection [4, 2], recurrent [2, 16], weight [3, 16]", Of(Lstm(4, 2, peephole: true, bias: false)));
        Assert.Equal(
            "backward.recurrent [4, 4], backward.weight [3, 4], forward.recurrent [4, 4], forward.weight [3, 4]",
            Of(Bidirectional(Rnn(4, bias: false), Rnn(4, bias: false))));
    }

    [Fact]
    public void A_memory_begins_by_not_forgetting() =>
        Assert.Equal(Tensor.Vector(0.0, 0, 1, 1, 0, 0, 0, 0), Lstm(2).Start(Seed, [5, 3]).Parameters["bias"]);

    [Fact]
    public void Multiply_adds_are_those_of_all_products_of_all_steps()
    {
        Assert.Equal(MultiplyAdds.Exactly(5 * (3 + 4) * 16), Lstm(4).Start(Seed, [5, 3]).MultiplyAdds);
        Assert.Equal(MultiplyAdds.Exactly(5 * ((3 + 2) * 16 + 8)), Lstm(4, projection: 2).Start(Seed, [5, 3]).MultiplyAdds);
        Assert.Equal(MultiplyAdds.Exactly(5 * (3 + 4) * 12), Gru(4).Start(Seed, [5, 3]).MultiplyAdds);
    }

    [Fact]
    public void The_direction_backwards_begins_at_each_sequence_s_own_last_step_and_ends_at_its_first()
    {
        var cell = GruCell(4);
        var both = Bidirectional(MaskedScan(cell), MaskedScan(cell));
        var theta = both.Initialize(Seed, Shapes.Pair(Shapes.Pair([4], [4]), Shapes.Pair([5, 3], [5]))).Parameters;
        var x = Seed.Normal<double>([1, 2, 3]);
        var padded = Tensor.Concatenate(1, x, Tensor.Full([1, 3, 3], double.NaN));
        Pair<V, V> first = (Seed.Split("ahead").Normal<double>([1, 4]), Seed.Split("back").Normal<double>([1, 4]));

        var (last, y) = both.At(theta)((first, (padded, Mask.OfLengths([2], 5)))).Output;

        // The two steps alone, in the other order.
        var backwards = Tensor.Concatenate(1, x.Slice(1, 1, 1), x.Slice(1, 0, 1));
        var (expected, z) = Scan(cell).At(theta.Child("backward"))((first.Second, backwards)).Output;
        Assert.Equal(expected, last.Second);
        Assert.Equal(Tensor.Concatenate(1, z.Slice(1, 1, 1), z.Slice(1, 0, 1)), y.Slice(1, 0, 2).Slice(-1, 4, 4));
        Assert.Equal(Tensor.Zeros<double>([1, 3, 8]), y.Slice(1, 2, 3));
    }

    [Fact]
    public void Dropout_between_steps_and_of_inputs_drops_the_same_at_all_steps()
    {
        var x = Tensor.Ones<double>([3, 6, 5]);
        var dropped = VariationalDropout(0.5).Forward(TensorTree<double>.Empty, x, Context<double>.Training(Seed)).Output;
        for (var t = 1; t < 6; t++)
            Assert.Equal(dropped.Slice(1, 0, 1), dropped.Slice(1, t, 1));
        Assert.Contains(0.0, dropped);
        Assert.Contains(2.0, dropped);

        // h′ = h·mask + 1: what is dropped stays 1, what is kept grows by the factor 2 at each step.
        var theta = TensorTree<double>.Of(("weight", Tensor.Ones<double>([1, 8])), ("recurrent", Tensor.Identity<double>(8)), ("bias", Tensor.Zeros<double>([8])));
        var layer = Rnn(8, Relu, recurrentDropout: 0.5);
        var y = layer.Forward(theta, Tensor.Ones<double>([2, 4, 1]), Context<double>.Training(Seed)).Output.Slice(1, 3, 1);
        Assert.All(y, static value => Assert.True(value is 1 or 15, $"{value}"));
        Assert.Contains(1.0, y);
        Assert.Contains(15.0, y);
        Assert.All(layer.At(theta)(Tensor.Ones<double>([2, 4, 1])).Output.Slice(1, 3, 1), static value => Assert.Equal(4, value));
    }

    [Fact]
    public void The_first_state_may_be_learnt()
    {
        var network = LearntState<Pair<V, V>>(Shapes.Pair([4], [4])).Then(Scan(LstmCell(4))).Then(Second<Pair<V, V>, V>());
        var theta = network.Start(Seed, [5, 3]).Parameters;
        var (_, back) = network.On(Seed.Normal<double>([2, 5, 3]))(theta);
        Assert.True(back(Tensor.Ones<double>([2, 5, 4]))["0.state.second"].Abs().Sum().Scalar > 0);
    }
}
