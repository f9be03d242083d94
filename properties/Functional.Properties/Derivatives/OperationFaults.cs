using System.Collections.Concurrent;
using System.Reflection;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives;

/// <summary>Rules of operations with one mistake each, at the first order or from the second one on.</summary>
internal static class OperationFaults
{
    private static readonly ConcurrentDictionary<Shape, V> Seen = [];

    /// <summary>What was broadcast is not summed on the way back: the cotangent has the shape of the result.</summary>
    public static OperationFault SumToForgotten { get; } = OperationFault.Broadcast(
        static (x, y) => x + y, static (faulty, operand, x, y, _, dy) => faulty ? dy : dy.SumTo(operand == 0 ? x.Shape : y.Shape));

    /// <summary>Each operand is given the shape of the other.</summary>
    public static OperationFault ShapeOfTheOtherOperand { get; } = OperationFault.Broadcast(
        static (x, y) => x + y, static (faulty, operand, x, y, _, dy) => dy.SumTo(operand == 0 != faulty ? x.Shape : y.Shape));

    /// <summary>The second operand of a difference is added on the way back.</summary>
    public static OperationFault SignOfTheSubtrahend { get; } = OperationFault.Broadcast(
        static (x, y) => x - y, static (faulty, operand, x, y, _, dy) => operand == 0 ? dy.SumTo(x.Shape) : (faulty ? dy : -dy).SumTo(y.Shape));

    /// <summary>Each factor is given itself, not the other one.</summary>
    public static OperationFault FactorOfItself { get; } = OperationFault.Broadcast(
        static (x, y) => x * y,
        static (faulty, operand, x, y, _, dy) => operand == 0 ? (dy * (faulty ? x : y)).SumTo(x.Shape) : (dy * (faulty ? y : x)).SumTo(y.Shape));

    /// <summary>The second factor is a constant on the way back of the way back: right at first order alone.</summary>
    public static OperationFault FactorSevered { get; } = OperationFault.Broadcast(
        static (x, y) => x * y,
        static (faulty, operand, x, y, _, dy) => operand == 0 ? (dy * (faulty ? y.StopGradient() : y)).SumTo(x.Shape) : (dy * x).SumTo(y.Shape));

    /// <summary>The way back of a quotient to its divisor has ȳ·x/y in place of −ȳ·x/y².</summary>
    public static OperationFault DivisorNotSquared { get; } = OperationFault.Of(
        static faulty => new(
            static shapes => shapes[0], static x => x[0] / x[1],
            (operand, x, y) => operand == 0 ? dy => dy / x[1] : dy => faulty ? -dy * x[0] / x[1] : -dy * y / x[1]),
        static draw => Operands.Positive(draw) is var x ? [x, draw.Tensor<double>("y", x.Shape, 0.5, 2)] : []);

    /// <summary>Both of two equal operands are given the whole cotangent. They are equal in one case of four.</summary>
    public static OperationFault TiesCountedTwice { get; } = OperationFault.Of(
        static faulty => new(
            static shapes => shapes[0], static x => x[0].Maximum(x[1]),
            (operand, x, y) => dy => dy * (faulty ? x[operand].Equality(y) : operand == 0 ? x[0].Precedence(x[1]) : x[1].Precedence(x[0]))),
        static draw => Operands.Any(draw, empty: false) is var x
            ? [x, draw.Choice("tied", 4) == 0 ? 1.0 * x : draw.Tensor<double>("y", x.Shape)] : []) with
        {
            MovesWithItsOperands = true,
        };

    /// <summary>e^x keeps its result as a constant: the second derivative is 0.</summary>
    public static OperationFault ResultSevered { get; } = OperationFault.Elementwise(
        static x => x.Exp(), static (faulty, _, y, dy) => dy * (faulty ? y.StopGradient() : y));

    /// <summary>1 − y² is computed of the operand.</summary>
    public static OperationFault OperandForResult { get; } = OperationFault.Elementwise(
        static x => x.Tanh(), static (faulty, x, y, dy) => dy * (1.0 - (faulty ? x * x : y * y)));

    /// <summary>ȳ/(2x) in place of ȳ/(2√x).</summary>
    public static OperationFault RootForgotten { get; } = OperationFault.Elementwise(
        static x => x.Sqrt(), static (faulty, x, y, dy) => dy * 0.5 / (faulty ? x : y), Operands.Positive);

    /// <summary>The way back squares the cotangent.</summary>
    public static OperationFault RuleNotLinear { get; } = OperationFault.Elementwise(
        static x => 2.0 * x, static (faulty, _, _, dy) => faulty ? 2.0 * dy * dy.Abs() : 2.0 * dy);

    /// <summary>The way back adds a constant.</summary>
    public static OperationFault RuleAffine { get; } = OperationFault.Elementwise(
        static x => 2.0 * x, static (faulty, _, _, dy) => 2.0 * dy + (faulty ? 0.125 : 0.0));

