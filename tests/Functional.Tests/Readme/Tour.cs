using static Functional.Layers<float>;

namespace Functional.Tests.Readme;

/// <summary>The tour of README.md: the lines between the marks are those of the page, which a test holds to.</summary>
internal static class Tour
{
    public static (float Cost, TensorTree<float> Gradient, double Accuracy) Run()
    {
        // begin
        // A layer written by hand: a function that returns its output and the way back.
        var swish = Function("Swish", x =>
        {
            var s = x.Sigmoid();
            return (x * s, dy => dy * (s + x * s * (1f - s)));
        });

        // A network is a layer, so a network is a layer in another network.
        var block = Chain(Dense(64), swish);
        var encoder = Chain(block, Residual(Chain(block, Dense(64))));
        var network = Chain(Named("encoder", encoder), Named("head", Dense(10)));

        // One training step by hand: forward pass, δ = 1 at the cost, backward pass.
        var (train, test) = DataSets.Digits<float>().Samples.SplitStratified(0.8, Key.FromSeed(1));
        var scale = Standardization.Fit(train.Inputs);
        var θ = network.Start(Key.FromSeed(2), [64]).Parameters;
        var (cost, back) = network.On(scale.Apply(train.Inputs)).Then(CrossEntropy(train.Targets))(θ);
        var dθ = back(1);

        // Many of them: a lazy sequence of immutable states.
        var start = Training.Start(network, [64], Optimizer.Adam(3e-3f), Key.FromSeed(3));
        var run = Training.Run(start, network, CrossEntropy, scale.Apply(train).Batches(32), Every.Epoch);
        var trained = run.Epochs(20).Last();
        var scores = network.At(trained.Parameters)(scale.Apply(test.Inputs)).Output;
        var accuracy = Accuracy.Of(scores, test.Targets).Value;
        // end
        return (cost.Scalar, dθ, accuracy);
    }
}
