using Functional.Plots;
using LanguageExt;
using static Functional.Layers<float>;

namespace Functional.Tests.Readme;

/// <summary>Pictures and a report of a run, as src/Functional.Plots/README.md shows it: the lines between the marks are those of the page.</summary>
internal static class Plotted
{
    public static (Fin<Unit> Picture, Fin<Unit> Report) Run(
        Samples<Tensor<float>, Labels> train, Samples<Tensor<float>, Labels> test, IReadOnlyList<string> classes, string folder, Key key)
    {
        // begin
        var network = Chain(Dense(32), Tanh, Dense(10));
        var start = Training.Start(network, [64], Optimizer.Adam(3e-3f), key);
        var states = Training.Run(start, network, CrossEntropy, train.Batches(32), Every.Epoch).Epochs(10).ToList();
        var θ = states[^1].Parameters;
        var confusion = ConfusionMatrix.Of(network.At(θ)(test.Inputs).Output, test.Targets);

        // A picture is a value, and a file that cannot be written is a value, too: one that says why.
        var saved = Picture.Confusion(confusion, classes).SavePng(Path.Combine(folder, "confusion.png"));

        // A report of the run: one file, to be opened anywhere.
        var report = Report.Titled("Handwritten digits")
            .Text("A small network that reads 8×8 pixels.")
            .Table("Settings", [("optimiser", start.Optimizer.ToString()), ("epochs", "10")])
            .Network(network.Describe([64]))
            .Picture("Learning", Picture.LossCurves([Curve.Costs("training", states)], "cross-entropy of a batch (nats)", x: "step"))
            .Metrics("Held out", [("accuracy", confusion.Accuracy), ("balanced accuracy", confusion.BalancedAccuracy)])
            .Confusion("What was read as what", confusion, classes)
            .Picture("Weights", Picture.Histograms(θ))
            .Save(Path.Combine(folder, "digits.html"));
        // end
        return (saved, report);
    }
}
