using static Functional.Layers<double>;
using static Functional.Tests.Tensors.Refused;

namespace Functional.Tests.Layers;

/// <summary>What recurrent layers refuse, and what they say.</summary>
public class RecurrentRefusalTests
{
    private static readonly Key Seed = Key.FromSeed(8);

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Message(() => Rnn(0), "Rnn", "at least 1 unit", "0");
        Message(() => GruCell(-1), "Gru", "-1");
        Message(() => Lstm(0), "Lstm", "0");
        Message(() => LstmCell(4, projection: 0), "projection", "0");
        Message(() => MinimalGatedUnit(0), "MinimalGatedUnit", "0");
        Message(() => Gru(4, recurrentDropout: 1), "Gru", "1");
        Message(() => LstmCell(4, recurrentDropout: double.NaN), "NaN");
        Message(() => VariationalDropout(-0.5), "VariationalDropout", "-0.5");
        Message(() => Mask.OfLengths([3, -1], 4), "sequence 1", "-1", "4");
    }

    [Fact]
    public void A_sequence_without_a_vector_of_features_at_each_step_is_refused_by_path()
    {
        var refused = Assert.Throws<LayerException>(() => Chain(Relu, Lstm(4)).Start(Seed, [5, 2, 3]));
        Assert.Equal("1", refused.Path);
        Assert.Contains("vector of features, but it has shape [2, 3]", refused.Message, StringComparison.Ordinal);
        Message(() => Chain(Relu, Gru(4)).Start(Seed, [5]), "'1'", "[]");
        Message(() => Chain(Relu, Gru(4)).Start(Seed, [0, 2]), "time step", "[0, 2]");
        Message(() => VariationalDropout(0.1).Start(Seed, []), "axis of time");
    }

    [Fact]
    public void A_state_of_another_width_is_refused_with_both()
    {
        Message(() => Scan(GruCell(4)).Initialize(Seed, Shapes.Pair([5], [7, 2])), "GruCell(4)", "[5]", "[4]");
        Message(() => Scan(LstmCell(4)).Initialize(Seed, Shapes.Pair(Shapes.Pair([4], [3]), [7, 2])), "LstmCell(4)", "([4], [3])", "([4], [4])");
        var scan = Scan(LstmCell(4, projection: 3));
        var theta = scan.Initialize(Seed, Shapes.Pair(Shapes.Pair([3], [4]), [7, 2])).Parameters;
        Message(
            () => scan.At(theta)(((Tensor.Zeros<double>([2, 4]), Tensor.Zeros<double>([2, 4])), Tensor.Zeros<double>([2, 7, 2]))), "first", "[2, 3]", "[2, 4]");
        var gru = Scan(GruCell(4));
        var weights = gru.Initialize(Seed, Shapes.Pair([4], [7, 2])).Parameters;
        Message(() => gru.At(weights)((Tensor.Zeros<double>([3, 4]), Tensor.Zeros<double>([2, 7, 2]))), "[2, 4]", "[3, 4]");
        Message(() => gru.At(weights)((Tensor.Zeros<double>([2, 4]), Tensor.Zeros<double>([2, 7, 3]))), "weight", "[2, 12]", "[3, 12]");
    }

    [Fact]
    public void A_mask_of_another_shape_is_refused_with_both()
    {
        var layer = MaskedScan(LstmCell(4), Shapes.Pair([4], [4]));
        Message(() => layer.Initialize(Seed, Shapes.Pair([5, 3], [4])), "[5, 3]", "[4]");
        var theta = layer.Initialize(Seed, Shapes.Pair([5, 3], [5])).Parameters;
        Message(() => layer.At(theta)((Tensor.Zeros<double>([2, 5, 3]), Mask.OfLengths([1, 2, 3], 5))), "[2, 5]", "[3, 5]");
        Message(() => Bidirectional(layer, layer).Initialize(Seed, Shapes.Pair([5, 3], [4])), "[5, 3]", "[4]");
    }

    [Fact]
    public void Parameters_of_another_cell_are_refused_by_name()
    {
        var (lstm, gru) = (Lstm(4), Gru(4));
        Message(() => lstm.At(gru.Start(Seed, [5, 3]).Parameters)(Tensor.Zeros<double>([2, 5, 3])), "weight", "[3, 16]", "[3, 12]");
        Message(() => Gru(4, resetAfter: false).At(gru.Start(Seed, [5, 3]).Parameters)(Tensor.Zeros<double>([2, 5, 3])), "recurrentBias");
        Message(() => Lstm(4, bias: false).At(lstm.Start(Seed, [5, 3]).Parameters)(Tensor.Zeros<double>([2, 5, 3])), "bias");
        Message(() => Lstm(4, peephole: true).At(lstm.Start(Seed, [5, 3]).Parameters)(Tensor.Zeros<double>([2, 5, 3])), "peephole");
    }

    [Fact]
    public void An_activation_with_parameters_or_of_another_shape_is_refused()
    {
        Message(() => Rnn(4, Dense(4)).Start(Seed, [5, 3]), "without parameters", "Dense(4)");
        Message(() => Rnn(4, Slice(0, 0, 2)).Start(Seed, [5, 3]), "keeps the shape", "[2]", "[4]");
    }

    [Fact]
    public void Directions_whose_outputs_have_other_lengths_are_refused() =>
        Message(() => Bidirectional(Gru(4), Gru(4).Then(Slice(0, 0, 2))).Start(Seed, [5, 3]), "Bidirectional", "[5, 4]", "[2, 4]");

    [Fact]
    public void A_cotangent_of_another_shape_is_refused()
    {
        var layer = Lstm(4);
        var (_, back) = layer.At(layer.Start(Seed, [5, 3]).Parameters)(Tensor.Zeros<double>([2, 5, 3]));
        Assert.ThrowsAny<ArgumentException>(() => back(Tensor.Zeros<double>([2, 5, 3])));
        Assert.ThrowsAny<ArgumentException>(() => back(Tensor.Zeros<double>([2, 4, 4])));
    }
}
