using System.Numerics;

namespace Functional;

/// <summary>A part of a network that is computed again on the way back.</summary>
internal interface ISegment<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The names of its links.</summary>
    string[] Names { get; }

    /// <summary>Runs the segment. The way back gives both halves, for what it needs is let go with it.</summary>
    (object? Output, Func<object?, (TensorTree<T> Parameters, object? Input)> Back, TensorTree<T> State) Run(
        TensorTree<T> parameters, object? input, Context<T> context);
}

/// <summary>Some links in a row, each under the name that it has in the whole.</summary>
internal sealed class LinksSegment<T>(Link<T>[] links) : ISegment<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly Sequence<T> sequence = new(links);

    public string[] Names { get; } = Array.ConvertAll(links, static link => link.Label!);

    public (object? Output, Func<object?, (TensorTree<T> Parameters, object? Input)> Back, TensorTree<T> State) Run(
        TensorTree<T> parameters, object? input, Context<T> context)
    {
        var (output, pass, state) = sequence.Run(TensorTree<T>.Of(Array.ConvertAll(Names, name => (name, parameters.Child(name)))), input, context);
        return (output, Back(pass), state);
    }

    private static Func<object?, (TensorTree<T> Parameters, object? Input)> Back(Sequence<T>.Pass pass) => cotangent =>
    {
        var made = pass.Backwards(cotangent);
        return (pass.ParametersOf(made), pass.InputOf(made, 0));
    };
}

/// <summary>A layer of one link as a whole.</summary>
internal sealed class WholeSegment<T, X, Y>(Layer<T, X, Y> layer) : ISegment<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public string[] Names => [];

    public (object? Output, Func<object?, (TensorTree<T> Parameters, object? Input)> Back, TensorTree<T> State) Run(
        TensorTree<T> parameters, object? input, Context<T> context)
    {
        var (output, back, state) = layer.Forward(parameters, (X)input!, context);
        return (output, cotangent => back((Y)cotangent!) is var made ? (made.Parameters, made.Input) : default, state);
    }
}

/// <summary>Cotangents of which both halves are computed at once.</summary>
internal sealed class CotangentsAtOnce<T, X>(Func<(TensorTree<T> Parameters, X Input)> compute) : Cotangents<T, X>
    where T : struct, IFloatingPointIeee754<T>
{
    private (TensorTree<T> Parameters, X Input)? made;

    private (TensorTree<T> Parameters, X Input) Made => made ??= compute();

    protected override TensorTree<T> ComputeParameters() => Made.Parameters;

    protected override X ComputeInput() => Made.Input;
}
