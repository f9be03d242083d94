using static Functional.Layers<float>;
using Net = Functional.Layer<float, Functional.Tensor<float>, Functional.Tensor<float>>;

namespace Functional.Tests.Networks;

/// <summary>Networks that compute again what their way back needs: the same numbers, less memory.</summary>
public sealed class RematerializeTests
{
    private static readonly Key Seed = Key.FromSeed(11);
    private static readonly Net Cell = Chain(Dense(8), Tanh);

    private static Layer<float, Pair<Tensor<float>, Tensor<float>>, Pair<Tensor<float>, Tensor<float>>> Recurrence =>
        Concatenate.Then(Dense(8)).Then(Tanh).Then(Dropout(0.2)).Then(Duplicate);

    public static TheoryData<string, Net, Func<Net, Net>, int[]> Networks => new()
    {
        { "a chain by √n", Repeat(7, Cell), Rematerialize, [8] },
        { "a chain by 3", Repeat(7, Cell), static body => Rematerialize(body, 3), [8] },
        { "a chain of one segment", Repeat(2, Cell), static body => Rematerialize(body, 100), [8] },
        { "one layer", Dense(8), Rematerialize, [8] },
        { "the identity", Identity, Rematerialize, [8] },
        { "layers with names and blocks", Chain(Named("a", Cell), Dropout(0.5), Named("b", Residual(Cell)), Cell), Rematerialize, [8] },
        { "running statistics", Chain(Dense(8), BatchNorm(), Relu, BatchNorm(), Dense(8)), static body => Rematerialize(body, 2), [8] },
        { "a scan by √n", Scan(Recurrence, state: [8]), Rematerialize, [11, 8] },
        { "a scan by 2", Scan(Recurrence, state: [8]), static body => Rematerialize(body, 2), [11, 8] },
        { "a scan of one segment", Scan(Recurrence, state: [8]), static body => Rematerialize(body, 50), [11, 8] },
        { "in each other", Chain(Scan(Recurrence, state: [8]), Rematerialize(Cell), Dense(8)), Rematerialize, [5, 8] },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Outputs_gradients_and_state_are_the_same_bitwise(string name, Net body, Func<Net, Net> again, int[] sample)
    {
        var network = again(body);
        var (made, expectedMade) = (network.Start(Seed, Shape.Create(sample)), body.Start(Seed, Shape.Create(sample)));
        Assert.Equal(expectedMade.Parameters, made.Parameters);
        Assert.Equal(expectedMade.State, made.State);
        var x = Seed.Split("x").Normal<float>([3, .. sample]);

        var (y, back, state) = network.Forward(made.Parameters, x, Context<float>.Training(Seed, made.State));
        var (expected, expectedBack, expectedState) = body.Forward(made.Parameters, x, Context<float>.Training(Seed, made.State));
        var dy = Seed.Split("dy").Normal<float>(y.Shape);

        Assert.Equal(expected, y);
        Assert.Equal(expectedState, state);
        Assert.Equal(expectedBack(dy).Parameters, back(dy).Parameters);
        Assert.True(expectedBack(dy).Input == back(dy).Input, name);
    }

    [Fact]
    public void A_masked_scan_is_the_same_bitwise()
    {
        var body = MaskedScan(Recurrence);
        var theta = body.Initialize(Seed, Shapes.Pair([8], Shapes.Pair([9, 8], [9]))).Parameters;
        var input = new Pair<Tensor<float>, Pair<Tensor<float>, Mask>>(Seed.Normal<float>([3, 8]), (Seed.Normal<float>([3, 9, 8]), Mask.OfLengths([9, 4, 6], 9)));

        var (y, back, _) = Rematerialize(body, 2).Forward(theta, input, Context<float>.Training(Seed));
        var (expected, expectedBack, _) = body.Forward(theta, input, Context<float>.Training(Seed));

        Assert.Equal(expected, y);
        Assert.Equal(expectedBack(y).Parameters, back(y).Parameters);
        Assert.Equal(expectedBack(y).Input.First, back(y).Input.First);
    }

    [Fact]
    public void A_chain_of_a_thousand_layers_keeps_a_fifteenth()
    {
        var body = Repeat(500, Cell);

        Assert.Equal(1000, body.Links.Length);
        var (all, some) = (body.Describe([8], 16).BytesKept!.Value, Rematerialize(body).Describe([8], 16).BytesKept!.Value);
        Assert.True(some * 15 <= all, $"{some} of {all} bytes");
    }

    [Fact]
    public void A_scan_of_ten_thousand_steps_keeps_a_fiftieth_beside_its_sequence()
    {
        var body = Scan(Concatenate.Then(Dense(8)).Then(Tanh).Then(Duplicate), state: [8]);
        var (all, some) = (body.Describe([10_000, 1]).BytesKept!.Value, Rematerialize(body).Describe([10_000, 1]).BytesKept!.Value);

        Assert.True(some * 50 <= all, $"{some} of {all} bytes");
    }

    [Fact]
    public void It_is_printed_as_it_is_written()
    {
        Assert.Equal("Rematerialize(Chain(Dense(8), Tanh))", $"{Rematerialize(Cell)}");
        Assert.Equal("Rematerialize(Chain(Dense(8), Tanh), 3)", $"{Rematerialize(Cell, 3)}");
        Assert.Equal(Rematerialize(Cell, 3), Rematerialize(Cell, 3));
        Assert.NotEqual(Rematerialize(Cell, 3), Rematerialize(Cell));
        Assert.Contains("got 0", Assert.Throws<ArgumentOutOfRangeException>(() => Rematerialize(Cell, 0)).Message, StringComparison.Ordinal);
    }
}