    /// <summary>The absolute value is taken for a constant.</summary>
    public static OperationFault TakenForConstant { get; } = OperationFault.Of(
        static faulty => new(static shapes => shapes[0], static x => x[0].Abs(), static (_, x, _) => dy => dy * x[0].Sign())
        {
            TakenForConstant = faulty,
        },
        static draw => [Operands.Any(draw)]);

    /// <summary>Nothing flows back to the second operand.</summary>
    public static OperationFault BranchSevered { get; } = OperationFault.Of(
        static faulty => new(
            static shapes => shapes[0], static x => x[0] * x[1], (operand, x, _) => faulty && operand == 1 ? null : dy => dy * x[1 - operand]),
        static draw => Operands.Any(draw) is var x ? [x, draw.Tensor<double>("y", x.Shape)] : []);

    /// <summary>Where it is traced by two, the outer level is lost: first derivatives are right.</summary>
    public static OperationFault LevelLost { get; } = OperationFault.Of(
        static faulty => new(static shapes => shapes[0], static x => x[0].Exp(), static (_, _, y) => dy => dy * y) { LosesLevels = faulty },
        static draw => [Operands.Any(draw)]);

    /// <summary>The way back uses the first operand of its shape that ever was.</summary>
    public static OperationFault TapeOfAnEarlierRun { get; } = OperationFault.Of(
        static faulty => new(static shapes => shapes[0], static x => x[0] * x[0], (_, x, _) =>
        {
            var earlier = Seen.GetOrAdd(x[0].Shape, _ => x[0].StopGradient());
            return dy => 2.0 * dy * (faulty ? earlier : x[0]);
        }),
        static draw => [Operands.Any(draw)]);

    /// <summary>A·B without a transpose on the way back to A, which square matrices let pass.</summary>
    public static OperationFault TransposeForgotten { get; } = OperationFault.Of(
        static faulty => new(
            static shapes => [shapes[0][0], shapes[1][1]], static x => x[0].MatMul(x[1]),
            (operand, x, _) => operand == 0
                ? dy => dy.MatMul(x[1], faulty && x[1].Shape[0] == x[1].Shape[1] ? Transposed.None : Transposed.Right)
                : dy => x[0].MatMul(dy, Transposed.Left)),
        static draw => (draw.Size("n", 1, 3), draw.Size("k", 1, 3), draw.Size("m", 1, 3)) is var (n, k, m)
            ? [draw.Tensor<double>("a", [n, k]), draw.Tensor<double>("b", [k, m])] : []);

    /// <summary>Of a batch of matrices on one, the way back to the one takes the first product for the sum.</summary>
    public static OperationFault BatchNotSummed { get; } = OperationFault.Of(
        static faulty => new(
            static shapes => [shapes[0][0], shapes[0][1], shapes[1][1]], static x => x[0].MatMul(x[1]),
            (operand, x, _) => operand == 0
                ? dy => dy.MatMul(x[1], Transposed.Right)
                : dy => x[0].MatMul(dy, Transposed.Left) is var each && faulty ? each.Slice(0, 0, 1).Reshape(x[1].Shape)
                    : x[0].MatMul(dy, Transposed.Left).Sum([0])),
        static draw => (draw.Size("n", 1, 3), draw.Size("k", 1, 3), draw.Size("m", 1, 3)) is var (n, k, m)
            ? [draw.Tensor<double>("a", [draw.Size("batch", 1, 3), n, k]), draw.Tensor<double>("b", [k, m])] : []);

    /// <summary>The cotangent of a sum over rows is repeated along the columns, where both are as many.</summary>
    public static OperationFault RepeatedAlongTheWrongAxis { get; } = OperationFault.Shaped(
        Matrix, static x => x.Sum([0]),
        static (faulty, x, _, dy) => dy.Reshape(faulty && x.Shape[0] == x.Shape[1] ? [dy.Length, 1] : [1, dy.Length]).BroadcastTo(x.Shape));

    /// <summary>The mean forgets over how many on its way back.</summary>
    public static OperationFault MeanIsASum { get; } = OperationFault.Shaped(
        Matrix, static x => x.Mean([0]), static (faulty, x, _, dy) => (faulty ? dy : dy * (1.0 / x.Shape[0])).BroadcastTo(x.Shape));

    /// <summary>Axes are permuted on the way back as on the way forward; of two axes it is the same.</summary>
    public static OperationFault OrderNotInverted { get; } = OperationFault.Shaped(
        static draw => Operands.Any(draw, 3, 3) is var x && x.Shape.Distinct().Count() == 1 ? x : draw.Tensor<double>("cube", [2, 2, 2]),
        static x => x.Permute(1, 2, 0), static (faulty, _, _, dy) => faulty ? dy.Permute(1, 2, 0) : dy.Permute(2, 0, 1));

