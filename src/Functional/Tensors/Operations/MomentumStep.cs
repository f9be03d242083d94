using System.Numerics;
using Functional.Kernels;

namespace Functional;

/// <summary>v ← stays·v + g, p ← p − rate·v, in one pass over memory where nothing is traced.</summary>
internal static class MomentumStep
{
    /// <param name="parameters">p.</param>
    /// <param name="gradient">g, of the same shape.</param>
    /// <param name="velocity">v, of the same shape.</param>
    /// <param name="rate">The rate: one number.</param>
    /// <param name="stays">How much of the velocity stays.</param>
    /// <param name="inPlace">Whether p and v may be written over: then the caller lets nobody read them again.</param>
    public static (Tensor<T> Parameters, Tensor<T> Velocity) Run<T>(
        Tensor<T> parameters, Tensor<T> gradient, Tensor<T> velocity, Tensor<T> rate, T stays, bool inPlace)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (parameters.IsTraced | gradient.IsTraced | velocity.IsTraced | rate.IsTraced)
        {
            velocity = velocity * stays + gradient;
            return (parameters - velocity * rate, velocity);
        }
        return Replacing.Update(inPlace, parameters, velocity, (gradient, rate: rate.Scalar, stays), static (p, v, start, by) =>
            OptimizerKernels.Momentum(p.Old, p.New, v.Old, v.New, by.gradient.Span.Slice(start, p.New.Length), by.rate, by.stays));
    }
}
