using System.Collections.Immutable;
using System.Numerics;

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
        return new(new ParallelLink<T>(merge, [.. layers]));
    }
}

/// <summary>Several layers on one input.</summary>
internal sealed record ParallelLink<T> : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly Merge merge;
    private readonly ImmutableArray<Layer<T, Tensor<T>, Tensor<T>>> layers;
    private readonly Layer<T, Tensor<T>, Tensor<T>>[] branches;     // each under its label or number

    public ParallelLink(Merge merge, ImmutableArray<Layer<T, Tensor<T>, Tensor<T>>> layers)
    {
        (this.merge, this.layers) = (merge, layers);
        branches = [.. layers.Select(static (layer, i) => layer.Under(layer.Label ?? LinkName.OfNumber(i)))];
        Branches.Distinct<T>(Name, [.. branches.Select(static branch => branch.List.All[0])]);
    }

    public override string Name => merge == Merge.Sum ? "Parallel (sum)" : "Parallel (concatenate)";

    public override string Code => $"Parallel({(merge == Merge.Sum ? "Merge.Sum, " : "")}{string.Join(", ", layers.Select(static layer => layer.ToString()))})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var made = branches.Select(branch => branch.Initialize(key, input)).ToArray();
        var outputs = made.Select(static part => part.Output.Shape).ToArray();
        foreach (var output in outputs)
            if (merge == Merge.Sum ? output != outputs[0] : output.Rank == 0 || output.Rank != outputs[0].Rank || output[..^1] != outputs[0][..^1])
                throw new ShapeException($"{Name}: outputs of shapes {outputs[0]} and {output} do not go together.");
        return new(
            Name,
            merge == Merge.Sum ? outputs[0] : outputs[0].WithLast(outputs.Sum(static output => (long)output[^1]), Name),
            TensorTree<T>.Union([.. made.Select(static part => part.Parameters)]),
            TensorTree<T>.Union([.. made.Select(static part => part.State)]),
            [.. made.SelectMany(static part => part.Parts)])
        {
            MultiplyAdds = MultiplyAdds.Sum(made.Select(static part => part.MultiplyAdds)),
            IsParallel = true,
        };
    }

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        var (outputs, pullbacks, state) = Branches.Run<T, Tensor<T>, Tensor<T>>(branches, parameters, input, context);
        return new(Merged(outputs), Back(pullbacks, Array.ConvertAll(outputs, static output => output.Shape[^1])), state);
    }

    /// <inheritdoc/>
    public bool Equals(ParallelLink<T>? other) => ReferenceEquals(this, other)
        || (other is not null && Label == other.Label && merge == other.merge && layers.AsSpan().SequenceEqual(other.layers.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => layers.Aggregate(HashCode.Combine(Label, merge), HashCode.Combine);

    private Tensor<T> Merged(Tensor<T>[] outputs) =>
        merge == Merge.Sum ? PairwiseSum.Of(outputs.Length, i => outputs[i]) : Tensor.Concatenate<T>(-1, outputs);

    // A method of its own, so that the way back holds the pullbacks and none of the outputs.
    private Func<Tensor<T>, Cotangents<T, Tensor<T>>> Back(Func<Tensor<T>, Cotangents<T, Tensor<T>>>[] pullbacks, int[] sizes) => dy =>
    {
        var parts = merge == Merge.Sum ? [.. Enumerable.Repeat(dy, sizes.Length)] : dy.Split(-1, sizes);
        return Branches.Joined([.. pullbacks.Zip(parts, static (pullback, part) => pullback(part))]);
    };
}
