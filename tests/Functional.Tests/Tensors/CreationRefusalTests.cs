using System.Collections.Immutable;

namespace Functional.Tests.Tensors;

public class CreationRefusalTests
{
    [Fact]
    public void Ragged_rows() => Refused.Shape(() => Tensor.Matrix<float>([[1, 2], [3, 4], [5]]), "row 0 has 2", "row 2 has 1");

    [Fact]
    public void Too_few_values() => Refused.Shape(() => Tensor.Create<float>([2, 3], 1, 2, 3), "[2, 3]", "6 elements", "3 values");

    [Fact]
    public void Too_many_values() => Refused.Shape(() => Tensor.Create<double>([], 1, 2), "[]", "1 elements", "2 values");

    [Fact]
    public void An_immutable_array_of_another_length() =>
        Refused.Shape(() => Tensor.Create([2, 2], ImmutableArray.Create(1f, 2f)), "[2, 2]", "4 elements", "2 values");

    [Fact]
    public void A_default_immutable_array() =>
        Refused.With<ArgumentException>(() => Tensor.Create([0], default(ImmutableArray<double>)), "default", "values");

    [Fact]
    public void An_identity_of_negative_size() => Refused.Shape(() => Tensor.Identity<float>(-1), "[-1, -1]");

    [Fact]
    public void An_identity_of_too_many_elements() => Refused.Shape(() => Tensor.Identity<float>(65536), "[65536, 65536]", "2147483647");

    [Fact]
    public void The_scalar_of_several_elements() => Refused.Shape(() => Tensor.Ones<float>([2, 3]).Scalar, "[2, 3]", "6 elements");

    [Fact]
    public void The_scalar_of_no_elements() => Refused.Shape(() => Tensor.Ones<float>([0]).Scalar, "[0]", "0 elements");
}
