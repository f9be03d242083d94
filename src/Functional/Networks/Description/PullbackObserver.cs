using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Functional;

/// <summary>
/// Runs each layer that it is shown once more by itself, and measures what the pullback keeps alive: that of a layer which runs several times
/// together.
/// </summary>
/// <param name="plan">The plan of the network.</param>
/// <param name="living">What lives anyway; the states that layers leave are added.</param>
[RequiresUnreferencedCode("What is kept is found by fields.")]
internal sealed class PullbackObserver<T>(Initialization<T> plan, ReachableArrays living) : ILayerObserver<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly Dictionary<string, ReachableArrays> keptAt = new(StringComparer.Ordinal);

    public void See<X, Y>(string path, Layer<T, X, Y> layer, TensorTree<T> parameters, X input, Y output, Context<T> context)
    {
        if (LayerPaths.InPlan(plan, path) is { } place)
            Kept(place, layer.Forward(parameters, input, context));
    }

    /// <summary>The bytes that passes of the layer at a path keep: of this one and those before.</summary>
    public long Kept<X, Y>(string path, Evaluation<T, X, Y> pass)
    {
        living.Add(pass.State);
        if (!keptAt.TryGetValue(path, out var kept))
            keptAt[path] = kept = new(living);
        kept.Add(pass.Pullback);
        return kept.Bytes;
    }

    public Dictionary<string, long> Bytes() => keptAt.ToDictionary(static each => each.Key, static each => each.Value.Bytes, StringComparer.Ordinal);
}
