using static Functional.Layers<double>;

namespace Functional.Tests.Readme;

/// <summary>Derivatives of any order, as README.md shows them: the lines between the marks are those of the page.</summary>
internal static class Derivatives
{
    public static Shown Run()
    {
        // begin
        // The gradient of a gradient: an ordinary lambda is traced, and so is its gradient.
        var cube = Differentiable.Trace((Tensor<double> x) => x * x * x);
        var slope = cube.Gradient();                                            // x ↦ 3·x²
        var curvature = Differentiable.Trace(slope).Gradient();                 // x ↦ 6·x
        var (three, six) = (slope(1), curvature(1));

        // A Hessian-vector product: the gradient of a network's cost, and how it changes along a direction v.
        var iris = DataSets.Iris<double>().Samples;
        var network = Chain(Dense(8), Tanh, Dense(3));
        var θ = network.Start(Key.FromSeed(1), [4]).Parameters;
        var v = θ.Scale(0.01);
        var (gradient, product) = network.On(iris.Inputs).Then(CrossEntropy(iris.Targets)).Hvp()(θ, v);

        // u″ of a network u by its input, in a cost whose gradient by θ is taken: here for u″ = 1.
        var u = Chain(Dense(8), Tanh, Dense(1));
        var points = Tensor.Create<double>([3, 1], 0, 0.5, 1);
        var cost = Differentiable.Trace((TensorTree<double> θ) =>
        {
            var residual = u.At(θ).Directional(2)(points, Tensor.Ones<double>([3, 1])) - 1.0;
            return (residual * residual).Mean();
        });
        var (value, dθ) = cost.ValueAndGradient()(u.Start(Key.FromSeed(2), [1]).Parameters);
        // end
        var trained = network.On(iris.Inputs).Then(CrossEntropy(iris.Targets));
        return new(three.Scalar, six.Scalar, trained, θ, v, gradient, product, cost, value.Scalar, dθ);
    }

    /// <summary>What the lines have made.</summary>
    public sealed record Shown(
        double Three, double Six,
        Differentiable<TensorTree<double>, Tensor<double>> Cost, TensorTree<double> At, TensorTree<double> Along,
        TensorTree<double> Gradient, TensorTree<double> Product,
        Differentiable<TensorTree<double>, Tensor<double>> Equation, double Value, TensorTree<double> ByParameters);
}
