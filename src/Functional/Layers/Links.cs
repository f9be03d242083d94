using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

/// <summary>The links of a chain from tensor to tensor, as one layer in its place.</summary>
internal static class Links<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static Placed<T, Tensor<T>, Tensor<T>> InARow(ImmutableArray<Placed<T, Tensor<T>, Tensor<T>>> links)
    {
        Forward<T, Tensor<T>, Tensor<T>>[] apart = [.. links.Select(static link => link.Forward)];
        var joined = Joined(links);
        return new([.. links.SelectMany(static link => link.Names)], Initialize, Forward) { Links = links };

        Initialization<T> Initialize(Key key, Shapes input)
        {
            var made = new Initialization<T>[links.Length];
            for (var i = 0; i < links.Length; i++)
                made[i] = links[i].Initialize(key, i == 0 ? input : made[i - 1].Output);
            return Placement.Together("Chain", made.Length == 0 ? input : made[^1].Output, made);
        }

        // An observer is shown every layer, so then each of them computes its own output.
        Evaluation<T, Tensor<T>, Tensor<T>> Forward(Parameters<T> parameters, Tensor<T> x, Context<T>? context) =>
            Run(context is { IsObserved: true } ? apart : joined, parameters, x, context);
    }

    /// <summary>How many links a chain has where it computes what it can as one.</summary>
    internal static int CountJoined(Placed<T, Tensor<T>, Tensor<T>> chain) => Joined(chain.Links).Length;

    /// <summary>The forward passes of the links, but of each dense layer and the activation after it as one.</summary>
    private static Forward<T, Tensor<T>, Tensor<T>>[] Joined(ImmutableArray<Placed<T, Tensor<T>, Tensor<T>>> links)
    {
        var joined = new List<Forward<T, Tensor<T>, Tensor<T>>>(links.Length);
        for (var i = 0; i < links.Length; i++)
            if (i + 1 < links.Length && ActivatedDense<T>.Join(links[i], links[i + 1]) is { } both)
            {
                joined.Add(both);
                i++;
            }
            else
                joined.Add(links[i].Forward);
        return [.. joined];
    }

    private static Evaluation<T, Tensor<T>, Tensor<T>> Run(
        Forward<T, Tensor<T>, Tensor<T>>[] links, Parameters<T> parameters, Tensor<T> x, Context<T>? context)
    {
        var backs = new Func<Tensor<T>, Cotangents<T, Tensor<T>>>[links.Length];
        Parameters<T>[]? statistics = null;
        for (var i = 0; i < links.Length; i++)
        {
            (x, backs[i], var kept) = links[i](parameters, x, context);
            if (!kept.IsEmpty)
                (statistics ??= NoStatistics(links.Length))[i] = kept;
        }
        return new(x, dy => new(new RowCotangents(backs, dy)), statistics is null ? Parameters<T>.Empty : Parameters<T>.Union(statistics));
    }

    private static Parameters<T>[] NoStatistics(int count)
    {
        var none = new Parameters<T>[count];
        Array.Fill(none, Parameters<T>.Empty);
        return none;
    }

    /// <summary>δˡ of each link is the input's cotangent of the next: asked for on the way to the first, and no further.</summary>
    private sealed class RowCotangents(Func<Tensor<T>, Cotangents<T, Tensor<T>>>[] backs, Tensor<T> dy) : ICotangents<T, Tensor<T>>
    {
        private Cotangents<T, Tensor<T>>[]? links;

        public Parameters<T> Parameters() => Cotangents<T, Tensor<T>>.Together(links ??= Backwards());

        public Tensor<T> Input() => backs.Length == 0 ? dy : (links ??= Backwards())[0].Input;

        private Cotangents<T, Tensor<T>>[] Backwards()
        {
            var made = new Cotangents<T, Tensor<T>>[backs.Length];
            for (var i = backs.Length - 1; i >= 0; i--)
                made[i] = backs[i](i == backs.Length - 1 ? dy : made[i + 1].Input);
            return made;
        }
    }
}
