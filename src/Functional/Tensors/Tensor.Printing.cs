using System.Globalization;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// The shape, then the numbers in aligned columns with four decimals (in scientific notation where they are very large or small),
    /// so that <c>0.0000</c> is a small number and <c>0</c> is zero; of an axis longer than 8 the first and last three places.
    /// </summary>
    public override string ToString()
    {
        if (isTraced)
            return $"{Name} {Shape} (made by {Place.Operation}, traced)";
        var format = Format();
        return ArrayText.Of(Name, Shape, at => format(Data[at]));
    }

    private static string Name => typeof(T) == typeof(float) ? "Tensor<float>" : typeof(T) == typeof(double) ? "Tensor<double>" : $"Tensor<{typeof(T).Name}>";

    private Func<T, string> Format()
    {
        var sizes = Length == 0 ? [] : ArrayText.Shown(Shape).Select(at => double.Abs(double.CreateChecked(Data[at]))).Where(double.IsFinite).ToArray();
        var largest = sizes.DefaultIfEmpty().Max();
        var smallest = sizes.Where(size => size > 0).DefaultIfEmpty(1).Min();
        var whole = sizes.All(double.IsInteger) && largest < 1e7;
        var format = whole ? "0" : largest >= 1e6 || (largest > 0 && largest < 1e-3) || smallest < 1e-8 && largest > 1e4 ? "0.0000e+00" : "0.0000";
        return value => value.ToString(T.IsZero(value) ? "0" : format, CultureInfo.InvariantCulture);
    }
}
