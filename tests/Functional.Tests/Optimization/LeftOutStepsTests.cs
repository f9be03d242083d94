using static Functional.GradientTransformations<double>;

namespace Functional.Tests.Optimization;

/// <summary>A step that is left out, because its gradient is not finite, is for all that comes after as if it had not been.</summary>
public class LeftOutStepsTests
{
    private static readonly TensorTree<double> Start = TensorTree<double>.Of(("w", Tensor.Vector(1.0, 2)));

    public static TheoryData<string, Optimizer<double>> Chains => new()
    {
        { "Adam, whose averages are corrected by their age", Optimizer.Adam<double>((Rate<double>)0.1) },
        { "a schedule", ScaleBy(Schedule.Linear(1, 0, 10)) },
        { "a mean of gradients, and schedules that count the means", Accumulate(2).Then(ScaleByAdam()).Then(ScaleBy(Schedule.Linear(1, 0, 10))) },
        { "averages of parameters and steps ahead", Optimizer.Sgd<double>((Rate<double>)0.1).Then(MeanOfParameters(1)).Then(LookAhead(2)) },
    };

    [Theory]
    [MemberData(nameof(Chains))]
    public void A_step_that_is_left_out_is_as_if_it_had_not_been(string name, Optimizer<double> chain)
    {
        double[] gradients = [double.NaN, 4, 6, double.PositiveInfinity, double.NaN, 2, 4, 8, double.NaN, 1];

        var (expected, careful) = (Run(chain, gradients.Where(double.IsFinite)), Run(SkipNonFinite.Then(chain), gradients));

        Assert.True(expected.Parameters == careful.Parameters, Invariant($"{name}: {expected.Parameters} was expected, got {careful.Parameters}"));
        foreach (var (moments, child) in expected.State.Moments.Children)
            Assert.Equal(child, careful.State.Moments.Child(moments));
    }

    [Fact]
    public void The_rate_of_a_state_is_that_of_the_last_step_that_was_made()
    {
        var optimizer = SkipNonFinite.Then(ScaleBy(Schedule.Linear(1, 0, 4)));
        var start = Training.Start(Start, optimizer, Key.FromSeed(1));

        Assert.Null(After(double.NaN).Rate);
        Assert.Equal(1, After(double.NaN, 2).Rate);
        Assert.Equal(0.75, After(double.NaN, 2, 2, double.NaN).Rate);

        TrainingState<double> After(params double[] gradients) => gradients.Aggregate(start, static (state, gradient) => Training.Step(
            state, Objective.Of<double, double>((slope, _) => θ => (0.0, _ => θ.Map(leaf => Tensor.Full(leaf.Shape, slope)))), gradient));
    }

    [Fact]
    public void Steps_are_left_out_for_all_parameters_or_for_none() => Assert.Contains(
        "SkipNonFinite: a step is left out for all", Assert.Throws<ArgumentException>(static () => SkipNonFinite.Then(ScaleByAdam()).Where("w")).Message, StringComparison.Ordinal);

    private static (TensorTree<double> Parameters, OptimizerState<double> State) Run(Optimizer<double> optimizer, IEnumerable<double> gradients) => gradients.Aggregate(
        (Parameters: Start, State: optimizer.Initialize(Start)),
        (at, gradient) => optimizer.Update(TensorTree<double>.Of(("w", Tensor.Vector(gradient, 1))), at.State, at.Parameters));
}
