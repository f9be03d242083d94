using static Functional.Layers<float>;

namespace Functional.Outside;

/// <summary>A run of built-in layers beside one of our own, which does the same.</summary>
public static class Beside
{
    private static readonly Key Seed = Key.FromSeed(0);

    /// <summary>Both runs, with as many steps between two looks.</summary>
    public static (IEnumerable<TrainingState<float>> BuiltIn, IEnumerable<TrainingState<float>> Own) Runs(int batch, int features, int hidden, int outputs, int every)
    {
        var x = Seed.Normal<float>([batch, features]);
        var targets = Seed.Split("targets").Normal<float>([batch, outputs]);
        var builtIn = Chain(Dense(hidden), Relu, Residual(Chain(Dense(hidden), Relu)), Dense(outputs));
        var own = Chain(OwnDense.Of(hidden), OwnRelu.Layer, OwnResidual.Of(Chain(OwnDense.Of(hidden), OwnRelu.Layer)), OwnDense.Of(outputs));
        return (
            Training.Run(
                Training.Start(builtIn, [features], Optimizer.Sgd(1e-3f, momentum: 0.9f), Seed), builtIn, MeanSquaredError(targets), x, Every.Steps(every)),
            Training.Run(
                Training.Start(own, [features], OwnMomentum.Of(1e-3f, 0.9f), Seed), own, OwnMeanSquaredError.Of(targets), x, Every.Steps(every)));
    }
}
