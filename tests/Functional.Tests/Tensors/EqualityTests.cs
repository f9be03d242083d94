using System.Numerics;

namespace Functional.Tests.Tensors;

public abstract class EqualityTests<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private static readonly Tensor<T> Ones = Tensor.Ones<T>([2, 3]);

    [Fact]
    public void Tensors_with_one_shape_and_the_same_elements_are_equal_and_hash_alike()
    {
        var same = Tensor.Ones<T>([2, 3]);
        Assert.True(Ones == same);
        Assert.False(Ones != same);
        Assert.True(Ones.Equals((object)same));
        Assert.Equal(Ones.GetHashCode(), same.GetHashCode());
    }

    [Fact]
    public void Tensors_of_other_shapes_differ_though_their_elements_agree()
    {
        Assert.True(Ones != Ones.Reshape(3, 2));
        Assert.NotEqual(Ones, Ones.Reshape(3, 2));
        Assert.NotEqual(Tensor.Zeros<T>([2, 0]), Tensor.Zeros<T>([0, 2]));
        Assert.NotEqual(Ones.GetHashCode(), Ones.Reshape(3, 2).GetHashCode());
    }

    [Fact]
    public void One_other_element_is_a_difference()
    {
        var other = Tensor.Generate([2, 3], (int place) => place == 5 ? T.Zero : T.One);
        Assert.True(Ones != other);
        Assert.NotEqual(Ones, other);
    }

    [Fact]
    public void Elements_beyond_the_hashed_prefix_still_count() =>
        Assert.NotEqual(Tensor.Zeros<T>([40]), Tensor.Generate([40], (int place) => place == 39 ? T.One : T.Zero));

    [Fact]
    public void NaN_equals_NaN_and_zero_equals_minus_zero()
    {
        Tensor<T> left = [T.NaN, T.Zero], right = [T.NaN, T.NegativeZero];
        Assert.True(left == right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    [Fact]
    public void Nothing_equals_null_but_null()
    {
        Tensor<T>? none = null;
        Assert.False(Ones == none);
        Assert.False(none == Ones);
        Assert.True(none == null);
        Assert.False(Ones.Equals("ones"));
    }
}

public sealed class EqualityOfFloats : EqualityTests<float>;

public sealed class EqualityOfDoubles : EqualityTests<double>;
