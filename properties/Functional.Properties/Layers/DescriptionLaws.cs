using System.Numerics;
using Functional.Laws;

namespace Functional.Properties.Layers;

/// <summary>What a description tells beforehand is what initialisation makes and a run shows, of random networks with a scan in each.</summary>
public sealed class DescriptionLaws
{
    public static class Networks
    {
        /// <summary>Each number of a sample as a step of its own, through a cell, and back.</summary>
        private static readonly Production Stepwise = Production.Layer(Steps<double>(), Steps<float>(), "Stepwise");

        public static FsCheck.Arbitrary<NetworkCase> WithScans => Arbitraries.Networks(Grammar.Standard.With(Stepwise), 3);

        private static Layer<T, Tensor<T>, Tensor<T>> Steps<T>()
            where T : struct, IFloatingPointIeee754<T> => Layers<T>.Chain(
            Layers<T>.Pure<Tensor<T>, Tensor<T>>(
                "Steps", static input => input.Shape.Then([1]), static x => (x.Reshape(x.Shape.Then([1])), dy => dy.Reshape(x.Shape)), static _ => 0),
            Layers<T>.Scan(Cells.Of<T>(2, 1), [2]),
            Layers<T>.Flatten);
    }

    [Law(200, Arbitrary = [typeof(Networks)])]
    public void Paths_and_shapes_of_parameters_are_those_of_initialisation(NetworkCase each)
    {
        var (network, parameters, description) = Described(each);

        Assert.NotEmpty(network.Links);
        Assert.Equal(parameters.Count, description.ParameterCount);
        Assert.Equal(Leaves(parameters, ""), description.Parameters);
        Assert.All(description.All, layer =>
            Assert.Equal(Leaves(parameters, layer.Path), layer.Parameters));
    }

    [Law(200, Arbitrary = [typeof(Networks)])]
    public void Shapes_of_layers_are_those_that_a_run_shows(NetworkCase each)
    {
        var (network, _, description) = Described(each);
        var point = each.ToPoint();
        var seen = new Seen();
        network.Forward(point.Parameters, point.Input, (point.Context ?? Context<double>.Inference()).Observing(seen));

        var told = description.All.Where(static layer => layer.Path.Length > 0).DistinctBy(static layer => layer.Path);
        var inScans = description.All.Where(static layer => layer.Name == "Scan").SelectMany(static scan => scan.Layers).ToHashSet();
        var (shown, expected) = (
            seen.Shapes.Where(each => !inScans.Any(layer => IsStepOf(each.Key, layer.Path))).Select(static each => each.Value),
            told.Where(layer => !inScans.Contains(layer)).Select(static layer => $"{layer.Path}: {layer.Name} {layer.Input} {layer.Output}"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// Of the layers of the grammar only dense ones multiply matrices, each weight with one number of a sample, in a scan at each step.
    /// </summary>
    [Law(200, Arbitrary = [typeof(Networks)])]
    public void Multiply_adds_are_one_for_each_weight_and_step_and_add_up(NetworkCase each)
    {
        var (_, _, description) = Described(each);

        Assert.Equal(Expected(description.Layers, 1), description.MultiplyAdds);
        Assert.Equal(description.MultiplyAdds, MultiplyAdds.Sum(description.Layers.Select(static layer => layer.MultiplyAdds)));
        Assert.All(description.All.Where(static layer => !layer.Layers.IsEmpty), static layer =>
            Assert.Equal(layer.MultiplyAdds, MultiplyAdds.Sum(layer.Layers.Select(static part => part.MultiplyAdds))));
    }

    [Law(200, Arbitrary = [typeof(Networks)])]
    public void What_neighbours_share_is_kept_once_by_the_whole(NetworkCase each)
    {
        var (_, _, description) = Described(each);

        Assert.Null(description.WhyBytesUnknown);
        Assert.InRange(description.BytesKept!.Value, 0, description.Layers.Sum(static layer => layer.BytesKept!.Value));
        Assert.All(description.All.GroupBy(static layer => layer.Path), static layers => Assert.NotNull(layers.First().BytesKept));
    }

    [Law(200, Arbitrary = [typeof(Networks)])]
    public void The_table_has_a_line_for_each_layer_and_fits_in_100_columns(NetworkCase each)
    {
        var (_, _, description) = Described(each);
        var lines = description.ToString().Split('\n');

        Assert.All(lines, static line => Assert.True(line.Length is > 0 and <= 100 && line == line.TrimEnd(), line));
        Assert.All(description.All.GroupBy(static layer => layer.Name), layers =>
            Assert.True(lines.Count(line => line.Contains(layers.Key, StringComparison.Ordinal)) >= layers.Count(), $"{layers.Key}:\n{description}"));
    }

    private static (Layer<double, Tensor<double>, Tensor<double>> Network, TensorTree<double> Parameters, NetworkDescription Description) Described(
        NetworkCase each)
    {
        var network = each.Grammar.ToLayer(each.Network);
        return (network, network.Start(each.Draw.Key, [each.Width]).Parameters, network.Describe([each.Width], 3));
    }

    /// <summary>The parameters at a path and below.</summary>
    private static IEnumerable<(string, Shape)> Leaves(TensorTree<double> parameters, string path) => parameters.Leaves
        .Where(leaf => path.Length == 0 || leaf.Path.StartsWith(path + ".", StringComparison.Ordinal))
        .Select(static leaf => (leaf.Path, leaf.Value.Shape));

    private static bool IsStepOf(string shown, string path) =>
        path.LastIndexOf('.') + 1 is var start && shown.StartsWith(path[..start], StringComparison.Ordinal)
        && shown[start..].Split('.') is [_, var name] && name == path[start..];

    private static long Expected(IEnumerable<LayerDescription> layers, int times) => layers.Sum(layer => layer.Layers.IsEmpty
        ? times * layer.Parameters.Sum(static each => each.Path.EndsWith("weight", StringComparison.Ordinal) ? each.Shape.ElementCount : 0)
        : Expected(layer.Layers, times * (layer.Name == "Scan" ? layer.Input.Shape[0] : 1)));

    private sealed class Seen : ILayerObserver<double>
    {
        public Dictionary<string, string> Shapes { get; } = [];

        public void See<X, Y>(string path, Layer<double, X, Y> layer, TensorTree<double> parameters, X input, Y output, Context<double> context) =>
            Shapes[path] = $"{path}: {layer.Name} {OfSample(input)} {OfSample(output)}";

        private static string OfSample(object? value) => value switch
        {
            Tensor<double> tensor => tensor.Shape[1..].ToString(),
            Pair<Tensor<double>, Tensor<double>> pair => $"({OfSample(pair.First)}, {OfSample(pair.Second)})",
            _ => $"{value}",
        };
    }
}
