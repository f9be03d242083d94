using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

/// <summary>
/// What a layer of a network is, see <see cref="NetworkDescriber.Describe{T, X, Y}(Layer{T, X, Y}, Shapes, int, Mode)"/>. What it tells includes the
/// layers inside; of a layer that runs several times, such as the cell of a scan, it is that of all its times together.
/// </summary>
/// <param name="Path">
/// The layer's path in the network, <c>encoder.2</c>: the same as in the names of its parameters. It is empty for a network that is this layer, and
/// a layer that stands for the whole of the one that it is in, such as a dense layer in a residual, has the path of that.
/// </param>
/// <param name="Name">The layer's name: <c>Dense(10)</c>.</param>
/// <param name="Input">The shape of one sample of the input; of a layer that runs several times, each time.</param>
/// <param name="Output">The shape of one sample of the output; of a layer that runs several times, each time.</param>
/// <param name="Parameters">The paths in the network and the shapes of its parameters.</param>
/// <param name="MultiplyAdds">The multiply-adds of a forward pass for one sample.</param>
/// <param name="BytesKept">
/// The bytes that the layer's pullback keeps alive by itself, for the whole batch, see <see cref="NetworkDescription.BytesKept"/>; null where they
/// are unknown. They are not known of a layer that has no path of its own, but the layer that it is in keeps them, too.
/// </param>
/// <param name="Layers">The layers inside.</param>
public sealed record LayerDescription(
    string Path,
    string Name,
    Shapes Input,
    Shapes Output,
    ImmutableArray<(string Path, Shape Shape)> Parameters,
    MultiplyAdds MultiplyAdds,
    long? BytesKept,
    ImmutableArray<LayerDescription> Layers)
{
    /// <summary>How often the layers inside run, one time after the other; null where they run once.</summary>
    public int? Steps { get; init; }

    /// <summary>Whether the layers inside run side by side, each on the layer's own input, and not one after the other.</summary>
    public bool IsParallel { get; init; }

    /// <summary>How many numbers there are in all parameters.</summary>
    public long ParameterCount => Parameters.Sum(static parameter => (long)parameter.Shape.ElementCount);

    /// <summary>The layer and all inside it, outer ones first.</summary>
    public IEnumerable<LayerDescription> All => Layers.SelectMany(static layer => layer.All).Prepend(this);

    /// <inheritdoc/>
    public bool Equals(LayerDescription? other) => ReferenceEquals(this, other)
        || (other is not null && Path == other.Path && Name == other.Name && Input == other.Input && Output == other.Output
            && Parameters.AsSpan().SequenceEqual(other.Parameters.AsSpan()) && MultiplyAdds == other.MultiplyAdds && BytesKept == other.BytesKept
            && Layers.AsSpan().SequenceEqual(other.Layers.AsSpan()) && Steps == other.Steps && IsParallel == other.IsParallel);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(
        Parameters.Aggregate(HashCode.Combine(Path, Name, Input, Output, MultiplyAdds, BytesKept, Steps, IsParallel), HashCode.Combine),
        HashCode.Combine);

    /// <summary>The layer in one line.</summary>
    public override string ToString() => (Path.Length == 0 ? "" : Path + ": ")
        + $"{Title}, {Input} to {Output}, {Quantity.Of(ParameterCount, "parameter")}, {MultiplyAdds} multiply-adds";

    /// <summary>The name, and how often the layers inside run.</summary>
    internal string Title => Steps is { } steps ? $"{Name}, {Quantity.Of(steps, "step")}" : Name;

    /// <summary>What the layer is called in the one that it is in, and its name.</summary>
    internal string LabelledTitle(string surroundings) => Path == surroundings
        ? Title
        : $"{Path[(surroundings.Length == 0 ? 0 : surroundings.Length + 1)..]}: {Title}";

    /// <summary>What initialisation has planned.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="path">The layer's path.</param>
    /// <param name="input">Its input, where the plan does not say.</param>
    /// <param name="times">How often it runs.</param>
    /// <param name="bytesAt">The bytes kept by the layer at a path.</param>
    /// <param name="hasPath">Whether the path is the layer's own.</param>
    internal static LayerDescription Of<T>(
        Initialization<T> plan, string path, Shapes input, int times, IReadOnlyDictionary<string, long> bytesAt, bool hasPath = true)
        where T : struct, IFloatingPointIeee754<T>
    {
        input = plan.Input ?? input;
        return new(
            path, plan.Name, input, plan.Output, ParametersOf(plan, path), plan.MultiplyAdds * times,
            hasPath && bytesAt.TryGetValue(path, out var bytes) ? bytes : null,
            PartsOf(plan, path, input, times * (plan.Steps ?? 1), bytesAt))
        {
            Steps = plan.Steps,
            IsParallel = plan.IsParallel,
        };
    }

    /// <summary>The layers inside of what initialisation has planned.</summary>
    internal static ImmutableArray<LayerDescription> PartsOf<T>(
        Initialization<T> plan, string path, Shapes input, int times, IReadOnlyDictionary<string, long> bytesAt)
        where T : struct, IFloatingPointIeee754<T>
    {
        var parts = ImmutableArray.CreateBuilder<LayerDescription>(plan.Parts.Length);
        foreach (var (label, part) in plan.Parts)
        {
            var before = plan.IsParallel || parts.Count == 0 ? input : parts[^1].Output;
            parts.Add(Of(part, LayerPaths.Join(path, label), before, times, bytesAt, label.Length > 0));
        }
        return parts.MoveToImmutable();
    }

    /// <summary>The paths in the network and the shapes of the parameters that are planned at a path.</summary>
    internal static ImmutableArray<(string, Shape)> ParametersOf<T>(Initialization<T> plan, string path)
        where T : struct, IFloatingPointIeee754<T> => [.. plan.Parameters.Leaves.Select(leaf => (LayerPaths.Join(path, leaf.Path), leaf.Value.Shape))];
}
