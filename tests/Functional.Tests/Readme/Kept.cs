using Functional.IO;
using LanguageExt;
using LanguageExt.Common;
using static Functional.Layers<float>;

namespace Functional.Tests.Readme;

/// <summary>What is saved, loaded and resumed, as README.md and src/Functional.IO/README.md show it: the lines between the marks are those of the pages.</summary>
internal static class Kept
{
    public static (Validation<Error, TrainingState<float>> Trained, Validation<Error, Fin<Unit>> Saved, Validation<Error, TensorTree<float>> Loaded) Run(
        string folder, string file)
    {
        var network = Chain(Named("encoder", Chain(Dense(16), Relu)), Named("head", Dense(10)));
        var other = Chain(Named("encoder", Chain(Dense(16), Relu)), Named("score", Dense(1)));
        var (optimizer, key) = (Optimizer.Adam(3e-3f), Key.FromSeed(1));
        var batches = DataSets.Digits<float>().Samples.Batches(32);
        // begin
        // A run that may be stopped at any moment: begun again, it goes on from its newest file, to the bit as if it had never been stopped.
        var trained = Checkpoints.Resume(folder, Training.Start(network, [64], optimizer, key)).Map(state =>
            Training.Run(state, network, CrossEntropy, batches).CheckpointEvery(20, folder, keep: 3).Epochs(2).Last());
        // Parameters alone, and a part of them in another network: what does not fit is said, all of it at once.
        var saved = trained.Map(state => Safetensors.Save(file, state.Parameters));
        var loaded = Safetensors.Load(file, other.Start(key, [64]).Parameters, part: "encoder");
        // end
        return (trained, saved, loaded);
    }
}
