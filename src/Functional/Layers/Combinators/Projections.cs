using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>(x, y) ↦ x.</summary>
    /// <typeparam name="X">The type of the first value.</typeparam>
    /// <typeparam name="Y">The type of the second value.</typeparam>
    public static Layer<T, Pair<X, Y>, X> First<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new(new FirstLink<T, X, Y>());

    /// <summary>(x, y) ↦ y.</summary>
    /// <typeparam name="X">The type of the first value.</typeparam>
    /// <typeparam name="Y">The type of the second value.</typeparam>
    public static Layer<T, Pair<X, Y>, Y> Second<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new(new SecondLink<T, X, Y>());

    /// <summary>(x, y) ↦ (y, x).</summary>
    /// <typeparam name="X">The type of the first value.</typeparam>
    /// <typeparam name="Y">The type of the second value.</typeparam>
    public static Layer<T, Pair<X, Y>, Pair<Y, X>> Swap<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new(new SwapLink<T, X, Y>());
}

/// <summary>The first of a pair.</summary>
internal sealed record FirstLink<T, X, Y> : PureLink<T, Pair<X, Y>, X>
    where T : struct, IFloatingPointIeee754<T>
    where X : IVectorSpace<X>
    where Y : IVectorSpace<Y>
{
    public override string Name => "First";

    public override string Code => $"First<{CSharpName.Of<X>()}, {CSharpName.Of<Y>()}>()";

    protected override Shapes Infer(Shapes input) => input.Both.First;

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (X Output, Func<X, Pair<X, Y>> Pullback) Apply(Pair<X, Y> input) => Differentiable.First<X, Y>()(input);
}

/// <summary>The second of a pair.</summary>
internal sealed record SecondLink<T, X, Y> : PureLink<T, Pair<X, Y>, Y>
    where T : struct, IFloatingPointIeee754<T>
    where X : IVectorSpace<X>
    where Y : IVectorSpace<Y>
{
    public override string Name => "Second";

    public override string Code => $"Second<{CSharpName.Of<X>()}, {CSharpName.Of<Y>()}>()";

    protected override Shapes Infer(Shapes input) => input.Both.Second;

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Y Output, Func<Y, Pair<X, Y>> Pullback) Apply(Pair<X, Y> input) => Differentiable.Second<X, Y>()(input);
}

/// <summary>A pair the other way round.</summary>
internal sealed record SwapLink<T, X, Y> : PureLink<T, Pair<X, Y>, Pair<Y, X>>
    where T : struct, IFloatingPointIeee754<T>
    where X : IVectorSpace<X>
    where Y : IVectorSpace<Y>
{
    public override string Name => "Swap";

    public override string Code => $"Swap<{CSharpName.Of<X>()}, {CSharpName.Of<Y>()}>()";

    protected override Shapes Infer(Shapes input) => Shapes.Pair(input.Both.Second, input.Both.First);

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Pair<Y, X> Output, Func<Pair<Y, X>, Pair<X, Y>> Pullback) Apply(Pair<X, Y> input) =>
        ((input.Second, input.First), static d => (d.Second, d.First));
}
