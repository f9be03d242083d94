using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// (x, u) ↦ (f(x), g(u)): two layers side by side on a pair. Their parameters lie in the branches <c>0</c> and <c>1</c>, or under the layers' own
    /// names.
    /// </summary>
    /// <typeparam name="X">The type of the first input.</typeparam>
    /// <typeparam name="Y">The type of the first output.</typeparam>
    /// <typeparam name="U">The type of the second input.</typeparam>
    /// <typeparam name="V">The type of the second output.</typeparam>
    /// <param name="first">The layer f of the first.</param>
    /// <param name="second">The layer g of the second.</param>
    /// <exception cref="ArgumentException">The two have one name.</exception>
    /// <example><code>
    /// var network = Both(Dense(16), Dense(16)).Then(Concatenate).Then(Dense(3));        // of two inputs
    /// </code></example>
    public static Layer<T, Pair<X, U>, Pair<Y, V>> Both<X, Y, U, V>(Layer<T, X, Y> first, Layer<T, U, V> second)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
        where U : IVectorSpace<U>
        where V : IVectorSpace<V>
    {
        var (f, g) = (first.AsBranch(0), second.AsBranch(1));
        Branches.Distinct<T>("Both", f.List.All[0], g.List.All[0]);
        return new(new BothLink<T, X, Y, U, V>(f, g));
    }
}

/// <summary>Two branches side by side.</summary>
internal sealed record BothLink<T, X, Y, U, V>(Layer<T, X, Y> First, Layer<T, U, V> Second) : Link<T, Pair<X, U>, Pair<Y, V>>
    where T : struct, IFloatingPointIeee754<T>
    where X : IVectorSpace<X>
    where Y : IVectorSpace<Y>
    where U : IVectorSpace<U>
    where V : IVectorSpace<V>
{
    public override string Name => "Both";

    public override string Code => $"Both({Branches.CodeOf(First, 0)}, {Branches.CodeOf(Second, 1)})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var (x, u) = input.Both;
        var (first, second) = (First.Initialize(key, x), Second.Initialize(key, u));
        return Branches.Beside(Name, Shapes.Pair(first.Output, second.Output), first, second);
    }

    public override Evaluation<T, Pair<X, U>, Pair<Y, V>> Apply(TensorTree<T> parameters, Pair<X, U> input, Context<T> context)
    {
        parameters.Only(First.Label!, Second.Label!);
        var (y, firstBack, firstState) = First.Forward(parameters.Branch(First.Label!), input.First, context);
        var (v, secondBack, secondState) = Second.Forward(parameters.Branch(Second.Label!), input.Second, context);
        return new((y, v), Pullback, TensorTree<T>.Union(firstState, secondState));

        Cotangents<T, Pair<X, U>> Pullback(Pair<Y, V> d)
        {
            var (first, second) = (firstBack(d.First), secondBack(d.Second));
            return new(() => TensorTree<T>.Union(first.Parameters, second.Parameters), () => (first.Input, second.Input));
        }
    }
}
