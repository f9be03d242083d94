using System.Collections.Immutable;
using Functional.Laws;
using static Functional.Properties.Derivatives.Operands;
using static Functional.Properties.Derivatives.OperationEntry;
using static Functional.Properties.Derivatives.Entries.Drawn;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives.Entries;

/// <summary>Elementary functions, powers, choices, and the activations whose way back is fused.</summary>
internal static class PointwiseEntries
{
    public static ImmutableArray<OperationEntry> All { get; } =
    [
        Of("Sin", "x.Sin()", One(static x => x.Sin())),
        Of("Cos", "x.Cos()", One(static x => x.Cos())),
        Of("Tan", "x.Tan()", Between(-1, 1, static x => x.Tan())),
        Of("Sinh", "x.Sinh()", One(static x => x.Sinh())),
        Of("Cosh", "x.Cosh()", One(static x => x.Cosh())),
        Of("Atan", "x.Atan()", One(static x => x.Atan())),
        Of("Erf", "x.Erf()", One(static x => x.Erf())),
        Of("Expm1", "x.Expm1()", One(static x => x.Expm1())),
        Of("Log1p", "x.Log1p()", Between(-0.5, 3, static x => x.Log1p())),
        Of("Square", "x.Square()", One(static x => x.Square())),
        Of("Reciprocal", "x.Reciprocal()", Between(0.5, 2, static x => x.Reciprocal())),
        Of("Rsqrt", "x.Rsqrt()", Between(0.5, 3, static x => x.Rsqrt())),
        Of("Pow", "x.Pow(p)", static draw => Broadcasting(draw) is var (first, second)
            ? (static (x, p) => x.Pow(p), draw.Tensor<double>("x", first, 0.5, 2), draw.Tensor<double>("p", second, -2, 3)) : default),
        Of("Pow", "x.Pow(3)", One(static x => x.Pow(3.0))),
        Of("Pow", "x.Pow(2)", One(static x => x.Pow(2.0))),
        Of("Where", "Where(condition, x, y)", static draw => Two(draw) is var (x, y) && Shape.Broadcast(x.Shape, y.Shape) is { } shape
            && draw.Tensor<double>("condition", Operand(draw, "condition", shape), -1, 1).Greater(0.0) is var condition
            ? ((x, y) => Tensor.Where(condition, x, y), x, y) : default),
        Of("Where", "Where(x > y, x, y²)", static draw => Two(draw) is var (x, y)
            ? (static (x, y) => Tensor.Where(x.Greater(y), x - y, (x - y).Square()), x, y) : default),
        .. Comparisons(),
        Of("Clamp", "x.Clamp(low, high)", One(static x => x.Clamp(-0.75, 1.25))),
        Of("ClampBack", "dy.ClampBack(y)", Alike(static (dy, y) => dy.ClampBack(y, -0.75, 1.25))),
        Of("Softplus", "x.Softplus()", One(static x => x.Softplus())),
        Of("SoftplusBack", "dy.SoftplusBack(y)", static draw => Any(draw) is var x
            ? (static (dy, y) => dy.SoftplusBack(y), x, draw.Tensor<double>("y", x.Shape, 0, 3)) : default),
        Of("Silu", "x.Silu()", One(static x => x.Silu())),
        Of("SiluBack", "dy.SiluBack(x)", Alike(static (dy, x) => dy.SiluBack(x))),
        Of("Gelu", "x.Gelu()", One(static x => x.Gelu())),
        Of("GeluBack", "dy.GeluBack(x)", Alike(static (dy, x) => dy.GeluBack(x))),
        Of("GeluTanh", "x.GeluTanh()", One(static x => x.GeluTanh())),
        Of("GeluTanhBack", "dy.GeluTanhBack(x)", Alike(static (dy, x) => dy.GeluTanhBack(x))),
        Of("Sparsemax", "x.Sparsemax()", static draw => (static x => x.Sparsemax(), Any(draw, 1, 3, empty: false))),
        Of("Hardmax", "x.Hardmax()", static draw => (static x => x.Hardmax(), Any(draw, 1, 3, empty: false))),
        Of("LeakyRelu", "LeakyRelu(x)", One(static x => x.Activate(new LeakyReluOperation<double>(0.25)))),
        Of("LeakyReluBack", "dy.LeakyReluBack(y)", Alike(static (dy, y) => dy.LeakyReluBack(y, 0.25))),
        Of("Elu", "Elu(x)", One(static x => x.Activate(new EluOperation<double>(1.25, 0.75, 0.5)))),
        Of("EluBack", "dy.EluBack(y)", Alike(static (dy, y) => dy.EluBack(y, new(1.25, 0.75, 0.5)))),
    ];

    private static IEnumerable<OperationEntry> Comparisons()
    {
        (string Name, Func<V, V, V> Compare)[] all =
        [
            ("Greater", static (x, y) => x.Greater(y)), ("GreaterOrEqual", static (x, y) => x.GreaterOrEqual(y)), ("Less", static (x, y) => x.Less(y)),
            ("LessOrEqual", static (x, y) => x.LessOrEqual(y)), ("EqualTo", static (x, y) => x.EqualTo(y)), ("NotEqualTo", static (x, y) => x.NotEqualTo(y)),
        ];
        return all.Select(static each => Of("Comparison", $"x.{each.Name}(y)", draw => Two(draw) is var (x, y) ? (each.Compare, x, y) : default));
    }

    private static Func<Draw, (Func<V, V>, V)> Between(double lowest, double highest, Func<V, V> apply) =>
        draw => (apply, draw.Tensor<double>("x", Shaped(draw, "shape"), lowest, highest));

    private static Func<Draw, (Func<V, V, V>, V, V)> Alike(Func<V, V, V> apply) => draw =>
        Any(draw) is var x ? (apply, x, draw.Tensor<double>("y", x.Shape)) : default;
}
