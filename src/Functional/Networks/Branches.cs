using System.Numerics;

namespace Functional;

/// <summary>Layers side by side in a combinator: each has a branch of its own, under its label or else its number.</summary>
internal static class Branches
{
    /// <summary>The layer as a branch.</summary>
    public static Layer<T, X, Y> AsBranch<T, X, Y>(this Layer<T, X, Y> layer, int number)
        where T : struct, IFloatingPointIeee754<T> => layer.Under(layer.Label ?? LinkName.OfNumber(number));

    /// <summary>The branch as the C# expression that makes it: a number is not told.</summary>
    public static string CodeOf<T, X, Y>(Layer<T, X, Y> branch, int number)
        where T : struct, IFloatingPointIeee754<T> => branch.Label == LinkName.OfNumber(number) ? branch.List.All[0].Code : branch.ToString();

    /// <summary>The names of branches.</summary>
    /// <exception cref="ArgumentException">Two have one name.</exception>
    public static string[] Distinct<T>(string combinator, params ReadOnlySpan<Link<T>> branches)
        where T : struct, IFloatingPointIeee754<T> => LinkName.Distinct(combinator, branches);

    /// <summary>The way forward through branches of one input: their outputs and pullbacks, and the state that they leave.</summary>
    public static (Y[] Outputs, Func<Y, Cotangents<T, X>>[] Pullbacks, TensorTree<T> State) Run<T, X, Y>(
        ReadOnlySpan<Layer<T, X, Y>> branches, TensorTree<T> parameters, X input, Context<T> context)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (names, states) = (new string[branches.Length], new TensorTree<T>[branches.Length]);
        for (var i = 0; i < names.Length; i++)
            names[i] = branches[i].Label!;
        parameters.Only(names);
        var (outputs, pullbacks) = (new Y[branches.Length], new Func<Y, Cotangents<T, X>>[branches.Length]);
        for (var i = 0; i < names.Length; i++)
            (outputs[i], pullbacks[i], states[i]) = branches[i].Forward(parameters.Branch(names[i]), input, context);
        return (outputs, pullbacks, TensorTree<T>.Union(states));
    }

    /// <summary>What pullbacks of branches of one input return: the parameters side by side, the cotangents of the input added.</summary>
    public static Cotangents<T, X> Joined<T, X>(Cotangents<T, X>[] cotangents)
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X> => new(
        () => TensorTree<T>.Union([.. cotangents.Select(static each => each.Parameters)]),
        () => PairwiseSum.Of(cotangents.Length, i => cotangents[i].Input));

    /// <summary>What branches have made, as one.</summary>
    public static Initialization<T> Beside<T>(string name, Shapes output, params Initialization<T>[] made)
        where T : struct, IFloatingPointIeee754<T> => new(
        name,
        output,
        TensorTree<T>.Union([.. made.Select(static part => part.Parameters)]),
        TensorTree<T>.Union([.. made.Select(static part => part.State)]),
        [.. made.SelectMany(static part => part.Parts)])
    {
        MultiplyAdds = MultiplyAdds.Sum(made.Select(static part => part.MultiplyAdds)),
        IsParallel = true,
    };
}
