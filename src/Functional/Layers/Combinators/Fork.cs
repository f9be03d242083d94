using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// x ↦ (f(x), g(x)): two layers on one input; the cotangents of the input add. Their parameters lie in the branches <c>0</c> and <c>1</c>, or under
    /// the layers' own names.
    /// </summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the first output.</typeparam>
    /// <typeparam name="Z">The type of the second output.</typeparam>
    /// <param name="first">The layer f.</param>
    /// <param name="second">The layer g.</param>
    /// <exception cref="ArgumentException">The two have one name.</exception>
    /// <example><code>
    /// var gated = Fork(Dense(8).Then(Sigmoid), Dense(8)).Then(Multiply);
    /// </code></example>
    public static Layer<T, X, Pair<Y, Z>> Fork<X, Y, Z>(Layer<T, X, Y> first, Layer<T, X, Z> second)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
        where Z : IVectorSpace<Z>
    {
        var (f, g) = (first.AsBranch(0), second.AsBranch(1));
        Branches.Distinct<T>("Fork", f.List.All[0], g.List.All[0]);
        return new(new ForkLink<T, X, Y, Z>(f, g));
    }
}

/// <summary>Two branches on one input.</summary>
internal sealed record ForkLink<T, X, Y, Z>(Layer<T, X, Y> First, Layer<T, X, Z> Second) : Link<T, X, Pair<Y, Z>>
    where T : struct, IFloatingPointIeee754<T>
    where X : IVectorSpace<X>
    where Y : IVectorSpace<Y>
    where Z : IVectorSpace<Z>
{
    public override string Name => "Fork";

    public override string Code => $"Fork({Branches.CodeOf(First, 0)}, {Branches.CodeOf(Second, 1)})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var (first, second) = (First.Initialize(key, input), Second.Initialize(key, input));
        return Branches.Beside(Name, Shapes.Pair(first.Output, second.Output), first, second);
    }

    public override Evaluation<T, X, Pair<Y, Z>> Apply(TensorTree<T> parameters, X input, Context<T> context)
    {
        parameters.Only(First.Label!, Second.Label!);
        var (y, firstBack, firstState) = First.Forward(parameters.Branch(First.Label!), input, context);
        var (z, secondBack, secondState) = Second.Forward(parameters.Branch(Second.Label!), input, context);
        return new((y, z), Pullback, TensorTree<T>.Union(firstState, secondState));

        Cotangents<T, X> Pullback(Pair<Y, Z> d)
        {
            var (first, second) = (firstBack(d.First), secondBack(d.Second));
            return new(() => TensorTree<T>.Union(first.Parameters, second.Parameters), () => first.Input.Plus(second.Input));
        }
    }
}
