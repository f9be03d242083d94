using System.Collections.Immutable;
using Functional.Laws;
using static Functional.Properties.Derivatives.Operands;
using static Functional.Properties.Derivatives.OperationEntry;
using static Functional.Properties.Derivatives.Entries.Drawn;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives.Entries;

/// <summary>Operations element by element.</summary>
internal static class ElementwiseEntries
{
    public static ImmutableArray<OperationEntry> All { get; } =
    [
        Of("Add", "x + y", Two(static (x, y) => x + y)),
        Of("Subtract", "x - y", Two(static (x, y) => x - y)),
        Of("Multiply", "x * y", Two(static (x, y) => x * y)),
        Of("Divide", "x / y", static draw => Broadcasting(draw) is var (first, second)
            ? (static (x, y) => x / y, draw.Tensor<double>("x", first), draw.Tensor<double>("y", second, 0.5, 2)) : default),
        Of("Maximum", "x.Maximum(y)", Two(static (x, y) => x.Maximum(y))),
        Of("Minimum", "x.Minimum(y)", Two(static (x, y) => x.Minimum(y))),
        Of("Precedence", "x.Precedence(y)", Two(static (x, y) => x.Precedence(y))),
        Of("Equality", "x.Equality(y)", Two(static (x, y) => x.Equality(y))),
        Of("Multiply", "x * x", One(static x => x * x)),
        Of("Negate", "-x", One(static x => -x)),
        Of("Exp", "x.Exp()", One(static x => x.Exp())),
        Of("Log", "x.Log()", static draw => (static x => x.Log(), Positive(draw))),
        Of("Sqrt", "x.Sqrt()", static draw => (static x => x.Sqrt(), Positive(draw))),
        Of("Abs", "x.Abs()", One(static x => x.Abs())),
        Of("Sign", "x.Sign()", One(static x => x.Sign())),
        Of("Relu", "x.Relu()", One(static x => x.Relu())),
        Of("Tanh", "x.Tanh()", One(static x => x.Tanh())),
        Of("Sigmoid", "x.Sigmoid()", One(static x => x.Sigmoid())),
        Of("ReluBack", "dy.ReluBack(y)", Alike(static (dy, y) => dy.ReluBack(y))),
        Of("TanhBack", "dy.TanhBack(y)", Alike(static (dy, y) => dy.TanhBack(y))),
        Of("SigmoidBack", "dy.SigmoidBack(y)", Alike(static (dy, y) => dy.SigmoidBack(y))),
        Of("BinaryCrossEntropy", "x.BinaryCrossEntropy(t)", static draw => Any(draw) is var x
            ? (static (x, t) => x.BinaryCrossEntropy(t), x, draw.Tensor<double>("t", x.Shape, 0, 1)) : default),
    ];

    private static Func<Draw, (Func<V, V, V>, V, V)> Two(Func<V, V, V> apply) => draw => Operands.Two(draw) is var (x, y) ? (apply, x, y) : default;

    private static Func<Draw, (Func<V, V, V>, V, V)> Alike(Func<V, V, V> apply) => draw =>
        Any(draw) is var x ? (apply, x, draw.Tensor<double>("y", x.Shape)) : default;
}
