using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

/// <summary>What initialisation makes, and a plan of the network: names, shapes and parts.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Name">The layer's name.</param>
/// <param name="Output">The shape of one sample of the output.</param>
/// <param name="Parameters">The parameters θ.</param>
/// <param name="State">The state before the first step.</param>
/// <param name="Parts">The layers inside, with their names in this one; the name is empty where a layer inside stands for the whole of it.</param>
public sealed record Initialization<T>(
    string Name, Shapes Output, TensorTree<T> Parameters, TensorTree<T> State, ImmutableArray<(string Label, Initialization<T> Part)> Parts)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The shape of one sample of the input; the network that the layer is in writes it down, as it does the name.</summary>
    public Shapes? Input { get; init; }

    /// <summary>The multiply-adds of a forward pass for one sample; unknown where a link does not say.</summary>
    public MultiplyAdds MultiplyAdds { get; init; }

    /// <summary>
    /// How often the parts run, one time after the other with the same parameters, each in a context of its number: <c>context.For("0")</c>. Null
    /// where they run once, in the layer's own context.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int? Steps
    {
        get;
        init => field = value is not < 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), Invariant($"Initialization: the parts run 0 times or more, got {value}."));
    }

    /// <summary>Whether the parts run side by side, each on the layer's own input, and not one after the other.</summary>
    public bool IsParallel { get; init; }

    /// <summary>What a layer without parts makes.</summary>
    /// <param name="output">The shape of one sample of the output.</param>
    /// <param name="parameters">The parameters; none for many layers.</param>
    /// <param name="state">The state; none for most layers.</param>
    public static Initialization<T> Of(Shapes output, TensorTree<T>? parameters = null, TensorTree<T>? state = null) =>
        new("", output, parameters ?? TensorTree<T>.Empty, state ?? TensorTree<T>.Empty, []);

    /// <inheritdoc/>
    public bool Equals(Initialization<T>? other) => ReferenceEquals(this, other)
        || (other is not null && Name == other.Name && Output == other.Output && Parameters == other.Parameters && State == other.State
            && Input == other.Input && MultiplyAdds == other.MultiplyAdds && Steps == other.Steps && IsParallel == other.IsParallel
            && Parts.AsSpan().SequenceEqual(other.Parts.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => Parts.Aggregate(
        HashCode.Combine(Name, Output, Parameters, State, Input, MultiplyAdds, Steps, IsParallel), HashCode.Combine);

    /// <summary>The name, the shape of the output, and how many parameters there are.</summary>
    public override string ToString() => $"{Name} to {Output}, {Quantity.Of(Parameters.Count, "parameter")}";
}
