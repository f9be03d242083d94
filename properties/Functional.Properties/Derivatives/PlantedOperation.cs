using System.Runtime.CompilerServices;
using Functional.Laws;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives;

/// <summary>An operation of the tests' own, whose rule is given: it stands where one of the closed set would, on every level.</summary>
/// <param name="Shape">The shape of the result.</param>
/// <param name="Run">The operation on plain tensors.</param>
/// <param name="Back">The way back to an operand: from its number, the operands, the result and its cotangent; null for none.</param>
internal sealed record PlantedOperation(
    Func<Shape[], Shape> Shape, Func<V[], V> Run, Func<int, V[], V, Func<V, V>?> Back) : Operation<double>
{
    /// <summary>Whether operands of a level below are taken for constants: a level mixed up.</summary>
    public bool LosesLevels { get; init; }

    /// <summary>Whether its result is taken for a constant.</summary>
    public bool TakenForConstant { get; init; }

    public override bool IsConstant => TakenForConstant;

    public override Shape ShapeOf(Shape[] operands) => Shape(operands);

    public override V Apply(V[] x) => Array.TrueForAll(x, static each => !each.IsTraced) ? Run(x)
        : LosesLevels ? Run([.. x.Select(static each => each.StopGradient())])
        : Trace(x);

    public override Func<V, V>? Pullback(int operand, V[] x, V y) => Back(operand, x, y);
}

/// <summary>A planted fault of an operation's rule: the operation with one mistake, and the same without it.</summary>
/// <param name="Name">What is done wrongly.</param>
/// <param name="Drawn">The operation, with the mistake or without, as a function at operands that are drawn.</param>
internal sealed record OperationFault(string Name, Func<bool, Draw, (Func<V[], V> Apply, V[] Operands)> Drawn)
{
    /// <summary>Whether a number that is added to all operands is added to the result.</summary>
    public bool MovesWithItsOperands { get; init; }

    /// <summary>The laws of the operation, with the mistake or without.</summary>
    public LawSuite<Draw> Laws(bool faulty)
    {
        var laws = OperationEntry.LawsOf<TensorTree<double>>(Name, At);
        return MovesWithItsOperands ? laws.And(OperationEntry.AddsUp<TensorTree<double>>(At)) : laws;

        (Differentiable<TensorTree<double>, V> Function, TensorTree<double> Input) At(Draw draw)
        {
            var (apply, operands) = Drawn(faulty, draw);
            return (
                Differentiable.Trace((TensorTree<double> tree) => apply([.. tree.Leaves.Select(static leaf => leaf.Value)])),
                TensorTree<double>.Of([.. operands.Select(static (operand, i) => ($"{(char)('a' + i)}", operand))]));
        }
    }

    /// <summary>An operation on operands that are drawn.</summary>
    public static OperationFault Of(Func<bool, PlantedOperation> operation, Func<Draw, V[]> operands, [CallerMemberName] string name = "") =>
        new(name, (faulty, draw) => (operation(faulty).Apply, operands(draw)));

    /// <summary>An element-wise function of one tensor, with its slope from x, y and ȳ.</summary>
    public static OperationFault Elementwise(
        Func<V, V> run, Func<bool, V, V, V, V> back, Func<Draw, V>? operand = null, [CallerMemberName] string name = "") => Of(
        faulty => new(static shapes => shapes[0], x => run(x[0]), (_, x, y) => dy => back(faulty, x[0], y, dy)),
        draw => [operand is null ? Derivatives.Operands.Any(draw) : operand(draw)],
        name);

    /// <summary>A function of two tensors that broadcast, with its way back to each of them.</summary>
    public static OperationFault Broadcast(Func<V, V, V> run, Func<bool, int, V, V, V, V, V> back, [CallerMemberName] string name = "") => Of(
        faulty => new(
            static shapes => Functional.Shape.Broadcast(shapes[0], shapes[1])!, x => run(x[0], x[1]),
            (operand, x, y) => dy => back(faulty, operand, x[0], x[1], y, dy)),
        static draw => Derivatives.Operands.Two(draw) is var (x, y) ? [x, y] : [],
        name);

    /// <summary>A function of one tensor that changes its shape.</summary>
    public static OperationFault Shaped(
        Func<Draw, V> operand, Func<V, V> run, Func<bool, V, V, V, V> back, [CallerMemberName] string name = "") => Of(
        faulty => new(shapes => run(Tensor.Zeros<double>(shapes[0])).Shape, x => run(x[0]), (_, x, y) => dy => back(faulty, x[0], y, dy)),
        draw => [operand(draw)],
        name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
