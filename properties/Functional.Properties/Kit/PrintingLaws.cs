using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Functional.Laws;

namespace Functional.Properties.Kit;

/// <summary>What a counterexample is printed as is the case: the C# holds the same numbers, to the last bit.</summary>
public sealed partial class PrintingLaws
{
    private static readonly LawSuite<Draw> Dense = LayerLaws.For(Layers<double>.Dense(2), inputShape: [3]);
    private static readonly LawSuite<Draw> OfSequences = LayerLaws.For(Layers<double>.Tanh, inputShape: [2, 3]);

    [Law]
    public void Tensors_and_trees_parse_back_to_the_same_bits(Draw draw)
    {
        var code = Dense.Print(Dense.Laws[0], draw);
        var (point, input) = (draw.Leaves("parameters", Layers<double>.Dense(2).Start(default, [3]).Parameters), draw.Under("input"));
        var matrices = Matrices().Matches(code).Select(static match => JsonSerializer.Deserialize<double[][]>(match.Groups[1].Value)!).ToArray();
        Assert.Equal([point["weight"], input.Tensor<double>("x", [input.Batch(), 3])], matrices.Select(static rows => Tensor.Matrix<double>(rows)));
        Assert.Equal(point["bias"], Tensor.Vector<double>(Numbers(Vector().Match(code))));
        Assert.Contains("(\"bias\", Tensor.Vector<double>(", code, StringComparison.Ordinal);
    }

    [Law]
    public void Tensors_of_higher_rank_parse_back_with_their_shape(Draw draw)
    {
        var match = Create().Match(OfSequences.Print(OfSequences.Laws[0], draw));
        var input = draw.Under("input");
        var shape = JsonSerializer.Deserialize<int[]>(match.Groups[2].Value)!;
        Assert.Equal(input.Tensor<double>("x", [input.Batch(), 2, 3]), Tensor.Create<double>(Shape.Create(shape), Numbers(match)));
    }

    [Law]
    public void A_draw_and_its_key_parse_back(Draw draw)
    {
        var match = Draws().Match(draw.ToString());
        Assert.Equal(draw, new(new(Production(1), Production(2)), (int)Production(3), (int)Production(4), Enum.Parse<EdgeCase>(match.Groups[5].Value)));
        Assert.Contains($"key: new Key({draw.Key.First}, {draw.Key.Second}));", Dense.Print(Dense.Laws[0], draw), StringComparison.Ordinal);

        uint Production(int group) => uint.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Every production is written with as many arguments as it has parts, so brackets match.</summary>
    [Law]
    public void A_network_is_written_as_nested_calls(NetworkCase each)
    {
        var code = Grammar.Standard.ToCode(each.Network);
        Assert.Equal(code.Count(static letter => letter == '('), code.Count(static letter => letter == ')'));
        Assert.Equal(Count("Dense") + Count("Dense without bias"), Regex.Count(code, @"\bDense\(\d+(, bias: false)?\)"));
        Assert.Equal(Count("Tanh"), Regex.Count(code, @"\bTanh\b"));

        int Count(string production) => each.Network.All.Count(one => one.Production == production);
    }

    private static double[] Numbers(Match match) =>
        [.. match.Groups[1].Value.Split(", ").Select(static number => double.Parse(number, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"Tensor\.Matrix<double>\((\[\[.*?\]\])\)")]
    private static partial Regex Matrices();

    [GeneratedRegex(@"Tensor\.Vector<double>\((.*?)\)")]
    private static partial Regex Vector();

    [GeneratedRegex(@"Tensor\.Create<double>\((?<shape>\[.*?\]), (.*?)\)")]
    private static partial Regex Create();

    [GeneratedRegex(@"^new Draw\(new Key\((\d+), (\d+)\), (\d+), (\d+), EdgeCase\.(\w+)\)$")]
    private static partial Regex Draws();
}
