#:project ../../Functional/Functional.csproj

// How do I take derivatives of derivatives?
// dotnet run src/Functional.Examples/Samples/second-derivatives.cs

using Functional;
using static Functional.Layers<double>;

// Of a function: an ordinary lambda is traced, and so is its gradient.
var cube = Differentiable.Trace((Tensor<double> x) => x * x * x);
var slope = cube.Gradient();                                            // x ↦ 3·x²
var curvature = Differentiable.Trace(slope).Gradient();                 // x ↦ 6·x
Console.WriteLine(Invariant($"x³ at 3: slope {slope(3).Scalar}, curvature {curvature(3).Scalar}"));

// Of a network by its parameters: how the gradient changes along a direction, without the matrix of all second derivatives.
var iris = DataSets.Iris<double>().Samples;
var network = Chain(Dense(8), Tanh, Dense(3));
var θ = network.Start(Key.FromSeed(1), [4]).Parameters;
var cost = network.On(iris.Inputs).Then(CrossEntropy(iris.Targets));
var direction = cost.Gradient()(θ);
var (_, product) = cost.Hvp()(θ, direction);
Console.WriteLine(Invariant($"curvature along the gradient, vᵀ·H·v / vᵀ·v: {direction.Dot(product) / direction.Dot(direction):F4}"));

// The same by finite differences of the gradient.
const double h = 1e-5;
var difference = (cost.Gradient()(θ + direction.Scale(h)) - cost.Gradient()(θ - direction.Scale(h))).Scale(1 / (2 * h));
Console.WriteLine(Invariant($"by differences: {direction.Dot(difference) / direction.Dot(direction):F4}"));

// Of a network by its input, u″, inside of a cost whose gradient by θ is taken: how equations are solved by networks.
var u = Chain(Dense(8), Tanh, Dense(1));
var points = Tensor.Create<double>([3, 1], 0, 0.5, 1);
var residuals = Differentiable.Trace((TensorTree<double> θ) =>
{
    var residual = u.At(θ).Directional(2)(points, Tensor.Ones<double>([3, 1])) - 1.0;      // u″ = 1
    return (residual * residual).Mean();
});
var (value, dθ) = residuals.ValueAndGradient()(u.Start(Key.FromSeed(2), [1]).Parameters);
Console.WriteLine(Invariant($"mean of (u″ − 1)²: {value.Scalar:F4}, with a gradient of {dθ.Count} numbers"));
