using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

/// <summary>p − rate·g in one pass over memory.</summary>
internal static class DescentStep
{
    /// <param name="parameters">p.</param>
    /// <param name="gradient">g, of the same shape.</param>
    /// <param name="rate">The rate.</param>
    /// <param name="inPlace">Whether p may be written over: then the caller lets nobody read it again.</param>
    public static Tensor<T> Run<T>(Tensor<T> parameters, Tensor<T> gradient, T rate, bool inPlace)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (old, g) = (parameters.Data, gradient.Data);
        var next = Scope.Next<T>(parameters, parameters.Length, inPlace);
        var finite = OptimizerKernels.Descend((old, next.Memory), g, parameters.Length, rate);
        return new(next, parameters.Shape, finite);
    }
}
