using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;
using Functional.Properties.Tensors;
using Function = Functional.Differentiable<Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Properties.Layers;

/// <summary>The loop that runs a network is <see cref="Differentiable.Then"/> of its links: the same bits, forward and backward.</summary>
public sealed class SequenceLaws
{
    [Law]
    public Property A_network_is_the_composition_of_its_links() => Prop.ForAll(Arbitraries.StandardNetworks, static each =>
    {
        var point = each.ToPoint();
        var statistics = point.Context?.State ?? TensorTree<double>.Empty;
        var links = point.Layer.Links;
        var composed = links.Select((link, i) => Alone(link, links.Length == 1 && link.Label is null ? null : link.Label ?? LinkName.OfNumber(i)))
            .Aggregate(Differentiable.Identity<Tensor<double>>(), static (whole, link) => whole.Then(link));

        var (expected, expectedBack) = composed(point.Input);
        var (actual, back) = point.Layer.At(point.Parameters, Context<double>.Inference(statistics))(point.Input);

        Naive.SameBits(expected, actual);
        Naive.SameBits(expectedBack(expected), back(actual));

        Function Alone(Link<double> link, string? name)
        {
            var layer = new Layer<double, Tensor<double>, Tensor<double>>((Link<double, Tensor<double>, Tensor<double>>)link with { Label = null });
            return layer.At(
                name is null ? point.Parameters : point.Parameters.Child(name),
                Context<double>.Inference(name is null ? statistics : statistics.Child(name)));
        }
    });
}
