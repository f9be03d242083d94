using Functional.Laws;

namespace Functional.Properties.Layers;

/// <summary>What softmax and normalisation do not see: directions along which nothing changes, and to which all gradients are orthogonal.</summary>
public sealed class NullSpaceLaws
{
    /// <summary>Σᵢ yᵢ is 1 whatever x is, so the gradient of that sum is 0; and x + c has the same softmax, so every gradient adds up to 0.</summary>
    [Law]
    public void Rows_and_columns_of_the_jacobian_of_softmax_sum_to_0(Draw draw)
    {
        var x = Scores(draw);
        var (y, back) = Layers<double>.Softmax.At(TensorTree<double>.Empty)(x);
        Zero(y.Sum([-1]) - 1.0);
        Zero(back(Tensor.Ones<double>(y.Shape)));
        Zero(back(draw.Tensor<double>("d", y.Shape, -2, 2)).Sum([-1]));
    }

    [Law]
    public void Softmax_and_the_gradient_of_log_softmax_do_not_see_a_constant_added_to_a_row(Draw draw)
    {
        var x = Scores(draw);
        var moved = x + draw.Tensor<double>("constants", x.Shape.With(-1, 1), -3, 3);
        var d = draw.Tensor<double>("d", x.Shape, -2, 2);
        foreach (var layer in new[] { Layers<double>.Softmax, Layers<double>.LogSoftmax })
        {
            var ((y, back), (other, otherBack)) = (layer.At(TensorTree<double>.Empty)(x), layer.At(TensorTree<double>.Empty)(moved));
            Zero(y - other);
            Zero(back(d) - otherBack(d));
            Zero(back(d).Sum([-1]));
        }
    }

    /// <summary>Differences of logits are differences of log-probabilities.</summary>
    [Law]
    public void Log_softmax_keeps_differences_within_a_row(Draw draw)
    {
        var x = Scores(draw);
        var y = Layers<double>.LogSoftmax.At(TensorTree<double>.Empty)(x).Output;
        var classes = x.Shape[^1];
        Zero(x.Slice(-1, 1, classes - 1) - x.Slice(-1, 0, classes - 1) - (y.Slice(-1, 1, classes - 1) - y.Slice(-1, 0, classes - 1)));
    }

    [Law]
    public void Log_softmax_is_the_logarithm_of_softmax(Draw draw)
    {
        var x = Scores(draw);
        Zero(Layers<double>.LogSoftmax.At(TensorTree<double>.Empty)(x).Output - Layers<double>.Softmax.At(TensorTree<double>.Empty)(x).Output.Log());
    }

    /// <summary>In training a constant added to a feature goes away with its mean: the gradient of each feature adds up to 0.</summary>
    [Law]
    public void Batch_normalisation_does_not_see_a_constant_added_to_a_feature(Draw draw)
    {
        var (x, run) = Normalised(draw);
        var d = draw.Tensor<double>("d", x.Shape, -2, 2);
        var ((y, back), (other, otherBack)) = (run(x), run(x + draw.Tensor<double>("constants", [x.Shape[^1]], -3, 3)));
        Zero(y - other);
        Zero(back(d) - otherBack(d));
        Zero(back(d).Sum([0]));
    }

    /// <summary>What comes out is the shift on the mean of a batch, and spreads by |scale| where ε is small beside the variance.</summary>
    [Law]
    public void Batch_normalisation_gives_each_feature_mean_0_and_at_most_variance_1(Draw draw)
    {
        var (x, _) = Normalised(draw);
        var plain = Layers<double>.BatchNorm(epsilon: 1e-3);
        var start = plain.Start(draw.Key, x.Shape[1..]);
        var y = plain.At(start.Parameters, Context<double>.Training(draw.Key, start.State))(x).Output;
        Zero(y.Mean([0]));
        var (variance, before) = ((y * y).Mean([0]), x - x.Mean([0]));
        Zero(variance - (before * before).Mean([0]) / ((before * before).Mean([0]) + 1e-3));
    }

    private static Tensor<double> Scores(Draw draw) => draw.Tame.Tensor<double>("x", draw.Batched("shape"));

    private static (Tensor<double> X, Differentiable<Tensor<double>, Tensor<double>> Run) Normalised(Draw draw)
    {
        var x = draw.Tame.Tensor<double>("x", [draw.Batch(2), draw.Size("features")]);
        var layer = Layers<double>.BatchNorm(epsilon: 0.1);
        var start = layer.Start(draw.Key, x.Shape[1..]);
        var context = Context<double>.Training(draw.Key, draw.Leaves("statistics", start.State));
        return (x, layer.At(draw.Leaves("parameters", start.Parameters), context));
    }

    private static void Zero(Tensor<double> x) => Assert.All(x, static value => Assert.InRange(value, -1e-11, 1e-11));
}
