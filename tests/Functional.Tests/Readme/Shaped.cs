using static Functional.GradientTransformations<float>;
using static Functional.Layers<float>;

namespace Functional.Tests.Readme;

/// <summary>Training that is shaped, as README.md shows it: the lines between the marks are those of the page.</summary>
internal static class Shaped
{
    public static (TrainingState<float> Start, TrainingState<float> Best, int Epochs) Run()
    {
        var (train, heldOut) = DataSets.Iris<float>().Samples.SplitStratified(0.8, Key.FromSeed(1));
        var network = Chain(Named("encoder", Chain(Dense(8), Tanh)), Named("head", Dense(3)));
        // begin
        var rate = Schedule.Cosine(1e-2, steps: 1_000).WarmUp(100);             // Console.WriteLine(rate.Plot(steps: 1_100)) draws it
        var optimizer = ClipByGlobalNorm(1)
            .Then(ScaleByAdam())
            .Then(AddDecayedWeights(1e-3).Where(Paths.EndsWith("weight")))
            .Then(ScaleBy(rate))
            .Freeze("encoder.0.bias");

        var start = Training.Start(network, [4], optimizer, Key.FromSeed(2));
        var best = Training.Run(start, network, CrossEntropy, train.Batches(16), Every.Epoch)
            .Epochs(100)
            .Select(state => (State: state, Loss: network.On(heldOut.Inputs).Then(CrossEntropy(heldOut.Targets))(state.Parameters).Output.Scalar))
            .StopAfter(patience: 10, by: each => each.Loss)
            .Best(by: each => each.Loss).State;
        // end
        return (start, best, best.Epoch + 1);
    }
}
