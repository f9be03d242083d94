using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;
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
        Optimizer.GradientDescent(0.01), Optimizer.Momentum(0.01, 0.5), Optimizer.Adam(0.01), EveryOtherStep(Optimizer.Momentum(0.01)),
        Optimizer.Adam(0.01) with { Update = static (gradient, state, theta) => (theta - 0.01 * gradient, state) },
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
        var start = alone with { Optimizer = alone.Optimizer with { Update = Update } };
        var (expected, stopped) = UntilNotFinite(Iterated(start, state => Training.Step(state, layer, cost, input)).Take(Steps));
        var (seen, alike) = UntilNotFinite(Training.Run(start, layer, cost, input, Every.Steps(Steps), new Workspace(strict: true)).Take(1));
        Assert.Equal(expected.Where(static state => state.Step == Steps).Select(Bits), seen.Select(Bits));
        Assert.Equal(stopped, alike);

        (TensorTree<double>, OptimizerState<double>) Update(TensorTree<double> gradient, OptimizerState<double> state, TensorTree<double> theta)
        {
            var inner = alone with { Parameters = theta, OptimizerState = alone.Optimizer.Initialize(theta) };
            var ahead = Training.Run(inner, layer, cost, input, Every.Steps(2), new Workspace(strict: true)).First().Parameters;
            var (next, after) = alone.Optimizer.Update(gradient, state, theta);
            return (0.5 * next + 0.25 * theta + 0.25 * ahead, after);
        }
    });

    /// <summary>In the steps between, the new state is the old one.</summary>
    private static Optimizer<double> EveryOtherStep(Optimizer<double> optimizer) => new(
        $"{optimizer.Name} every other step",
        optimizer.Initialize,
        (gradient, state, theta) => Even(state) ? optimizer.Update(gradient, state, theta) : (theta, state with { Step = state.Step + 1 }))
    {
        InPlace = (gradient, state, theta) => Even(state) ? optimizer.InPlace(gradient, state, theta) : (theta, state with { Step = state.Step + 1 }),
    };

    private static bool Even(OptimizerState<double> state) => state.Step % 2 == 0;

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
