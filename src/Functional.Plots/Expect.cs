using System.Numerics;

namespace Functional.Plots;

/// <summary>What cannot be drawn is refused, and the message says what it is and where: a programmer's mistakes.</summary>
internal static class Expect
{
    public static void AtLeastOne(int value, string what, string name)
    {
        if (value < 1)
            throw new ArgumentOutOfRangeException(name, Invariant($"{what}: at least 1, got {value}."));
    }

    /// <summary>A number that is neither NaN nor infinite.</summary>
    public static double Finite(double value, Func<string> where) => double.IsFinite(value)
        ? value
        : throw new ArgumentException(Invariant($"{where()} is {value}: only finite numbers can be drawn."));

    /// <summary>The numbers of a tensor, all of them finite.</summary>
    public static double[] Finite<T>(Tensor<T> tensor, string what)
        where T : struct, IFloatingPointIeee754<T>
    {
        var numbers = new double[tensor.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = Finite(double.CreateChecked(tensor.Span[i]), () => Invariant($"{what}: the number at [{Place(tensor.Shape, i)}] of {tensor.Shape}"));
        return numbers;
    }

    /// <summary>As many names as there are things.</summary>
    public static void Names(int names, int things, string what)
    {
        if (names != things)
            throw new ArgumentException(Invariant($"{what}: there are {names} names for {things}."));
    }

    private static string Place(Shape shape, int index)
    {
        var places = new int[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; index /= shape[axis], axis--)
            places[axis] = index % shape[axis];
        return string.Join(", ", places.Select(static place => Invariant($"{place}")));
    }
}
