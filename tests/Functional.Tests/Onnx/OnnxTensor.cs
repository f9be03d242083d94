using System.Globalization;
using System.Numerics;

namespace Functional.Tests.Onnx;

/// <summary>A tensor in the file of cases.</summary>
/// <param name="Type">f or d for numbers of float or double, i for whole ones, b where 1 is true.</param>
/// <param name="Shape">The sizes of its axes.</param>
/// <param name="Numbers">Its numbers in row-major order.</param>
internal sealed record OnnxTensor(char Type, Shape Shape, double[] Numbers)
{
    /// <summary>Half of the machine epsilon of its type: what one rounding may change, in parts of a number. Nothing is rounded that is whole.</summary>
    public double Unit => Type switch { 'f' => 1 / 16777216.0, 'd' => 1 / 9007199254740992.0, _ => 0 };

    /// <summary>Its absolute values, where it is of real numbers.</summary>
    public OnnxTensor Absolute => Unit > 0 ? this with { Numbers = [.. Numbers.Select(Math.Abs)] } : this;

    /// <summary>It with one number multiplied by another.</summary>
    public OnnxTensor Changed(int place, double factor) => this with { Numbers = [.. Numbers.Select((number, i) => i == place ? number * factor : number)] };

    /// <summary>Reads a tensor: <c>f2,3:</c> and six numbers with spaces between.</summary>
    public static OnnxTensor Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (type, sizes, numbers) = (text[0], text[1..colon], text[(colon + 1)..]);
        return new(
            type,
            Shape.Create([.. Parts(sizes, ',').Select(static size => int.Parse(size, CultureInfo.InvariantCulture))]),
            [.. Parts(numbers, ' ').Select(number => Number(type, number))]);
    }

    /// <summary>The tensor with numbers of another type.</summary>
    public Tensor<T> Of<T>()
        where T : struct, IFloatingPointIeee754<T> => Tensor.Create(Shape, [.. Numbers.Select(T.CreateChecked)]);

    // Read as a double, a number of float is another one.
    private static double Number(char type, string text) =>
        type == 'f' ? float.Parse(text, CultureInfo.InvariantCulture) : double.Parse(text, CultureInfo.InvariantCulture);

    private static string[] Parts(string text, char separator) => text.Length == 0 ? [] : text.Split(separator);
}
