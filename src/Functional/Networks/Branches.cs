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
