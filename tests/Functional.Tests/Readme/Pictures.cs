using Functional.Images;
using static Functional.Layers<float>;

namespace Functional.Tests.Readme;

/// <summary>A folder of images that is learnt from, as src/Functional.Images/README.md shows it: the lines between the marks are those of the page.</summary>
internal static class Pictures
{
    public static TrainingState<float> Run(string folder, Key key)
    {
        // begin
        // pets/cat/1.png, pets/dog/7.jpg: a folder for each class.
        var pets = ImageFolder.Find(folder).ThrowIfFail();
        var varied = Augmentation.Flip<float>().Then(Augmentation.Rotate<float>(10)).Then(Augmentation.Crop<float>(16, 16, padding: 2)).Then(Augmentation.Noise<float>(0.02));

        var network = Chain(Convolution(8, [3, 3]), Relu, GlobalAveragePool, Dense(pets.Classes.Length));
        var start = Training.Start(network, [16, 16, 3], Optimizer.Adam(1e-2f), key);
        // Each epoch in an order of its own, each image made anew by a key of its own; a thread is two batches ahead.
        var batches = Enumerable.Range(0, 10).SelectMany(epoch => pets
            .Stream<float>(new(Height: 16, Width: 16, IsResized: true), size: 4, key.Split(epoch))
            .Select((batch, number) => varied.Each(key.Split(epoch).Split(number), batch)));
        var trained = Training.RunOn(start, Objective.Of(network, (Labels labels) => CrossEntropy(labels)), batches).Last();
        // end
        return trained;
    }
}
