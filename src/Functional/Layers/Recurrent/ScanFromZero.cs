using System.Numerics;

namespace Functional;

/// <summary>A scan from zero, of which the outputs alone are wanted.</summary>
internal sealed record ScanFromZeroLink<T, C>(ScanLink<T, C> Scan, Shapes First) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
    where C : IVectorSpace<C>
{
    /// <summary>The cell, where it is one that is known by name and begins with zeros.</summary>
    private CellLink<T, C>? Known => Scan.Cell.Alone is CellLink<T, C> cell && cell.State == First ? cell : null;

    public override string Name => Known is { } cell ? cell.Name.Replace("Cell(", "(", StringComparison.Ordinal) : "Scan";

    public override string Code => Known?.SequenceCode ?? $"Scan({Scan.Cell}, {First.Code})";

    internal override Link<T>? Rematerialized(int? every) => Scan.Rematerialized(every) is { } scan ? this with { Scan = scan } : null;

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var made = Scan.Initialize(key, Shapes.Pair(First, input.Shape));
        return made with { Output = made.Output.Both.Second };
    }

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        var ((last, y), back, state) = Scan.Apply(parameters, (ZeroState.Of<T, C>(First, input.Shape, "Scan"), input), context);
        return new(y, Back(back, ZeroState.ShapesOf<T, C>(last)), state);
    }

    // A method of its own, so that the way back does not keep the last state.
    private static Func<Tensor<T>, Cotangents<T, Tensor<T>>> Back(Func<Pair<C, Tensor<T>>, Cotangents<T, Pair<C, Tensor<T>>>> back, Shapes last) => dy =>
    {
        var inner = back((ZeroState.Of<T, C>(last), dy));
        return new(() => inner.Parameters, () => inner.Input.Second);
    };
}

/// <summary>The same over sequences of different lengths.</summary>
internal sealed record MaskedScanFromZeroLink<T, C>(MaskedScanLink<T, C> Scan, Shapes First) : Link<T, Pair<Tensor<T>, Mask>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
    where C : IVectorSpace<C>
{
    public override string Name => "MaskedScan";

    public override string Code => $"MaskedScan({Scan.Scan.Cell}, {First.Code})";

    internal override Link<T>? Rematerialized(int? every) => Scan.Rematerialized(every) is { } scan ? this with { Scan = scan } : null;

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var made = Scan.Initialize(key, Shapes.Pair(First, input));
        return made with { Output = made.Output.Both.Second };
    }

    public override Evaluation<T, Pair<Tensor<T>, Mask>, Tensor<T>> Apply(TensorTree<T> parameters, Pair<Tensor<T>, Mask> input, Context<T> context)
    {
        var ((last, y), back, state) = Scan.Apply(parameters, (ZeroState.Of<T, C>(First, input.First.Shape, Name), input), context);
        return new(y, Back(back, ZeroState.ShapesOf<T, C>(last)), state);
    }

    private static Func<Tensor<T>, Cotangents<T, Pair<Tensor<T>, Mask>>> Back(
        Func<Pair<C, Tensor<T>>, Cotangents<T, Pair<C, Pair<Tensor<T>, Mask>>>> back, Shapes last) => dy =>
    {
        var inner = back((ZeroState.Of<T, C>(last), dy));
        return new(() => inner.Parameters, () => inner.Input.Second);
    };
}

/// <summary>States of zeros.</summary>
internal static class ZeroState
{
    /// <summary>A state for each sample of a sequence.</summary>
    public static C Of<T, C>(Shapes state, Shape sequence, string layer)
        where T : struct, IFloatingPointIeee754<T>
        where C : IVectorSpace<C> => sequence.Rank > 0
        ? TreeForm<T, C>.From(state.Tree(shape => Tensor.Zeros<T>(sequence[..1].Then(shape))))
        : throw new ShapeException($"{layer}: the input is one number: it has no batch axis.");

    /// <summary>A state of these shapes, the batch among them.</summary>
    public static C Of<T, C>(Shapes shapes)
        where T : struct, IFloatingPointIeee754<T>
        where C : IVectorSpace<C> => TreeForm<T, C>.From(shapes.Tree(static shape => Tensor.Zeros<T>(shape)));

    /// <summary>The shapes of a state, the batch among them.</summary>
    public static Shapes ShapesOf<T, C>(C state)
        where T : struct, IFloatingPointIeee754<T>
        where C : IVectorSpace<C> => Of(TreeForm<T, C>.Of(state));

    private static Shapes Of<T>(TensorTree<T> tree)
        where T : struct, IFloatingPointIeee754<T> => tree.Children is { Length: > 0 } children
        ? children is [("first", var first), ("second", var second)] ? Shapes.Pair(Of(first), Of(second))
            : Shapes.Named([.. children.Select(static each => (each.Name, Of(each.Child)))])
        : tree[""].Shape;
}
