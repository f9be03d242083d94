using Xunit.Sdk;

namespace Functional.Properties.Differentiation;

/// <summary>The checker itself: it refuses pullbacks that are wrong in the usual ways, and says which number it means.</summary>
public sealed class FiniteDifferencesTests
{
    private static readonly Tensor<double> Matrix = Tensor.Create<double>([2, 2], 1, 2, 3, 4);
    private static readonly Tensor<double> Point = Tensor.Create<double>([1, 2], 0.5, -0.7);

    [Fact]
    public void A_right_pullback_is_accepted() =>
        Assert.Equal((8, 0), Check(x => (x.MatMul(Matrix), d => d.MatMul(Matrix, Transposed.Right))));

    [Fact]
    public void A_wrong_sign_is_refused() => Refused(x => (x * x, d => -2.0 * x * d));

    [Fact]
    public void A_missing_transpose_is_refused() => Refused(x => (x.MatMul(Matrix), d => d.MatMul(Matrix)));

    [Fact]
    public void A_wrong_factor_is_refused() => Refused(x => (x * x, d => x * d));

    [Fact]
    public void A_small_relative_error_is_refused() => Refused(x => (x * x, d => 2.000001 * x * d));

    [Fact]
    public void A_single_wrong_entry_is_refused() => Refused(x => (x * x, d => 2.0 * x * d * Tensor.Create<double>([1, 2], 1, 1.01)));

    [Fact]
    public void A_pullback_that_ignores_its_cotangent_is_refused() => Refused(x => (x * x, _ => 2.0 * x));

    [Fact]
    public void A_cotangent_that_is_not_a_number_is_refused() => Refused(x => (x * x, d => double.NaN * d));

    [Fact]
    public void A_cotangent_of_another_shape_is_refused() => Refused(x => (x * x, d => (2.0 * x * d).Reshape(2)));

    [Fact]
    public void The_message_names_the_coordinate_and_both_numbers()
    {
        var message = Refused(x => (x * x, d => 2.0 * x * d * Tensor.Create<double>([1, 2], 1, 2))).Message;
        Assert.Contains("x[1]", message, StringComparison.Ordinal);
        Assert.Contains("by central differences", message, StringComparison.Ordinal);
        Assert.Contains("tolerance", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kink_is_inconclusive()
    {
        var (_, inconclusive) = FiniteDifferences.Check(
            Subject.Of("Relu at its kink", Layers<double>.Relu.At(Parameters<double>.Empty), Tensor.Create<double>([1, 2], 0, 1)), Key.FromSeed(1));
        Assert.Equal(3, inconclusive);
    }

    [Fact]
    public void A_step_is_inconclusive()
    {
        var (_, inconclusive) = FiniteDifferences.Check(
            Subject.Of("A step", x => (x.Map(v => v > 0.5 ? 1 : 0), d => d.Zero), Point), Key.FromSeed(1));
        Assert.Equal(3, inconclusive);
    }

    private static (int Checked, int Inconclusive) Check(Differentiable<Tensor<double>, Tensor<double>> function) =>
        FiniteDifferences.Check(Subject.Of("The function", function, Point), Key.FromSeed(1));

    private static XunitException Refused(Differentiable<Tensor<double>, Tensor<double>> function) => Assert.ThrowsAny<XunitException>(() => Check(function));
}
