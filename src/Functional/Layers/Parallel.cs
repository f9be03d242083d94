namespace Functional;

/// <summary>How the outputs of parallel layers become one.</summary>
public enum Merge
{
    /// <summary>Side by side along the last axis.</summary>
    Concatenate,

    /// <summary>Added.</summary>
    Sum,
}

public static partial class Layers<T>
{
    /// <summary>Several layers on one input, their outputs side by side along the last axis; the cotangents of the input add.</summary>
    /// <param name="layers">At least one layer.</param>
    /// <exception cref="ArgumentException">There are no layers, or two have one name.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Parallel(params ReadOnlySpan<Layer<T, Tensor<T>, Tensor<T>>> layers) => Parallel(Merge.Concatenate, layers);

    /// <summary>Several layers on one input, their outputs merged; the cotangents of the input add.</summary>
    /// <param name="merge">How the outputs become one.</param>
    /// <param name="layers">At least one layer; their outputs agree in shape, but for the last axis where they are concatenated.</param>
    /// <exception cref="ArgumentException">There are no layers, or two have one name.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Parallel(Merge merge, params ReadOnlySpan<Layer<T, Tensor<T>, Tensor<T>>> layers)
    {
        if (layers.IsEmpty)
            throw new ArgumentException("Parallel: no layers were given.", nameof(layers));
        var branches = new Placed<T, Tensor<T>, Tensor<T>>[layers.Length];
        for (var i = 0; i < branches.Length; i++)
            branches[i] = layers[i].Under(layers[i].Label ?? Placement.Number(i));
        var name = merge == Merge.Sum ? "Parallel (sum)" : "Parallel (concatenate)";
        var names = Placement.Distinct(name, [.. branches.SelectMany(branch => branch.Names)]);
        return new(name, Initialize, Forward) { NeedsContext = layers.ToArray().Any(layer => layer.NeedsContext) };

        Initialization<T> Initialize(Key key, Shapes input)
        {
            var made = branches.Select(branch => branch.Initialize(key, input)).ToArray();
            var outputs = made.Select(part => part.Output.Shape).ToArray();
            foreach (var output in outputs)
                if (merge == Merge.Sum ? output != outputs[0] : output.Rank == 0 || output.Rank != outputs[0].Rank || output[..^1] != outputs[0][..^1])
                    throw new ShapeException($"{name}: outputs of shapes {outputs[0]} and {output} do not go together.");
            return Placement.Together(name, merge == Merge.Sum ? outputs[0] : outputs[0].WithLast(outputs.Sum(output => (long)output[^1]), name), made);
        }

        Evaluation<T, Tensor<T>, Tensor<T>> Forward(Parameters<T> parameters, Tensor<T> x, Context<T>? context)
        {
            parameters.Only(names);
            var passes = branches.Select(branch => branch.Forward(parameters, x, context)).ToArray();
            var outputs = passes.Select(pass => pass.Output).ToArray();
            var y = merge == Merge.Sum ? PairwiseSum.Of(outputs.Length, i => outputs[i]) : Tensor.Concatenate<T>(-1, outputs);
            return new(y, Pullback, Parameters<T>.Union([.. passes.Select(pass => pass.Statistics)]));

            Cotangents<T, Tensor<T>> Pullback(Tensor<T> dy)
            {
                var parts = merge == Merge.Sum ? [.. outputs.Select(_ => dy)] : dy.Split(-1, [.. outputs.Select(output => output.Shape[^1])]);
                var cotangents = passes.Zip(parts, (pass, part) => pass.Pullback(part)).ToArray();
                return new(
                    () => Cotangents<T, Tensor<T>>.Together(cotangents),
                    () => PairwiseSum.Of(cotangents.Length, i => cotangents[i].Input));
            }
        }
    }
}
