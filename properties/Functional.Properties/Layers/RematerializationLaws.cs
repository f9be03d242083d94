using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;

namespace Functional.Properties.Layers;

/// <summary>Random networks that compute again what their way back needs, and the gradients of their samples.</summary>
public sealed class RematerializationLaws
{
    [Law(50)]
    public Property A_network_that_computes_again_is_the_network_bitwise() => Prop.ForAll(Arbitraries.StandardNetworks, static each =>
    {
        var network = Grammar.Standard.ToLayer(each.Network);

        LayerLaws.VerifySame(network, Layers<double>.Rematerialize(network), [each.Width], each.Draw);
        LayerLaws.VerifySame(network, Layers<double>.Rematerialize(network, 1 + each.Draw.Choice("every", 4)), [each.Width], each.Draw);
    });

    /// <summary>Not of networks that mix samples: a batch of one has no variance. What is drawn is the same for each sample, so nothing is drawn here.</summary>
    [Law(50)]
    public Property The_gradients_of_samples_add_up_to_that_of_the_batch() => Prop.ForAll(Arbitraries.StandardNetworks, static each =>
    {
        var point = each.ToPoint();
        var context = Context<double>.Inference(point.Context?.State);
        var cost = Layers<double>.Function("cost", static x => (x * x * 0.5).Reshape([x.Shape[0], x.Shape[1..].ElementCount]).Sum());
        var gradients = point.Layer.PerSample(cost, context)(point.Parameters, point.Input);
        var batch = point.Layer.On(point.Input, context).Then(cost.At(TensorTree<double>.Empty)).Gradient()(point.Parameters);

        Near(batch, gradients.Sum());
        Near(batch, gradients.All().Map(static leaf => leaf.Sum([0])));
        var all = gradients.All();
        var norms = Enumerable.Range(0, gradients.Count).Select(i => all.Map(leaf => leaf.TakeRows(i))).Select(static g => Math.Sqrt(g.Dot(g)));
        Assert.All(norms.Zip(gradients.Norms), static pair => Assert.Equal(pair.Item1, pair.Item2, 1e-10 * Math.Max(1, pair.Item1)));
    });

    /// <summary>Equal to rounding beside the sizes of what was added.</summary>
    private static void Near(TensorTree<double> expected, TensorTree<double> actual)
    {
        var size = 1 + Math.Sqrt(expected.Dot(expected));
        Assert.True(Math.Sqrt((expected - actual).Dot(expected - actual)) <= 1e-10 * size, $"{expected}\n{actual}");
    }
}