    /// <summary>What was cut out is put back at the beginning.</summary>
    public static OperationFault PutBackAtTheBeginning { get; } = OperationFault.Shaped(
        Matrix, static x => x.Slice(0, x.Shape[0] - 1, 1), static (faulty, x, _, dy) => dy.Embed(0, faulty ? 0 : x.Shape[0] - 1, x.Shape[0]));

    /// <summary>Of a row that was taken twice, the cotangent of the second is kept alone.</summary>
    public static OperationFault RowsOverwritten { get; } = OperationFault.Shaped(
        Matrix, static x => x.TakeRows(0, 0),
        static (faulty, x, _, dy) => (faulty ? dy.TakeRows(1) : dy.Slice(0, 0, 1) + dy.Slice(0, 1, 1)).Embed(0, 0, x.Shape[0]));

    /// <summary>The parts of a concatenation change places on the way back, where they are of one size.</summary>
    public static OperationFault PartsSwapped { get; } = OperationFault.Of(
        static faulty => new(
            static shapes => shapes[0].With(0, shapes[0][0] + shapes[1][0]), static x => Tensor.Concatenate(0, x),
            (operand, x, _) => dy => dy.Slice(0, (operand == 0) == (faulty && x[0].Shape == x[1].Shape) ? x[0].Shape[0] : 0, x[operand].Shape[0])),
        static draw => Matrix(draw) is var x ? [x, draw.Tensor<double>("y", x.Shape.With(0, draw.Size("more", 1, 3)))] : []);

    /// <summary>The sum in the way back of softmax goes over the batch.</summary>
    public static OperationFault SoftmaxOverTheBatch { get; } = OperationFault.Elementwise(
        static x => x.Softmax(),
        static (faulty, _, y, dy) => y * (dy - (dy * y).Sum([faulty ? 0 : -1], keepAxes: true)), Matrix);

    /// <summary>The sum in the way back of softmax is a constant at second order.</summary>
    public static OperationFault SoftmaxSumSevered { get; } = OperationFault.Elementwise(
        static x => x.Softmax(),
        static (faulty, _, y, dy) => y * (dy - (dy * (faulty ? y.StopGradient() : y)).Sum([-1], keepAxes: true)), Matrix);

    /// <summary>
    /// The rule of shapes turns them round: nothing is computed by it but where numbers are not there, as in a derivative along a direction.
    /// </summary>
    public static OperationFault ShapeRuleTurnedRound { get; } = OperationFault.Shaped(
        Matrix, static x => x.Transpose(), static (faulty, _, _, dy) => Turned(faulty).Apply([dy]));

    /// <summary>Numbers whose second derivatives are wrong by a factor: the rule of the rule of the logistic function.</summary>
    public static OperationFault OneForTwoAtSecondOrder { get; } = OperationFault.Elementwise(
        static x => x.Sigmoid(), static (faulty, _, y, dy) => Slope(faulty).Apply([dy, y]));

    /// <summary>Features that turn are turned on by their way back, and not back.</summary>
    public static OperationFault TurnedOnAndNotBack { get; } = OperationFault.Shaped(
        static draw => draw.Tensor<double>("x", [draw.Size("time", 2, 3), 2 * draw.Size("half", 1, 2)]),
        static x => x.Rotate(new(2, 2, 1, 10)), static (faulty, _, _, dy) => dy.Rotate(new(2, 2, 1, 10, !faulty)));

    /// <summary>All of them: those of every class here whose name ends so.</summary>
    public static IReadOnlyDictionary<string, OperationFault> All { get; } = typeof(OperationFaults).Assembly.GetTypes()
        .Where(static type => type.Namespace == typeof(OperationFaults).Namespace && type.Name.EndsWith("Faults", StringComparison.Ordinal))
        .SelectMany(static type => type.GetProperties(BindingFlags.Static | BindingFlags.Public))
        .Where(static property => property.PropertyType == typeof(OperationFault))
        .Select(static property => (OperationFault)property.GetValue(null)!)
        .ToDictionary(static fault => fault.Name);

    private static V Matrix(Functional.Laws.Draw draw) => Operands.Any(draw, 2, 2, empty: false);

    /// <summary>ȳ·y·(1 − y), whose way back to y is d·ȳ·(1 − 2y), or with the mistake d·ȳ·(1 − y).</summary>
    private static PlantedOperation Slope(bool faulty) => new(
        static shapes => shapes[0], static x => x[0] * x[1] * (1.0 - x[1]),
        (operand, x, _) => operand == 0 ? d => d * x[1] * (1.0 - x[1]) : d => d * x[0] * (1.0 - (faulty ? x[1] : x[1] + x[1])));

    /// <summary>A transpose that says it has the shape of its operand.</summary>
    private static PlantedOperation Turned(bool faulty) => new(
        shapes => faulty ? shapes[0] : [shapes[0][1], shapes[0][0]], static x => x[0].Transpose(), static (_, _, _) => static d => d.Transpose());
}
