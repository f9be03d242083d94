using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

/// <summary>A layer in its place in a composition: it picks its own part out of the parameters of the whole, and names itself in errors.</summary>
/// <param name="Names">The branches that it takes in the whole, each with the layer that is there.</param>
/// <param name="Initialize">Makes its part of the parameters.</param>
/// <param name="Forward">Computes its output from the parameters of the whole.</param>
internal sealed record Placed<T, X, Y>(ImmutableArray<(string Label, string Layer)> Names, Initializer<T> Initialize, Forward<T, X, Y> Forward)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The layer itself, where it is one in a branch of its own and not a composition laid out here.</summary>
    public Layer<T, X, Y>? Single { get; init; }

    /// <summary>The links that a chain consists of; anything else is one link.</summary>
    public ImmutableArray<Placed<T, X, Y>> Links
    {
        get => field.IsDefault ? [this] : field;
        init;
    }
}

internal static class Placement
{
    public static int Length<T, X, Y>(this Layer<T, X, Y> layer)
        where T : struct, IFloatingPointIeee754<T> => layer is { Label: null, Composition: { } own } ? own.Length : 1;

    /// <summary>How many places the parts of a composition take.</summary>
    /// <exception cref="ArgumentException">They are more than there can be.</exception>
    public static int Total(long places) => places <= Array.MaxLength
        ? (int)places
        : throw new ArgumentException(FormattableString.Invariant($"Chain: {places} layers are more than the {Array.MaxLength} that there can be."));

    /// <summary>A composition lays its parts out from the given number on; any other layer has a branch of its own.</summary>
    public static Placed<T, X, Y> At<T, X, Y>(this Layer<T, X, Y> layer, int number)
        where T : struct, IFloatingPointIeee754<T> =>
        layer is { Label: null, Composition: { } own } ? own.At(number) : layer.Under(layer.Label ?? Number(number));

    /// <summary>The name of a layer that has none of its own: its place.</summary>
    public static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The layer with its parameters in a branch of the given name.</summary>
    public static Placed<T, X, Y> Under<T, X, Y>(this Layer<T, X, Y> layer, string label)
        where T : struct, IFloatingPointIeee754<T>
    {
        return new([(label, layer.Name)], Initialize, Forward) { Single = layer };

        Initialization<T> Initialize(Key key, Shapes input)
        {
            try
            {
                var made = layer.Initialize(key.Split(label), input) with { Name = layer.Name };
                return new("", made.Output, Parameters<T>.Of((label, made.Parameters)), Parameters<T>.Of((label, made.Statistics)), [(label, made)]);
            }
            catch (ArgumentException problem)
            {
                throw LayerException.Within(label, layer.Name, problem);
            }
        }

        Evaluation<T, X, Y> Forward(Parameters<T> parameters, X input, Context<T>? context)
        {
            try
            {
                var inner = context is null || !(layer.NeedsContext || context.IsObserved) ? null : context.For(label);
                var (output, back, statistics) = layer.Run(parameters.Child(label), input, inner);
                return new(output, Below(back), statistics.IsEmpty ? statistics : Parameters<T>.Of((label, statistics)));
            }
            catch (ArgumentException problem)
            {
                throw LayerException.Within(label, layer.Name, problem);
            }
        }

        // What goes wrong in the layer, now or when a cotangent is asked for, is told with the layer's path.
        Func<Y, Cotangents<T, X>> Below(Func<Y, Cotangents<T, X>> back) => cotangent =>
        {
            try
            {
                return new(new PlacedCotangents<T, X>(label, layer.Name, back(cotangent)));
            }
            catch (ArgumentException problem)
            {
                throw LayerException.Within(label, layer.Name, problem);
            }
        };
    }

    /// <summary>A composition as a layer: placed from 0 on, and refusing parameters that none of its parts knows.</summary>
    /// <exception cref="ArgumentException">Two parts have one name.</exception>
    public static Layer<T, X, Y> ToLayer<T, X, Y>(string name, int length, bool needsContext, Func<int, Placed<T, X, Y>> at)
        where T : struct, IFloatingPointIeee754<T>
    {
        var whole = at(0);
        var names = Distinct(name, whole.Names);
        return new(name, whole.Initialize, (parameters, input, context) => whole.Forward(parameters.Only(names), input, context))
        {
            NeedsContext = needsContext,
            Composition = (length, at),
        };
    }

    /// <summary>The names of the parts of a composition. Two of one name would share their key, so that what is random in one is the same in the other.</summary>
    /// <exception cref="ArgumentException">Two parts have one name.</exception>
    public static string[] Distinct(string composition, ImmutableArray<(string Label, string Layer)> parts)
    {
        var seen = new Dictionary<string, string>(parts.Length, StringComparer.Ordinal);
        foreach (var (label, layer) in parts)
            if (!seen.TryAdd(label, layer))
                throw new ArgumentException(
                    $"{composition}: two layers have the name '{label}', {seen[label]} and {layer}; give each a name of its own. "
                    + "A layer without one is named by its place, from 0 on.");
        return [.. parts.Select(static part => part.Label)];
    }

    /// <summary>What the parts of a composition have made, as one.</summary>
    public static Initialization<T> Together<T>(string name, Shapes output, params Initialization<T>[] made)
        where T : struct, IFloatingPointIeee754<T> => new(
        name,
        output,
        Parameters<T>.Union([.. made.Select(static part => part.Parameters)]),
        Parameters<T>.Union([.. made.Select(static part => part.Statistics)]),
        [.. made.SelectMany(static part => part.Parts)]);
}

/// <summary>The cotangents of a layer as its surroundings see them: the parameters' in a branch of the layer's name.</summary>
internal sealed class PlacedCotangents<T, X>(string label, string name, Cotangents<T, X> inside) : ICotangents<T, X>
    where T : struct, IFloatingPointIeee754<T>
{
    public Parameters<T> Parameters()
    {
        try
        {
            return Functional.Parameters<T>.Of((label, inside.Parameters));
        }
        catch (ArgumentException problem)
        {
            throw LayerException.Within(label, name, problem);
        }
    }

    public X Input()
    {
        try
        {
            return inside.Input;
        }
        catch (ArgumentException problem)
        {
            throw LayerException.Within(label, name, problem);
        }
    }
}
