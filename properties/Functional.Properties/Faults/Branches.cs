using Functional.Laws;

namespace Functional.Properties.Faults;

/// <summary>Fan-out: where a value is used twice, its cotangents add.</summary>
public static class Branches
{
    /// <summary>A fork returns the cotangent of its first branch alone.</summary>
    public static Fault BranchDropped { get; } = Fault.InCombinator(
        ProductionKind.Sum, static (faulty, parts) => Own.Fork("Fork", parts, inputs => faulty ? inputs[0] : Sum(inputs)), needs: 2);

    /// <summary>The sum of the branches begins with the first, and adds it again.</summary>
    public static Fault BranchCountedTwice { get; } = Fault.InCombinator(
        ProductionKind.Sum, static (faulty, parts) => Own.Fork("Fork", parts, inputs => faulty ? inputs.Aggregate(inputs[0], Plus) : Sum(inputs)));

    /// <summary>The cotangents of the branches are averaged, not added.</summary>
    public static Fault BranchesAveraged { get; } = Fault.InCombinator(
        ProductionKind.Sum,
        static (faulty, parts) => Own.Fork("Fork", parts, inputs => faulty ? Sum(inputs).Scale(1.0 / inputs.Length) : Sum(inputs)),
        needs: 2);

    /// <summary>The way back of a residual layer is that of its body: the identity is forgotten.</summary>
    public static Fault ResidualWithoutTheIdentity { get; } = Fault.InCombinator(ProductionKind.Residual, static (faulty, parts) =>
        Own.Fork("Residual", [parts[0], Layers<double>.Identity], inputs => faulty ? inputs[0] : Sum(inputs)));

    /// <summary>The way back of a residual layer is the identity: its body passes nothing on.</summary>
    public static Fault ResidualOfTheIdentityAlone { get; } = Fault.InCombinator(ProductionKind.Residual, static (faulty, parts) =>
        Own.Fork("Residual", [parts[0], Layers<double>.Identity], inputs => faulty ? inputs[1] : Sum(inputs)));

    private static Tensor<double> Sum(Tensor<double>[] inputs) => inputs.Aggregate(Plus);

    private static Tensor<double> Plus(Tensor<double> left, Tensor<double> right) => left + right;
}
