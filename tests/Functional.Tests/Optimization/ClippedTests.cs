using static Functional.GradientTransformations<float>;

namespace Functional.Tests.Optimization;

/// <summary>A gradient that explodes is made shorter, however long it is.</summary>
public class ClippedTests
{
    public static TheoryData<Optimizer<float>> Clips => [ClipByNorm(1), ClipByGlobalNorm(1)];

    [Theory]
    [MemberData(nameof(Clips))]
    public void A_norm_that_is_more_than_the_element_type_holds_becomes_the_limit(Optimizer<float> clip)
    {
        var start = TensorTree<float>.Of(("w", Tensor.Zeros<float>([2])));

        Tensor<float> Moved(float x, float y) => clip.Update(TensorTree<float>.Of(("w", Tensor.Vector(x, y))), clip.Initialize(start), start).Parameters["w"];

        var moved = Moved(3e38f, -3e38f);
        Assert.Equal(-0.70710678f, moved.Span[0], 1e-5f);
        Assert.Equal(0.70710678f, moved.Span[1], 1e-5f);
        Assert.Equal([-0.6f, -0.8f], Moved(3, 4));
        Assert.False(Moved(float.PositiveInfinity, 1).IsFinite);
    }
}
