using System.Numerics;

namespace Functional;

/// <summary>Errors of outputs, computed in <c>double</c>.</summary>
internal static class Residuals
{
    /// <summary>The errors y − ŷ and the targets, both <c>[samples, outputs]</c>.</summary>
    /// <exception cref="ShapeException">The shapes differ, or there are no outputs.</exception>
    /// <exception cref="ArgumentException">A number or an error is not finite.</exception>
    public static (Tensor<double> Errors, Tensor<double> Targets) Of<T>(Tensor<T> outputs, Tensor<T> targets, string metric)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (outputs.Shape != targets.Shape)
            throw new ShapeException($"{metric}: the outputs have shape {outputs.Shape}, but the targets have shape {targets.Shape}.");
        var columns = outputs.Rank == 0 ? 1 : outputs.Shape[1..].ElementCount;
        if (columns == 0)
            throw new ShapeException($"{metric}: outputs of shape {outputs.Shape} are none for a sample.");
        FiniteNumbers.Expect(outputs, metric, "outputs");
        FiniteNumbers.Expect(targets, metric, "targets");
        var wanted = targets.Cast<double>().Reshape(targets.Length / columns, columns);
        var errors = wanted - outputs.Cast<double>().Reshape(wanted.Shape);
        FiniteNumbers.Expect(errors, metric, "errors");
        return (errors, wanted);
    }
}
