using System.Numerics;

namespace Functional;

/// <summary>Vectors along the last axis, brought to length 1.</summary>
internal static class UnitVectors
{
    private const double Shortest = 1e-12;

    /// <summary>
    /// x/max(‖x‖, 10⁻¹²), and its way back, (ȳ − y·⟨y, ȳ⟩)/‖x‖. What is shorter than 10⁻¹² is not brought to length 1, so that the way back stays finite. Of a vector
    /// of length 0 both are 0: it has no direction, and no step is better than another.
    /// </summary>
    public static (Tensor<T> Unit, Func<Tensor<T>, Tensor<T>> Pullback) Of<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        var norm = x.Norm(2, [-1], keepAxes: true);
        var (length, isLong) = (Tensor.Where(norm, norm.Maximum(T.CreateChecked(Shortest)), T.PositiveInfinity), norm.Greater(T.CreateChecked(Shortest)));
        var unit = x / length;
        return (unit, d => (d - unit * (isLong * (unit * d).Sum([-1], keepAxes: true))) / length);
    }

    /// <summary>‖x‖ and x/‖x‖, its slope, which is taken to be 0 where x is.</summary>
    public static (Tensor<T> Length, Tensor<T> Direction) LengthOf<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        var length = x.Norm(2, [-1], keepAxes: true);
        return (length, x / (length + length.EqualTo(T.Zero)));
    }
}
