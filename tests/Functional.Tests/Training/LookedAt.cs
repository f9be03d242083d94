using static Functional.GradientTransformations<float>;

namespace Functional.Tests.TrainingRuns;

/// <summary>A small run with everything that is to be seen: a rate that falls, norms, an auxiliary value, epochs of five batches, the last of which is short.</summary>
internal static class LookedAt
{
    public const int Batches = 5;

    public static readonly Objective<float, Samples<Tensor<float>, Tensor<float>>> Objective = Functional.Objective.Trace(
        static (TensorTree<float> θ, Samples<Tensor<float>, Tensor<float>> batch, Context<float> _) =>
        {
            var difference = batch.Inputs.MatMul(θ["weight"]) - batch.Targets;
            return new ObjectiveValue<float>((difference * difference).Mean())
            {
                Auxiliary = TensorTree<float>.Of(("largest", difference.Abs().Max()), ("all", difference)),
            };
        });

    public static TrainingState<float> Start { get; } = Training.Start(
        TensorTree<float>.Of(("weight", Tensor.Full([3, 1], 0.25f))),
        Measure("gradient").Then(ScaleBy(Schedule.Linear(0.125, 0, 20))).Then(Measure("update")), Key.FromSeed(1));

    public static IEnumerable<TrainingState<float>> Run(Every every = default) => Training.Run(Start, Objective, Data().Batches(4), every);

    public static Samples<Tensor<float>, Tensor<float>> Data() => new(Key.FromSeed(2).Normal<float>([18, 3]), Key.FromSeed(3).Normal<float>([18, 1]));
}
