using System.Numerics;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>
    /// u ← max(least, ‖θ‖/√n)·u of each tensor θ of n numbers: what comes out moves in proportion to the root mean square of its parameters, so that the rate is a relative one.
    /// Shazeer and Stern, ICML 2018, section 8.
    /// </summary>
    /// <param name="least">ε₂, what takes the place of a smaller root mean square, so that parameters that begin at 0 leave it; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive, as given or in the element type.</exception>
    public static Optimizer<T> ScaleByParameterSize(double least = 1e-3)
    {
        Setting.In<T>(least, nameof(least), "ScaleByParameterSize: the least size is positive and finite", static x => x > 0 && double.IsFinite(x));
        return new ScaleByParameterSize<T>(least);
    }
}

internal sealed record ScaleByParameterSize<T>(double Least) : GradientTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "size";

    public override string Code => Invariant($"ScaleByParameterSize({Least})");

    public override Transformed<T> Apply(TensorTree<T> updates, TensorTree<T> moments, TensorTree<T> parameters, UpdateStep at) =>
        new(parameters.Zip(updates, (p, u) => u * RootMeanSquare(p).Maximum(T.CreateChecked(Least))), moments);

    /// <summary>‖x‖/√n of n numbers; 0 of none.</summary>
    internal static Tensor<T> RootMeanSquare(Tensor<T> x) => x.Norm() * T.CreateChecked(1 / double.Sqrt(Math.Max(1, x.Length)));
}
