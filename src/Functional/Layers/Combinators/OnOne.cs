using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>(x, u) ↦ (f(x), u): a layer on the first of a pair. Its parameters are those of <paramref name="layer"/>.</summary>
    /// <typeparam name="X">The type of the first value.</typeparam>
    /// <typeparam name="Y">What the layer makes of it.</typeparam>
    /// <typeparam name="U">The type of the second value.</typeparam>
    /// <param name="layer">The layer f.</param>
    public static Layer<T, Pair<X, U>, Pair<Y, U>> OnFirst<X, Y, U>(Layer<T, X, Y> layer)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
        where U : IVectorSpace<U> => new(new OnFirstLink<T, X, Y, U>(layer));

    /// <summary>(x, u) ↦ (x, f(u)): a layer on the second of a pair. Its parameters are those of <paramref name="layer"/>.</summary>
    /// <typeparam name="X">The type of the first value.</typeparam>
    /// <typeparam name="U">The type of the second value.</typeparam>
    /// <typeparam name="V">What the layer makes of it.</typeparam>
    /// <param name="layer">The layer f.</param>
    public static Layer<T, Pair<X, U>, Pair<X, V>> OnSecond<X, U, V>(Layer<T, U, V> layer)
        where X : IVectorSpace<X>
        where U : IVectorSpace<U>
        where V : IVectorSpace<V> => new(new OnSecondLink<T, X, U, V>(layer));
}

/// <summary>A layer on the first of a pair.</summary>
internal sealed record OnFirstLink<T, X, Y, U>(Layer<T, X, Y> Body) : Link<T, Pair<X, U>, Pair<Y, U>>
    where T : struct, IFloatingPointIeee754<T>
    where X : IVectorSpace<X>
    where Y : IVectorSpace<Y>
    where U : IVectorSpace<U>
{
    public override string Name => "OnFirst";

    public override string Code => $"OnFirst({Body})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var made = Body.InitializeBody(key, input.Both.First);
        return made with { Output = Shapes.Pair(made.Output, input.Both.Second) };
    }

    public override Evaluation<T, Pair<X, U>, Pair<Y, U>> Apply(TensorTree<T> parameters, Pair<X, U> input, Context<T> context)
    {
        var (y, back, state) = Body.Forward(parameters, input.First, context);
        return new((y, input.Second), Pullback, state);

        Cotangents<T, Pair<X, U>> Pullback(Pair<Y, U> d)
        {
            var inner = back(d.First);
            return new(() => inner.Parameters, () => (inner.Input, d.Second));
        }
    }
}

/// <summary>A layer on the second of a pair.</summary>
internal sealed record OnSecondLink<T, X, U, V>(Layer<T, U, V> Body) : Link<T, Pair<X, U>, Pair<X, V>>
    where T : struct, IFloatingPointIeee754<T>
    where X : IVectorSpace<X>
    where U : IVectorSpace<U>
    where V : IVectorSpace<V>
{
    public override string Name => "OnSecond";

    public override string Code => $"OnSecond({Body})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var made = Body.InitializeBody(key, input.Both.Second);
        return made with { Output = Shapes.Pair(input.Both.First, made.Output) };
    }

    public override Evaluation<T, Pair<X, U>, Pair<X, V>> Apply(TensorTree<T> parameters, Pair<X, U> input, Context<T> context)
    {
        var (v, back, state) = Body.Forward(parameters, input.Second, context);
        return new((input.First, v), Pullback, state);

        Cotangents<T, Pair<X, U>> Pullback(Pair<X, V> d)
        {
            var inner = back(d.Second);
            return new(() => inner.Parameters, () => (d.First, inner.Input));
        }
    }
}
