using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;
using static Functional.GradientTransformations<double>;
using static Functional.Layers<double>;

namespace Functional.Properties.Memory;

/// <summary>
/// A run writes states that nobody sees over in place, and that is invisible, too: random networks are trained bitwise as by steps without
/// any workspace, whichever states are looked at. The workspaces here are strict: see <see cref="WorkspaceLaws"/>.
/// </summary>
public sealed class RunLaws
{
    private const int Steps = 6;

    private static readonly ImmutableArray<Optimizer<double>> Optimizers =
    [
        Optimizer.Sgd(0.01), Optimizer.Sgd(0.01, momentum: 0.5), Optimizer.Adam(0.01), new Optimizer<double>(new EveryOtherStep()).Then(Optimizer.Sgd(0.01, momentum: 0.9)),
        Optimizer.AdamW(0.01, decayed: Paths.EndsWith("weight")), ClipByGlobalNorm(0.1).Then(ScaleByAdam()).Then(AverageParameters(0.9)).Then(ScaleBy(0.01)),
        Accumulate(2).Then(ClipByValue(0.1)).Then(Momentum(0.9, nesterov: true)).Then(LookAhead(2)).Then(ScaleBy(Schedule.Linear(0.1, 0.01, 5))),
    ];

    [Law(200)]
    public Property States_are_those_of_steps_without_a_workspace() => Prop.ForAll(Arbitraries.StandardNetworks, each =>
    {
        var (start, layer, cost, input) = Task(each, Optimizers[each.Draw.Size("optimizer", 0, Optimizers.Length - 1)]);
        var (expected, stopped) = UntilNotFinite(Iterated(start, state => Training.Step(state, layer, cost, input)).Take(Steps));
        foreach (var look in (int[])[1, 2, 3, Steps])
        {
            var (seen, alike) = UntilNotFinite(Training.Run(start, layer, cost, input, Every.Steps(look), new Workspace(strict: true)).Take(Steps / look));
            Assert.Equal(expected.Where(state => state.Step % look == 0).Select(Bits), seen.Select(Bits));
            Assert.Equal(stopped, alike);
        }
    });

    /// <summary>Some networks are driven to infinity within a few steps: then a run stops where single steps do, and says the same.</summary>
    private static (List<TrainingState<double>> States, string? Stopped) UntilNotFinite(IEnumerable<TrainingState<double>> run)
    {
        var states = new List<TrainingState<double>>();
        try
        {
            foreach (var state in run)
                states.Add(state);
            return (states, null);
        }
        catch (NonFiniteException stopped)
        {
            return (states, stopped.Message);
        }
    }

    private static IEnumerable<TrainingState<double>> Iterated(TrainingState<double> start, Func<TrainingState<double>, TrainingState<double>> step)
    {
        for (var state = step(start); ; state = step(state))
            yield return state;
    }

    /// <summary>Steps in which another run goes on from the parameters of the outer one: what is the inner's to write over is not the outer's.</summary>
    [Law(30)]
    public Property A_run_in_a_step_of_a_run_leaves_the_outer_states_alone() => Prop.ForAll(Arbitraries.StandardNetworks, each =>
    {
        var (alone, layer, cost, input) = Task(each, Optimizer.Adam(0.01));
        var optimizer = alone.Optimizer.Then(new Ahead(theta =>
        {
            var inner = alone with { Parameters = theta, OptimizerState = alone.Optimizer.Initialize(theta) };
            return Training.Run(inner, layer, cost, input, Every.Steps(2), new Workspace(strict: true)).First().Parameters;
        }));
        var start = alone with { Optimizer = optimizer };
        var (expected, stopped) = UntilNotFinite(Iterated(start, state => Training.Step(state, layer, cost, input)).Take(Steps));
        var (seen, alike) = UntilNotFinite(Training.Run(start, layer, cost, input, Every.Steps(Steps), new Workspace(strict: true)).Take(1));
        Assert.Equal(expected.Where(static state => state.Step == Steps).Select(Bits), seen.Select(Bits));
        Assert.Equal(stopped, alike);
    });

    /// <summary>In the steps between, the new state is the old one.</summary>
    private sealed record EveryOtherStep : GradientTransformation<double>
    {
        public override string Name => "other";

        public override Transformed<double> Apply(
            TensorTree<double> updates, TensorTree<double> moments, TensorTree<double> parameters, UpdateStep at) => new(at.Index % 2 == 0 ? updates : null, moments);
    }

    /// <summary>Goes on from between the old parameters, the new ones, and what a function makes of the old ones.</summary>
    private sealed record Ahead(Func<TensorTree<double>, TensorTree<double>> Other) : ParameterTransformation<double>
    {
        public override string Name => "ahead";

        public override (TensorTree<double> Parameters, TensorTree<double> Moments) Finish(
            TensorTree<double> before, TensorTree<double> after, TensorTree<double> moments, UpdateStep at) => (0.5 * after + 0.25 * before + 0.25 * Other(before), moments);
    }

    private static (TrainingState<double> Start, Layer<double, Tensor<double>, Tensor<double>> Layer, Layer<double, Tensor<double>, Tensor<double>> Cost, Tensor<double> Input)
        Task(NetworkCase each, Optimizer<double> optimizer)
    {
        var point = (each with { Draw = each.Draw.Tame }).ToPoint();
        var statistics = point.Context?.State ?? TensorTree<double>.Empty;
        var start = new TrainingState<double>(point.Parameters, statistics, optimizer, optimizer.Initialize(point.Parameters), point.Key, 0, 0, 0, null);
        var output = point.Layer.Forward(point.Parameters, point.Input, Context<double>.Training(point.Key, statistics)).Output;
        return (start, point.Layer, MeanSquaredError(output.Zero), point.Input);
    }

    private static string Bits(TrainingState<double> state) => string.Join(' ',
        [
            Bits(state.Cost!.Value),
            .. new[] { state.Parameters, state.NetworkState, state.OptimizerState.Moments }
                .SelectMany(static tree => tree.Leaves).Select(static leaf => $"{leaf.Path}:{string.Join(',', leaf.Value.Select(Bits))}"),
        ]);

    private static string Bits(double value) => BitConverter.DoubleToInt64Bits(value).ToString("x", System.Globalization.CultureInfo.InvariantCulture);
}
