using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// The first columns of each row turned in pairs, by angles in proportion to the row's place: <c>[…, time, features]</c>. Of each head's features,
    /// number i and number i + size/2 are a pair, and turn by place·wavelength^(−2i/size).
    /// </summary>
    /// <param name="rotation">By which angles.</param>
    internal Tensor<T> Rotate(Rotation rotation)
    {
        if (IsTraced)
            return new RotateOperation<T>(rotation).Trace(this);
        var (time, width) = (Shape[^2], Shape[^1]);
        var result = Scope.Buffer<T>(Length);
        var (cosines, sines) = rotation.Table<T>(time);
        for (var at = 0; at < Length; at += width)
            RotaryRow.Run(
                Span.Slice(at, width), result.AsSpan(at, width), rotation.Columns, rotation.HeadSize,
                cosines.AsSpan(at / width % time * (rotation.HeadSize / 2)), sines.AsSpan(at / width % time * (rotation.HeadSize / 2)));
        return new(result, Shape);
    }
}

/// <summary>By which angles features are turned.</summary>
/// <param name="HeadSize">How many features a head has: an even number.</param>
/// <param name="Columns">How many features are turned, whole heads; those after them stay.</param>
/// <param name="First">The place of the first row.</param>
/// <param name="Wavelength">What the longest wavelength is nearly 2π times of.</param>
/// <param name="IsBack">Whether they are turned back.</param>
internal sealed record Rotation(int HeadSize, int Columns, int First, double Wavelength, bool IsBack = false)
{
    /// <summary>The same angles, the other way.</summary>
    public Rotation Back => this with { IsBack = !IsBack };

    /// <summary>The cosines and sines of all places, those of one place beside each other.</summary>
    public (T[] Cosines, T[] Sines) Table<T>(int time)
        where T : struct, IFloatingPointIeee754<T>
    {
        var half = HeadSize / 2;
        var (cosines, sines) = (new T[time * half], new T[time * half]);
        for (var i = 0; i < half; i++)
        {
            var frequency = double.Pow(Wavelength, -2.0 * i / HeadSize) * (IsBack ? -1 : 1);
            for (var place = 0; place < time; place++)
            {
                var (sine, cosine) = double.SinCos((First + place) * frequency);
                (cosines[place * half + i], sines[place * half + i]) = (T.CreateChecked(cosine), T.CreateChecked(sine));
            }
        }
        return (cosines, sines);
    }
}

/// <summary>x̄ = ȳ turned back.</summary>
internal sealed record RotateOperation<T>(Rotation Rotation) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes =>
    [
        ("size", Rotation.HeadSize), ("columns", Rotation.Columns), ("first", Rotation.First), ("wavelength", Rotation.Wavelength), ("back", Rotation.IsBack),
    ];

    public override Tensor<T> Apply(Tensor<T> x) => x.Rotate(Rotation);

    public override Tensor<T> Mapped(Tensor<T> x) => x.Rotate(Rotation);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => Back(Rotation.Back);

    private static Func<Tensor<T>, Tensor<T>> Back(Rotation back) => dy => dy.Rotate(back);
}
