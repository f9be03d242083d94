using System.Numerics;
using System.Runtime.InteropServices;

namespace Functional.Tests.Tensors;

/// <summary>Elements are float or double; anything else is refused where the first tensor would be made.</summary>
public class ElementTypeTests
{
    [Fact]
    public void Elements_of_half_precision_are_refused_wherever_a_tensor_is_made()
    {
        Func<object?>[] makers =
        [
            () => Tensor.Ones<Half>([5000]), () => Tensor.Vector<Half>((Half)1), () => (Tensor<Half>)Half.One, () => Tensor.Zeros<Half>([2]),
            () => Tensor.Ones<float>([2]).Cast<Half>(), () => Key.FromSeed(1).Normal<Half>([2]), () => Tensor.Create(new Half[1, 1]),
            () => Layers<Half>.Dense(3).Start(Key.FromSeed(1), [2]), () => Tensor.Generate<Half>([2], static (int _) => Half.One),
        ];
        Assert.All(makers, static maker => Refused.With<NotSupportedException>(maker, "Tensor<Half>", "float or double"));
    }

    [Fact]
    public void Elements_of_native_size_are_refused() => Refused.With<NotSupportedException>(() => Tensor.Ones<NFloat>([2]), "Tensor<NFloat>", "float or double");

    [Fact]
    public void Elements_of_float_and_double_are_taken() => Assert.Equal((2f, 2.0), (Sum<float>(), Sum<double>()));

    private static T Sum<T>()
        where T : struct, IFloatingPointIeee754<T> => Tensor.Ones<T>([2]).Sum().Scalar;
}
