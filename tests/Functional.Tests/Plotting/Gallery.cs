using Functional.Plots;

namespace Functional.Tests.Plotting;

/// <summary>One picture of each kind, small.</summary>
internal static class Gallery
{
    private static readonly TensorTree<double> Tree = TensorTree<double>.Of(("a", Tensor.Create<double>([4], -1, 0.5, 0.25, 2)), ("b", Tensor.Create<double>([2], 1000, -0.00001)));

    public static Dictionary<string, Func<Picture>> Pictures { get; } = new()
    {
        ["loss"] = static () => Picture.LossCurves([Curve.Of("training", [2, 1.5, 0.25]), Curve.Of("held out", [2.5, 1.75, 0.5])], "nats"),
        ["schedules"] = static () => Picture.Schedules([("cosine", Schedule.Cosine(1e-3, 1500)), ("step", Schedule.Step(1e-3, 500, 0.5))], 2_000, "Schedules"),
        ["regions"] = static () => Picture.DecisionRegions(
            new Samples<Tensor<float>, Labels>(Tensor.Create<float>([4, 2], -1.5f, 0, 0, 1, 2, 0, 2, 1.25f), [0, 0, 1, 1]), null,
            static x => [.. Enumerable.Range(0, x.Shape[0]).Select(row => x[row, 0] < 1 ? 0 : 1)], ("x", "y"), ["left", "right"]),
        ["confusion"] = static () => Picture.Confusion(ConfusionMatrix.Of(Labels.Create(0, 0, 1, 2, 2, 2), Labels.Create(0, 1, 1, 2, 2, 0)), ["one", "two", "three"]),
        ["roc"] = static () => Picture.Roc(Ranking.Of(Tensor.Create<double>([4], 0.9, 0.8, 0.7, 0.1), Tensor.Create<double>([4], 1, 0, 1, 0))),
        ["images"] = static () => Picture.Images(Tensor.Generate<float>([3, 4, 4], static i => i % 7), ["a", "b", "c"], "Images"),
        ["colours"] = static () => Picture.Images(Tensor.Generate<float>([2, 4, 4, 3], static i => i % 7 / 7f), title: "Colours"),
        ["histograms"] = static () => Picture.Histograms(Tree, Tree.Scale(-1), title: "Weights and gradients"),
        ["attention"] = static () => Picture.Attention(Tensor.Create<double>([2, 2, 2], 1, 0, 0.25, 0.75, 0.5, 0.5, 0, 1), ["the", "cat"]),
        ["surface"] = static () => Picture.LossSurface(
            Differentiable.Trace(static (TensorTree<double> θ) => (θ["a"] * θ["a"]).Sum() + θ["b"].Sum()), Tree, Tree.Scale(0.1), TensorTree<double>.Of(("a", Tensor.Ones<double>([4])), ("b", Tensor.Ones<double>([2]))), 1.5, 7),
    };
}
