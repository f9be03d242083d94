using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;

namespace Functional.Properties.Layers;

/// <summary>
/// What is done to each sample, each class or each feature alike is the same in another order: outputs and gradients come in that order, and are
/// otherwise the same.
/// </summary>
public sealed class EquivarianceLaws
{
    [Law]
    public void Softmax_takes_classes_in_any_order(Draw draw) => Columns(draw, Layers<double>.Softmax);

    [Law]
    public void Log_softmax_takes_classes_in_any_order(Draw draw) => Columns(draw, Layers<double>.LogSoftmax);

    [Law]
    public void Activations_take_features_in_any_order(Draw draw)
    {
        foreach (var layer in new[] { Layers<double>.Relu, Layers<double>.Tanh, Layers<double>.Sigmoid })
            Columns(draw, layer);
    }

    /// <summary>The rows of the weight go with the features.</summary>
    [Law]
    public void Dense_takes_features_in_any_order_with_the_rows_of_its_weight(Draw draw)
    {
        var (x, order) = (X(draw), draw.Key.Split("order").Permutation(X(draw).Shape[1]));
        var dense = Layers<double>.Dense(draw.Size("units"));
        var parameters = draw.Leaves("parameters", dense.Start(draw.Key, x.Shape[1..]).Parameters);
        var other = parameters.With("weight", parameters["weight"].TakeRows(order));
        Same(dense.At(parameters), dense.At(other), x, each => TakeColumns(each, order), static y => y, draw);
    }

    [Law]
    public void Batch_normalisation_takes_features_in_any_order_with_their_parameters(Draw draw)
    {
        var (x, order) = (X(draw), draw.Key.Split("order").Permutation(X(draw).Shape[1]));
        var layer = Layers<double>.BatchNorm(epsilon: 0.1);
        var start = layer.Start(draw.Key, x.Shape[1..]);
        var (parameters, statistics) = (draw.Leaves("parameters", start.Parameters), draw.Leaves("statistics", start.State));
        var (moved, movedStatistics) = (parameters.Map(leaf => leaf.TakeRows(order)), statistics.Map(leaf => leaf.TakeRows(order)));
        var f = layer.At(parameters, Context<double>.Training(draw.Key, statistics));
        var g = layer.At(moved, Context<double>.Training(draw.Key, movedStatistics));
        Same(f, g, x, each => TakeColumns(each, order), y => TakeColumns(y, order), draw);
    }

    /// <summary>At inference no layer mixes samples, and in training those that do see all of them alike; only dropout knows their places.</summary>
    [Law]
    public Property Networks_take_samples_in_any_order() => Prop.ForAll(Arbitraries.Networks(Grammar.Standard.Without("Dropout(0.3)"), 2), each =>
    {
        var point = (each with { Draw = each.Draw.Tame }).ToPoint();
        var order = point.Key.Split("order").Permutation(point.Input.Shape[0]);
        var f = point.Layer.At(point.Parameters, point.Context);
        Same(f, f, point.Input, x => x.TakeRows(order), y => y.TakeRows(order), each.Draw);
    });

    /// <summary>Queries are answered one by one; keys and values are a set of pairs.</summary>
    [Law]
    public void Attention_takes_queries_and_memories_in_any_order(Draw draw)
    {
        var (n, m, d, e) = (draw.Size("n"), draw.Size("m"), draw.Size("d"), draw.Size("e"));
        var (q, k, v) = (draw.Tame.Tensor<double>("q", [n, d]), draw.Tame.Tensor<double>("k", [m, d]), draw.Tame.Tensor<double>("v", [m, e]));
        var (queries, memories) = (draw.Key.Split("queries").Permutation(n), draw.Key.Split("memories").Permutation(m));
        var attention = Layers<double>.Attention.At(TensorTree<double>.Empty);
        var (y, back) = attention((q, (k, v)));
        var (other, otherBack) = attention((q.TakeRows(queries), (k.TakeRows(memories), v.TakeRows(memories))));
        Near(y.TakeRows(queries), other);
        var dy = draw.Tensor<double>("dy", y.Shape, -2, 2);
        var ((dq, (dk, dv)), (otherDq, (otherDk, otherDv))) = (back(dy), otherBack(dy.TakeRows(queries)));
        Near(dq.TakeRows(queries), otherDq);
        Near(dk.TakeRows(memories), otherDk);
        Near(dv.TakeRows(memories), otherDv);
    }

    private static Tensor<double> X(Draw draw) => draw.Tame.Tensor<double>("x", [draw.Batch(2), draw.Size("features")]);

    private static void Columns(Draw draw, Layer<double, Tensor<double>, Tensor<double>> layer)
    {
        var order = draw.Key.Split("order").Permutation(X(draw).Shape[1]);
        var f = layer.At(TensorTree<double>.Empty);
        Same(f, f, X(draw), x => TakeColumns(x, order), y => TakeColumns(y, order), draw);
    }

    /// <summary>One function at x, and the other at what becomes of x: outputs and cotangents are the same but for the order.</summary>
    private static void Same(
        Differentiable<Tensor<double>, Tensor<double>> function, Differentiable<Tensor<double>, Tensor<double>> other, Tensor<double> x,
        Func<Tensor<double>, Tensor<double>> reorder, Func<Tensor<double>, Tensor<double>> reorderOutput, Draw draw)
    {
        var ((y, back), (otherY, otherBack)) = (function(x), other(reorder(x)));
        Near(reorderOutput(y), otherY);
        var dy = draw.Tensor<double>("dy", y.Shape, -2, 2);
        Near(reorder(back(dy)), otherBack(reorderOutput(dy)));
    }

    private static Tensor<double> TakeColumns(Tensor<double> x, int[] order) => x.Transpose().TakeRows(order).Transpose();

    private static void Near(Tensor<double> expected, Tensor<double> actual)
    {
        var allowed = 1e-9 * expected.Select(double.Abs).Append(1).Max();
        Assert.All(expected - actual, difference => Assert.InRange(difference, -allowed, allowed));
    }
}
