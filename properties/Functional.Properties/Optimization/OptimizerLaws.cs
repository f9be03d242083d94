using FsCheck;
using FsCheck.Fluent;
using Functional.Properties.Differentiation;
using Functional.Properties.Layers;

namespace Functional.Properties.Optimization;

/// <summary>The laws of every optimiser, on the parameters of random networks.</summary>
public abstract class OptimizerLaws
{
    protected abstract Optimizer<double> Make(Draw draw);

    [Law(50)]
    public Property No_gradient_no_step() => Prop.ForAll(Draw.Any, draw =>
    {
        var (optimizer, theta) = (Make(draw), Tree(draw, "theta"));
        Assert.Equal(theta, optimizer.Update(theta.Zero, optimizer.Initialize(theta), theta).Parameters);
    });

    [Law(50)]
    public Property Names_and_shapes_are_kept_and_steps_are_counted() => Prop.ForAll(Draw.Any, draw =>
    {
        var theta = Tree(draw, "theta");
        var (next, state) = Steps(draw, 3);
        Assert.Equal(Structure(theta), Structure(next));
        Assert.Equal(3, state.Step);
        Assert.All(state.Moments.Children, moment => Assert.Equal(Structure(theta), Structure(moment.Child)));
        Assert.Equal(Structure(Make(draw).Initialize(theta).Moments), Structure(state.Moments));
    });

    [Law(50)]
    public Property Twice_gives_the_same_bits_and_changes_nothing() => Prop.ForAll(Draw.Any, draw =>
    {
        var optimizer = Make(draw);
        var (theta, state) = Steps(draw, 2);
        var gradient = Tree(draw, "g");
        var before = new[] { theta, state.Moments, gradient }.Select(Numbers).ToArray();
        var (once, again) = (optimizer.Update(gradient, state, theta), optimizer.Update(gradient, state, theta));
        Assert.Equal(Numbers(once.Parameters), Numbers(again.Parameters));
        Assert.Equal(Numbers(once.State.Moments), Numbers(again.State.Moments));
        Assert.Equal(before, new[] { theta, state.Moments, gradient }.Select(Numbers));
        Assert.Equal(Steps(draw, 3), Steps(draw, 3));
    });

    /// <summary>Each coordinate is on its own: what happens to a leaf does not depend on the others.</summary>
    [Law(50)]
    public Property Every_coordinate_is_on_its_own() => Prop.ForAll(Draw.Any, draw =>
    {
        var optimizer = Make(draw);
        var (theta, gradient) = (Tree(draw, "theta"), Tree(draw, "g0"));
        var next = Update(optimizer, gradient, theta);
        foreach (var (path, leaf) in theta.Leaves)
        {
            var alone = Parameters<double>.Of(("leaf", leaf));
            Assert.Equal(next[path], Update(optimizer, Parameters<double>.Of(("leaf", gradient[path])), alone)["leaf"]);
        }
    });

    /// <summary>A first step from rest goes down: its direction and the gradient point to opposite sides.</summary>
    [Law(50)]
    public Property The_first_step_goes_down() => Prop.ForAll(Draw.Any, draw =>
    {
        var (theta, gradient) = (Tree(draw, "theta"), Tree(draw, "g0"));
        var step = Update(Make(draw), gradient, theta) - theta;
        Assert.True(theta.IsEmpty || step.Dot(gradient) < 0);
        foreach (var (path, leaf) in step.Leaves)
            Assert.All(leaf.Zip(gradient[path], (s, g) => s * g), product => Assert.True(product < 0));
    });

    protected static Parameters<double> Update(Optimizer<double> optimizer, Parameters<double> gradient, Parameters<double> theta) =>
        optimizer.Update(gradient, optimizer.Initialize(theta), theta).Parameters;

    protected static Parameters<double> Tree(Draw draw, string name)
    {
        var width = draw.Size("width");
        return draw.Leaves(name, Net.Of(draw.Under("net"), width, 2, "BatchNorm").ToLayer<double>().Start(draw.Key, [width]).Parameters);
    }

    private (Parameters<double> Parameters, OptimizerState<double> State) Steps(Draw draw, int count)
    {
        var (optimizer, theta) = (Make(draw), Tree(draw, "theta"));
        return Enumerable.Range(0, count).Aggregate(
            (Parameters: theta, State: optimizer.Initialize(theta)),
            (at, step) => optimizer.Update(Tree(draw, $"g{step}"), at.State, at.Parameters));
    }

    private static IEnumerable<string> Structure(Parameters<double> tree) => tree.Leaves.Select(leaf => $"{leaf.Path} {leaf.Value.Shape}");

    private static long[] Numbers(Parameters<double> tree) => [.. tree.Leaves.SelectMany(leaf => leaf.Value).Select(BitConverter.DoubleToInt64Bits)];
}

public sealed class GradientDescentLaws : OptimizerLaws
{
    protected override Optimizer<double> Make(Draw draw) => Optimizer.GradientDescent(draw.Number("rate", 0.01, 1));

    [Law(50)]
    public Property A_step_is_the_rate_times_the_gradient() => Prop.ForAll(Draw.Any, draw =>
    {
        var (theta, gradient) = (Tree(draw, "theta"), Tree(draw, "g0"));
        Assert.Equal(theta - (0.25 * gradient), Update(Optimizer.GradientDescent(0.25), gradient, theta));
    });
}

public sealed class MomentumLaws : OptimizerLaws
{
    protected override Optimizer<double> Make(Draw draw) => Optimizer.Momentum(draw.Number("rate", 0.01, 1), draw.Number("momentum", 0, 0.99));

    [Law(50)]
    public Property Without_momentum_it_is_gradient_descent() => Prop.ForAll(Draw.Any, draw =>
    {
        var (theta, gradient) = (Tree(draw, "theta"), Tree(draw, "g0"));
        Assert.Equal(Update(Optimizer.GradientDescent(0.3), gradient, theta), Update(Optimizer.Momentum(0.3, 0.0), gradient, theta));
    });
}

public sealed class AdamLaws : OptimizerLaws
{
    protected override Optimizer<double> Make(Draw draw) => Optimizer.Adam(draw.Number("rate", 0.01, 1));

    /// <summary>After the corrections of bias the first step is rate·g / (|g| + ε), whatever β₁ and β₂.</summary>
    [Law(50)]
    public Property The_first_step_has_the_size_of_the_rate() => Prop.ForAll(Draw.Any, draw =>
    {
        var (theta, gradient) = (Tree(draw, "theta"), Tree(draw, "g0"));
        var rate = draw.Number("rate", 0.01, 1);
        var expected = theta - gradient.Map(leaf => leaf.Map(g => rate * g / (double.Abs(g) + 1e-8)));
        var difference = Update(Optimizer.Adam(rate, draw.Number("beta1", 0, 0.99), draw.Number("beta2", 0, 0.999)), gradient, theta) - expected;
        Assert.All(difference.Leaves.SelectMany(leaf => leaf.Value), each => Assert.InRange(each, -1e-9, 1e-9));
    });
}
