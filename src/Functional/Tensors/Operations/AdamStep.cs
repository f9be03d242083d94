using System.Numerics;
using Functional.Kernels;

namespace Functional;

/// <summary>m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², p ← p − scale·m / (√v·root + ε) in one pass over memory.</summary>
internal static class AdamStep
{
    /// <param name="parameters">p.</param>
    /// <param name="gradient">g, of the same shape.</param>
    /// <param name="first">m, of the same shape.</param>
    /// <param name="second">v, of the same shape.</param>
    /// <param name="by">The numbers of this step.</param>
    /// <param name="inPlace">Whether p, m and v may be written over: then the caller lets nobody read them again.</param>
    public static (Tensor<T> Parameters, Tensor<T> First, Tensor<T> Second) Run<T>(
        Tensor<T> parameters, Tensor<T> gradient, Tensor<T> first, Tensor<T> second, AdamFactors<T> by, bool inPlace)
        where T : struct, IFloatingPointIeee754<T> => Replacing.Update(
        inPlace, parameters, first, second, (gradient, by), static (p, m, v, start, made) =>
            OptimizerKernels.Adam(p.Old, p.New, m.Old, m.New, v.Old, v.New, made.gradient.Span.Slice(start, p.New.Length), made.by));
}
