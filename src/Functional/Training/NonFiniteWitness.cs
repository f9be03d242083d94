using System.Numerics;

namespace Functional;

/// <summary>Looks on at both passes of a network, and knows afterwards where in them the first number arose that is not finite.</summary>
internal sealed class NonFiniteWitness<T> : ILayerObserver<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly List<(string Path, string Layer)> layers = [];
    private readonly List<Func<NonFinitePlace?>> ways = [];

    /// <summary>The first layer whose output was not finite.</summary>
    public NonFinitePlace? Output { get; private set; }

    public void See<X, Y>(string path, Layer<T, X, Y> layer, TensorTree<T> parameters, X input, Y output, Context<T> context)
    {
        layers.Add((path, layer.Name));
        if (Output is null && NonFiniteElement<T>.FirstIn(output) is { } element)
            Output = new(path, layer.Name, $"an output that is not finite, {element}"
                + (NonFiniteElement<T>.FirstIn(parameters) is { } spoilt ? $", from a parameter that is not, {spoilt}" : ""));
    }

    /// <summary>Remembers the way back. What a step asks of it is not known yet, and nothing else is to be computed.</summary>
    public void SeeBack<X, Y>(string path, Layer<T, X, Y> layer, Y cotangent, Cotangents<T, X> cotangents) => ways.Add(() =>
        NonFiniteElement<T>.FirstIn(cotangent) is not null ? null
        : NonFiniteElement<T>.FirstIn(cotangents.KnownParameters) is { } parameter ? new(path, layer.Name, $"a ∂C/∂θ that is not finite, {parameter}")
        : cotangents.IsInputKnown && NonFiniteElement<T>.FirstIn(cotangents.Input) is { } input
        ? new(path, layer.Name, $"a ∂C/∂x that is not finite, {input}")
        : null);

    /// <summary>The innermost layer that was given a finite cotangent and has made one that is not; asked after the way back.</summary>
    public NonFinitePlace? Cotangent()
    {
        var places = ways.Select(static way => way()).OfType<NonFinitePlace>().ToArray();
        return places.Where(place => !places.Any(other => place.IsAround(other.Path))).Cast<NonFinitePlace?>().FirstOrDefault();
    }

    /// <summary>The innermost layer that a path leads through.</summary>
    public NonFinitePlace Owner(string path) => layers.Select(static layer => new NonFinitePlace(layer.Path, layer.Layer, ""))
        .Where(place => place.IsAround(path)).MaxBy(static place => place.Path.Length);
}

/// <summary>A layer of a network, and what it has made.</summary>
internal readonly record struct NonFinitePlace(string Path, string Layer, string What)
{
    /// <summary>Whether a path leads into the layer, and on.</summary>
    public bool IsAround(string path) => Path.Length == 0 ? path.Length > 0 : path.StartsWith(Path + ".", StringComparison.Ordinal);

    /// <summary>The layer in a network.</summary>
    public string InNetwork => Path.Length == 0 ? $"the network itself ({Layer})" : $"layer '{Path}' ({Layer})";

    /// <summary>The layer in a cost.</summary>
    public string InCost => Path.Length == 0 ? $"the cost layer ({Layer})" : $"the cost layer, in its part '{Path}' ({Layer}),";
}
