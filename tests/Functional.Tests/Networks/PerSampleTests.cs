using static Functional.Layers<double>;

namespace Functional.Tests.Networks;

/// <summary>Gradients of each sample by itself.</summary>
public sealed class PerSampleTests
{
    private static readonly Key Seed = Key.FromSeed(3);
    private static readonly Layer<double, Tensor<double>, Tensor<double>> Network = Chain(Dense(5), Tanh, Residual(Dense(5)), Function("swish", static x => x * x.Sigmoid()), Dense(3));
    private static readonly TensorTree<double> Theta = Network.Start(Seed, [4]).Parameters;
    private static readonly Tensor<double> X = Seed.Split("x").Normal<double>([6, 4]);
    private static readonly Labels Classes = [0, 1, 2, 0, 1, 2];
    private static readonly SampleGradients<double> Gradients = Network.PerSample(CrossEntropy(Classes, Reduction.Sum))(Theta, X);

    private static TensorTree<double> OfOne(int sample) =>
        Network.On(X.TakeRows(sample)).Then(CrossEntropy([Classes[sample]]).At(TensorTree<double>.Empty)).Gradient()(Theta);

    [Fact]
    public void Each_is_the_gradient_of_its_sample()
    {
        var all = Gradients.All();
        for (var i = 0; i < 6; i++)
        {
            var expected = OfOne(i);
            Near(expected, Gradients.At(i));
            Near(expected, all.Map(leaf => leaf.TakeRows(i).Reshape(leaf.Shape[1..])));
            Assert.Equal(Math.Sqrt(expected.Dot(expected)), Gradients.Norms[i], 1e-12);
        }
    }

    [Fact]
    public void Their_sum_is_the_gradient_of_the_batch() =>
        Near(Network.On(X).Then(CrossEntropy(Classes, Reduction.Sum).At(TensorTree<double>.Empty)).Gradient()(Theta), Gradients.Sum());

    [Fact]
    public void A_sum_has_weights() =>
        Near(Enumerable.Range(0, 6).Select(i => OfOne(i).Scale(i - 2)).Aggregate(static (sum, each) => sum + each), Gradients.Sum([-2, -1, 0, 1, 2, 3]));

    [Fact]
    public void No_sample_counts_for_more_than_a_norm()
    {
        var norm = Gradients.Norms.Mean().Scalar;
        var expected = Enumerable.Range(0, 6).Select(OfOne).Select(g => g.Scale(Math.Min(1, norm / Math.Sqrt(g.Dot(g))))).Aggregate(static (sum, each) => sum + each);

        Near(expected, Gradients.Clipped(norm));
    }

    [Fact]
    public void A_sequence_uses_a_weight_at_many_steps()
    {
        var network = Chain(Scan(Concatenate.Then(Dense(3)).Then(Tanh).Then(Duplicate), state: [3]), Dense(2), MeanOver(0));
        var theta = network.Start(Seed, [5, 2]).Parameters;
        var x = Seed.Normal<double>([4, 5, 2]);
        var gradients = network.PerSample(MeanSquaredError(Tensor.Ones<double>([4, 2]), Reduction.Sum))(theta, x);

        for (var i = 0; i < 4; i++)
        {
            var expected = network.On(x.TakeRows(i)).Then(MeanSquaredError(Tensor.Ones<double>([1, 2]), Reduction.Sum)).Gradient()(theta);
            Near(expected, gradients.At(i));
            Assert.Equal(Math.Sqrt(expected.Dot(expected)), gradients.Norms[i], 1e-12);
        }
    }

    [Fact]
    public void What_mixes_samples_or_has_none_is_refused()
    {
        var norm = BatchNorm();
        var made = norm.Start(Seed, [4]);
        Assert.Contains("1 row", Assert.Throws<ShapeException>(() =>
            norm.PerSample(MeanSquaredError(X), Context<double>.Training(Seed, made.State))(made.Parameters, X)).Message, StringComparison.Ordinal);
        Assert.Contains("no samples", Assert.Throws<ShapeException>(() => Tanh.PerSample(MeanSquaredError(1.0))(TensorTree<double>.Empty, 1.0)).Message, StringComparison.Ordinal);
        Assert.Contains("numbered from 0, got 6", Assert.Throws<ArgumentOutOfRangeException>(() => Gradients.At(6)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Gradients.Sum([1, 2]));
    }

    private static void Near(TensorTree<double> expected, TensorTree<double> actual) =>
        Assert.True((expected - actual).Dot(expected - actual) <= 1e-26 * expected.Dot(expected), $"{expected} and {actual}");
}
