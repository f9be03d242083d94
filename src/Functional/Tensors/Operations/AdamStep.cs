using System.Numerics;
using Functional.Kernels;

namespace Functional;

/// <summary>m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², p ← p − scale·m / (√v·root + ε), in one pass over memory where nothing is traced.</summary>
internal static class AdamStep
{
    /// <param name="parameters">p.</param>
    /// <param name="gradient">g, of the same shape.</param>
    /// <param name="first">m, of the same shape.</param>
    /// <param name="second">v, of the same shape.</param>
    /// <param name="scale">The rate over 1 − β₁ᵗ: one number.</param>
    /// <param name="by">The other numbers of this step.</param>
    /// <param name="inPlace">Whether p, m and v may be written over: then the caller lets nobody read them again.</param>
    public static (Tensor<T> Parameters, Tensor<T> First, Tensor<T> Second) Run<T>(
        Tensor<T> parameters, Tensor<T> gradient, Tensor<T> first, Tensor<T> second, Tensor<T> scale, AdamNumbers<T> by, bool inPlace)
        where T : struct, IFloatingPointIeee754<T> => parameters.IsTraced | gradient.IsTraced | first.IsTraced | second.IsTraced | scale.IsTraced
        ? Traced(parameters, gradient, first, second, scale, by)
        : Replacing.Update(inPlace, parameters, first, second, (gradient, by: new AdamFactors<T>(by.B1, by.C1, by.B2, by.C2, scale.Scalar, by.Root, by.Epsilon)), static (p, m, v, start, made) =>
            OptimizerKernels.Adam(p.Old, p.New, m.Old, m.New, v.Old, v.New, made.gradient.Span.Slice(start, p.New.Length), made.by));

    private static (Tensor<T> Parameters, Tensor<T> First, Tensor<T> Second) Traced<T>(
        Tensor<T> parameters, Tensor<T> gradient, Tensor<T> first, Tensor<T> second, Tensor<T> scale, AdamNumbers<T> by)
        where T : struct, IFloatingPointIeee754<T>
    {
        first = first * by.B1 + gradient * by.C1;
        second = second * by.B2 + gradient * gradient * by.C2;
        return (parameters - first * scale / (Root(second) * by.Root + by.Epsilon), first, second);
    }

    /// <summary>√v. Where v is 0 all gradients have been, and so is the mean: its slope there is infinite, but meets 0. It is taken to be ½.</summary>
    private static Tensor<T> Root<T>(Tensor<T> v)
        where T : struct, IFloatingPointIeee754<T>
    {
        var none = v.Equality(Tensor.Zeros<T>(v.Shape));
        return (v + none).Sqrt() - none;
    }
}

/// <summary>The numbers of a step of Adam beside its rate: β₁, 1 − β₁, β₂, 1 − β₂, the factor of the root, and ε.</summary>
internal readonly record struct AdamNumbers<T>(T B1, T C1, T B2, T C2, T Root, T Epsilon);
