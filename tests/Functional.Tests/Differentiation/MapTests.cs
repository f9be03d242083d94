using static Functional.Layers<double>;

namespace Functional.Tests.Differentiation;

/// <summary>A function of one sample for many: bitwise a loop.</summary>
public sealed class MapTests
{
    private static readonly Key Seed = Key.FromSeed(7);
    private static readonly Tensor<double> W = Seed.Split("w").Normal<double>([4, 3]);
    private static readonly Tensor<double> Many = Seed.Split("many").Normal<double>([5, 2, 4]);
    private static readonly bool[] Chosen = [true, false];

    public static TheoryData<string, Func<Tensor<double>, Tensor<double>>> Functions => new()
    {
        { "elementwise", static x => (x.Tanh() * x.Sigmoid() - x.Exp() / (x * x + 1.0)).Abs().Sqrt() },
        { "logarithm and relu", static x => (x.Relu() + 1.0).Log() },
        { "another tensor of fewer axes", static x => x * Tensor.Vector(1.0, 2, 3, 4) + W[.., ..1].Reshape(4) },
        { "another tensor of more axes", static x => x * Seed.Normal<double>([3, 2, 4]) },
        { "sums", static x => x.Sum([0]) * x.Sum() + x.Sum([-1], keepAxes: true).Sum([1]).Sum() },
        { "means and maxima", static x => x.Mean([1], keepAxes: true) + x.Max([0], keepAxes: true) },
        { "maximum and minimum", static x => x.Maximum(0.5) - x.Minimum(W.Sum([1]).Reshape(4)) },
        { "a log-sum", static x => x.LogSumExp([1]) },
        { "products", static x => x.MatMul(W).MatMul(W, Transposed.Right) },
        { "products with itself", static x => x.MatMul(x, Transposed.Right).MatMul(x) },
        { "a product from the left", static x => W.MatMul(x[.., ..3], Transposed.Right) },
        { "a product of transposed", static x => x.MatMul(Tensor.Ones<double>([2, 3]), Transposed.Left) },
        { "an affine map", static x => x.Affine(W, Tensor.Vector(1.0, 2, 3)) },
        { "an affine map of its own weight", static x => Tensor.Ones<double>([3, 2]).Affine(x, x.Sum([0])) },
        { "shapes", static x => x.Reshape(4, 2).Transpose().Slice(1, 1, 2) },
        { "joining", static x => Tensor.Concatenate(0, x, Tensor.Ones<double>([1, 4]), x) },
        { "stacking", static x => Tensor.Stack<double>(1, x, -x) },
        { "rows", static x => x.TakeRows(1, 0, 1) },
        { "some rows", static x => x.SelectRows(Chosen, x.Exp()) },
        { "softmax", static x => x.Softmax() + x.LogSoftmax() },
        { "normalisation", static x => LayerNorm().At(LayerNorm().Start(Seed, [4]).Parameters)(x).Output },
        { "normalisation by the group", static x => x.Reshape(2, 2, 2, 1).Normalize(0.1, true) },
        { "a gradient of a normalisation", static x => Differentiable.Trace((Tensor<double> y) => (RmsNorm().At(RmsNorm().Start(Seed, [4]).Parameters)(y).Output * W.Transpose()[..2, ..]).Sum()).Gradient()(x) },
        { "cost", static x => CrossEntropy([1, 3]).At(TensorTree<double>.Empty)(x).Output },
        { "binary cost", static x => BinaryCrossEntropy(Tensor.Full([2, 4], 0.25)).At(TensorTree<double>.Empty)(x).Output },
        { "a constant", static _ => W },
        { "precision", static x => x.Cast<float>().Exp().Cast<double>() },
        { "a gradient", static x => Differentiable.Trace((Tensor<double> y) => y.MatMul(W).Tanh().Sum()).Gradient()(x) },
        { "a gradient of taken rows", static x => Differentiable.Trace((Tensor<double> y) => (y.TakeRows(1, 1).Exp() * y.Slice(0, 0, 1)).Sum()).Gradient()(x) },
        { "a gradient of a gradient", static x => Differentiable.Trace((Tensor<double> y) => y.Softmax().InnerProduct(y)).Hvp()(x, x).Product },
        { "a derivative along", static x => Differentiable.Trace((Tensor<double> y) => y.Tanh() * y).Jvp()(x, x).Derivative },
        { "a network", static x => Chain(Dense(3), Tanh, Dense(2)).At(Chain(Dense(3), Tanh, Dense(2)).Start(Seed, [4]).Parameters)(x).Output },
        { "a pullback of one's own", static x => Differentiable.WithPullback((Tensor<double> y) => y.Map(double.Round), static (_, _, d) => d).Apply(x) * x },
        { "a function mapped inside", static x => Differentiable.Map((Tensor<double> row) => row.Softmax())(x) },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Mapped_is_looped_bitwise(string name, Func<Tensor<double>, Tensor<double>> function)
    {
        var mapped = Differentiable.Map(function)(Many);
        var looped = Tensor.Stack<double>([.. Enumerable.Range(0, 5).Select(i => function(Many[i..(i + 1), .., ..].Reshape(2, 4)))]);

        Assert.True(looped == mapped, $"{name}: {looped} and {mapped}");
    }

    [Fact]
    public void Samples_may_lie_along_another_axis() =>
        Assert.Equal(Many.Sum([0]).Transpose(), Differentiable.Map((Tensor<double> x) => x.Sum([0]), axis: -1)(Many));

    [Fact]
    public void A_mapped_function_has_a_gradient()
    {
        var gradient = Differentiable.Trace((Tensor<double> x) => Differentiable.Map((Tensor<double> row) => row.Exp().Sum())(x).Sum()).Gradient()(Many);

        Assert.Equal(Many.Exp(), gradient);
    }

    [Fact]
    public void What_is_around_is_differentiated_too()
    {
        var gradient = Differentiable.Trace((Tensor<double> w) => Differentiable.Map((Tensor<double> x) => (x * w).Sum())(Many).Sum()).Gradient()(2.0);

        Assert.Equal(Many.Sum().Scalar, gradient.Scalar, 1e-12);
    }

    [Fact]
    public void Pairs_are_mapped_together()
    {
        var product = Differentiable.Map((Pair<Tensor<double>, Tensor<double>> p) => p.First.InnerProduct(p.Second))((Many, Many));

        Assert.Equal((Many * Many).Sum([1, 2]), product);
    }

    [Fact]
    public void What_cannot_be_mapped_is_refused()
    {
        Assert.Contains("5 samples along axis 0, another one of shape [4, 2] has 4", Assert.Throws<ShapeException>(() =>
            Differentiable.Map((Pair<Tensor<double>, Tensor<double>> p) => p.First.Sum())((Many, Tensor.Ones<double>([4, 2])))).Message, StringComparison.Ordinal);
        Assert.Contains("stands for 5 samples at once", Assert.Throws<TraceException>(() =>
            Differentiable.Map((Tensor<double> x) => x * x.Sum().Scalar)(Many)).Message, StringComparison.Ordinal);
        Assert.Contains("Indices cannot be mapped", Assert.Throws<NotSupportedException>(() =>
            Differentiable.Map((Pair<Tensor<double>, Indices> p) => p.First)((Many, Indices.Create(1, 2, 3, 4, 5)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_samples_there_are_none_in_the_result() =>
        Assert.Equal([0, 3], Differentiable.Map((Tensor<double> x) => x.MatMul(W).Sum([0]))(Tensor.Zeros<double>([0, 2, 4])).Shape);
}
