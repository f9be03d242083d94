namespace Functional;

// A number beside a tensor: it is the tensor of that number, on either side. C# would find this by the conversion alone; other languages do not.
public sealed partial class Tensor<T>
{
    /// <summary>Each element and a number, added.</summary>
    /// <param name="left">The tensor.</param>
    /// <param name="right">The number.</param>
    public static Tensor<T> operator +(Tensor<T> left, T right) => left + (Tensor<T>)right;

    /// <summary>A number and each element, added.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">The tensor.</param>
    public static Tensor<T> operator +(T left, Tensor<T> right) => (Tensor<T>)left + right;

    /// <summary>A number subtracted from each element.</summary>
    /// <param name="left">The tensor.</param>
    /// <param name="right">The number.</param>
    public static Tensor<T> operator -(Tensor<T> left, T right) => left - (Tensor<T>)right;

    /// <summary>Each element subtracted from a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">The tensor.</param>
    public static Tensor<T> operator -(T left, Tensor<T> right) => (Tensor<T>)left - right;

    /// <summary>Each element times a number.</summary>
    /// <param name="left">The tensor.</param>
    /// <param name="right">The number.</param>
    public static Tensor<T> operator *(Tensor<T> left, T right) => left * (Tensor<T>)right;

    /// <summary>A number times each element.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">The tensor.</param>
    public static Tensor<T> operator *(T left, Tensor<T> right) => (Tensor<T>)left * right;

    /// <summary>Each element divided by a number.</summary>
    /// <param name="left">The tensor.</param>
    /// <param name="right">The number.</param>
    public static Tensor<T> operator /(Tensor<T> left, T right) => left / (Tensor<T>)right;

    /// <summary>A number divided by each element.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">The tensor.</param>
    public static Tensor<T> operator /(T left, Tensor<T> right) => (Tensor<T>)left / right;
}
