using System.Numerics;
using Functional.Kernels;

namespace Functional;

/// <summary>p − rate·g, in one pass over memory where nothing is traced.</summary>
internal static class DescentStep
{
    /// <param name="parameters">p.</param>
    /// <param name="gradient">g, of the same shape.</param>
    /// <param name="rate">The rate: one number.</param>
    /// <param name="inPlace">Whether p may be written over: then the caller lets nobody read it again.</param>
    public static Tensor<T> Run<T>(Tensor<T> parameters, Tensor<T> gradient, Tensor<T> rate, bool inPlace)
        where T : struct, IFloatingPointIeee754<T> => parameters.IsTraced | gradient.IsTraced | rate.IsTraced
        ? parameters - gradient * rate
        : Replacing.Update(inPlace, parameters, (gradient, rate: rate.Scalar), static (p, start, by) =>
            OptimizerKernels.Descend(p.Old, p.New, by.gradient.Span.Slice(start, p.New.Length), by.rate));
}
