using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Functional.Laws;

/// <summary>An optimiser with parameters, and gradients that it is given one after the other.</summary>
/// <param name="Optimizer">The optimiser.</param>
/// <param name="Parameters">The parameters θ before the first step.</param>
/// <param name="Gradients">The gradients, one a step; names and shapes are those of the parameters.</param>
public sealed record OptimizerPoint(Optimizer<double> Optimizer, TensorTree<double> Parameters, ImmutableArray<TensorTree<double>> Gradients)
{
    /// <summary>Parameters and state after some steps.</summary>
    /// <param name="count">How many.</param>
    internal (TensorTree<double> Parameters, OptimizerState<double> State) After(int count) => Gradients.Take(count).Aggregate(
        (Parameters, State: Optimizer.Initialize(Parameters)),
        (at, gradient) => Optimizer.Update(gradient, at.State, at.Parameters));

    /// <inheritdoc/>
    public bool Equals(OptimizerPoint? other) => ReferenceEquals(this, other)
        || (other is not null && Optimizer == other.Optimizer && Parameters == other.Parameters
            && Gradients.AsSpan().SequenceEqual(other.Gradients.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => Gradients.Aggregate(HashCode.Combine(Optimizer, Parameters), HashCode.Combine);
}

/// <summary>The laws of optimisers, on the parameters of random networks.</summary>
/// <example><code>
/// OptimizerLaws.For(Optimizer.Adam(0.01)).Check();
/// OptimizerLaws.For(WeightDecay(0.1)).Without("no gradient, no step", "downhill").Check();
/// </code></example>
public static class OptimizerLaws
{
    private const int Steps = 3;
    private const double TracedRounding = 1e-9;     // a few roundings of a division whose divisor may be a difference that has lost half of its digits

    /// <summary>All of them.</summary>
    public static ImmutableArray<Law<OptimizerPoint>> All { get; } =
    [
        new("names and shapes", "names and shapes are kept, and steps are counted", static point =>
        {
            var (first, start) = (point.Parameters, point.Optimizer.Initialize(point.Parameters));
            var (next, state) = point.After(Steps);
            return Outcome.All(
                () => SameStructure("parameters", first, next),
                () => SameStructure("state", start.Moments, state.Moments),
                () =>
                    start.Step == 0 && state.Step == Steps ? Outcome.Holds
                    : Outcome.Broken(Invariant($"the state counted {state.Step - start.Step} steps, but there were {Steps}")));
        }),
        new("moments fit", "what is remembered of a parameter has its path, after the names of transformation and moment, and its shape", static point =>
        {
            foreach (var (path, moment) in point.Optimizer.Initialize(point.Parameters).Moments.Leaves)
                if (!point.Parameters.Leaves.Any(leaf => path.EndsWith("." + leaf.Path, StringComparison.Ordinal) && leaf.Value.Shape.Equals(moment.Shape)))
                    return Outcome.Broken($"the moment '{path}' has shape {moment.Shape}, but there is no such parameter");
            return Outcome.Holds;
        })
        {
            NotFor = "what remembers something else than a tensor like the parameter, as Adafactor does of a matrix, of which it keeps rows and columns, and Measure, which keeps norms",
        },
        new("twice the same", "the same gradients give the same bits, and nothing that is given is changed", static point =>
        {
            var (parameters, state) = point.After(Steps - 1);
            var gradient = point.Gradients[Steps - 1];
            TensorTree<double>[] given = [parameters, state.Moments, gradient], before = [.. given.Select(Copy)];
            var (once, again) = (point.Optimizer.Update(gradient, state, parameters), point.Optimizer.Update(gradient, state, parameters));
            return Outcome.All(
                () => Agreement.SameBits("parameters ", once.Parameters, again.Parameters, "once", "then"),
                () => Agreement.SameBits("moments ", once.State.Moments, again.State.Moments, "once", "then"),
                () => Agreement.SameBits("parameters given, ", before[0], given[0], "were", "but became"),
                () => Agreement.SameBits("moments given, ", before[1], given[1], "were", "but became"),
                () => Agreement.SameBits("gradient given, ", before[2], given[2], "was", "but became"));
        }),
        new("resumed", "a run that goes on from copies of its parameters and its state is bitwise the one that was not interrupted, whatever other runs there were between", static point =>
        {
            var (expected, state) = point.After(Steps);
            var (parameters, saved) = point.After(1);
            (parameters, saved) = (Copy(parameters), saved with { Moments = Copy(saved.Moments) });
            point.After(Steps - 1);
            foreach (var gradient in point.Gradients.Skip(1))
                (parameters, saved) = point.Optimizer.Update(gradient, saved, parameters);
            return Outcome.All(
                () => Agreement.SameBits("parameters ", expected, parameters, "without a stop they are", "resumed"),
                () => Agreement.SameBits("moments ", state.Moments, saved.Moments, "without a stop they are", "resumed"));
        }),
        new("wherever it lies", "equal parameters and gradients elsewhere in memory give the same bits, at the edges of the range of exponents, too", static point =>
        {
            var (parameters, state) = point.After(Steps - 1);
            var key = Key.FromSeed((ulong)parameters.Count);
            var gradient = point.Gradients[Steps - 1].WithCoordinates(i => Elsewhere.Edge(key, i) ?? point.Gradients[Steps - 1].Coordinate(i));
            var here = point.Optimizer.Update(gradient, state, parameters);
            return Elsewhere.All(() =>
            {
                var there = point.Optimizer.Update(Copy(gradient), state with { Moments = Copy(state.Moments) }, Copy(parameters));
                return Outcome.All(
                    () => Agreement.SameBits("parameters ", here.Parameters, there.Parameters, "here they are", "elsewhere"),
                    () => Agreement.SameBits("moments ", here.State.Moments, there.State.Moments, "here they are", "elsewhere"));
            });
        }),
        new("no gradient, no step", "a gradient of zero changes nothing at the first step", static point =>
            Agreement.SameBits("parameters ", point.Parameters, Next(point, point.Parameters.Zero), "were", "but became"))
        {
            NotFor = "what moves parameters without a gradient, as weight decay and noise do",
        },
        new("downhill", "the first step goes against the gradient in each coordinate", static point =>
        {
            var step = Next(point, point.Gradients[0]) - point.Parameters;
            for (var i = 0; i < step.Dimension; i++)
                if (!(step.Coordinate(i) * point.Gradients[0].Coordinate(i) < 0) && point.Gradients[0].Coordinate(i) != 0)
                    return Outcome.Broken($"{step.CoordinateName(i)}: the gradient is {CSharp.Of(point.Gradients[0].Coordinate(i))}, the step {CSharp.Of(step.Coordinate(i))}");
            return Outcome.Holds;
        })
        {
            NotFor = "what does not go against each coordinate at the first step: Muon, Centralize, weight decay and noise turn the gradient, Accumulate waits for more of them, "
                + "Freeze and a rate that begins at 0 stand still",
        },
        new("composition", "what is joined may be joined in any order, and the optimiser of no transformation changes nothing", static point =>
        {
            var (clip, scale, none) = (GradientTransformations<double>.ClipByValue(0.5), GradientTransformations<double>.ScaleBy(0.5), GradientTransformations<double>.Identity);
            var (left, right) = (clip.Then(point.Optimizer).Then(scale), clip.Then(point.Optimizer.Then(scale)));
            var (expected, state) = (point with { Optimizer = left }).After(Steps);
            var (parameters, other) = (point with { Optimizer = right }).After(Steps);
            return Outcome.All(
                () => left == right && none.Then(left) == left && left.Then(none) == left ? Outcome.Holds : Outcome.Broken($"{left} is not equal to {right}"),
                () => Agreement.SameBits("parameters ", expected, parameters, "joined from the left they are", "from the right"),
                () => Agreement.SameBits("moments ", state.Moments, other.Moments, "joined from the left they are", "from the right"));
        }),
        new("frozen is zero", "a frozen parameter keeps its bits whatever else is in the chain, and nothing is remembered of it", static point =>
        {
            if (point.Parameters.Leaves.Select(static leaf => leaf.Path).FirstOrDefault() is not { } path)
                return Outcome.Holds;
            var chain = point.Optimizer.Freeze(path).Then(GradientTransformations<double>.AddDecayedWeights(0.5)).Then(GradientTransformations<double>.ScaleBy(0.5));
            var (parameters, state) = (point with { Optimizer = chain }).After(Steps);
            return Outcome.All(
                () => Agreement.SameBits(path, point.Parameters[path], parameters[path], "it was", "but became"),
                () => state.Moments.Leaves.FirstOrDefault(leaf => leaf.Path.EndsWith("." + path, StringComparison.Ordinal)).Path is { } moment
                    ? Outcome.Broken($"there is a moment '{moment}'") : Outcome.Holds);
        }),
        new("chosen", "on chosen parameters alone, the updates of all others are as they were", static point =>
        {
            if (point.Parameters.Leaves.Select(static leaf => leaf.Path).FirstOrDefault() is not { } path)
                return Outcome.Holds;
            var moved = (point with { Optimizer = point.Optimizer.Where(path) }).After(1).Parameters;
            foreach (var (other, leaf) in (point.Parameters - point.Gradients[0]).Leaves)
                if (other != path && Agreement.SameBits(other, leaf, moved[other], "less its gradient it is", "but became") is { Finding: Finding.Broken } differ)
                    return differ;
            return Outcome.Holds;
        })
        {
            NotFor = "what is for all parameters or for none, as Accumulate and SkipNonFinite are, which leave whole steps out",
        },
        new("traced", "steps that are traced are those that are not, to rounding", static point =>
        {
            var (parameters, state) = point.After(Steps - 1);
            var (gradient, expected) = (point.Gradients[Steps - 1], point.After(Steps).Parameters);
            var traced = Differentiable.Trace((TensorTree<double> theta) => point.Optimizer.Update(gradient, state, theta).Parameters)(parameters).Output;
            for (var i = 0; i < expected.Dimension; i++)
                if (!(double.Abs(expected.Coordinate(i) - traced.Coordinate(i)) <= TracedRounding * double.Max(1, double.Abs(expected.Coordinate(i)))))
                    return Outcome.Broken($"{expected.CoordinateName(i)}: {CSharp.Of(expected.Coordinate(i))}, traced {CSharp.Of(traced.Coordinate(i))}");
            return Outcome.Holds;
        })
        {
            NotFor = "what reads numbers where operations on tensors would do, so that it cannot be traced",
        },
        new("leaf by leaf", "what happens to a tensor does not depend on the other ones: where a norm of all of them is taken, it does, and this law is left out", static point =>
        {
            var together = point.After(2).Parameters;
            string[] paths = [.. point.Parameters.Leaves.Select(static leaf => leaf.Path)];
            foreach (var path in paths)
            {
                var alone = point with { Parameters = Alone(point.Parameters, path), Gradients = [.. point.Gradients.Select(gradient => Alone(gradient, path))] };
                if (Agreement.SameBits(path, together[path], alone.After(2).Parameters[path], "among others it is", "alone") is { Finding: Finding.Broken } differ)
                    return differ;
            }
            return Outcome.Holds;

            TensorTree<double> Alone(TensorTree<double> tree, string path) => paths.Where(other => other != path).Aggregate(tree, static (left, other) => left.Without(other));
        })
        {
            NotFor = "what takes all parameters together, as ClipByGlobalNorm does, or chooses some of them by their paths, as Where and Freeze do",
        },
    ];

    /// <summary>The laws of an optimiser.</summary>
    /// <param name="optimizer">The optimiser, in <c>double</c>.</param>
    /// <param name="code">The optimiser as C#; what was written as the first argument when none is given.</param>
    public static LawSuite<Draw> For(Optimizer<double> optimizer, [CallerArgumentExpression(nameof(optimizer))] string code = "") =>
        For(code, _ => optimizer) with { Print = (law, draw) => $"OptimizerLaws.For({code}).Verify({CSharp.Of(law.Name)}, {draw});" };

    /// <summary>The laws of an optimiser whose own numbers are drawn.</summary>
    /// <param name="subject">What it is, for messages.</param>
    /// <param name="optimizer">Draws the optimiser.</param>
    public static LawSuite<Draw> For(string subject, Func<Draw, Optimizer<double>> optimizer) =>
        new(subject, Arbitraries.Draws, [.. All.Select(law => law.On<Draw>(draw => Drawn(draw.Ordinary, optimizer)))]);

    private static OptimizerPoint Drawn(Draw draw, Func<Draw, Optimizer<double>> optimizer)
    {
        var tree = Arbitraries.ParametersOf(draw);
        return new(
            optimizer(draw), draw.Leaves("parameters", tree),
            [.. Enumerable.Range(0, Steps).Select(step => draw.Under("step").Leaves(Invariant($"gradient {step}"), tree))]);
    }

    private static TensorTree<double> Next(OptimizerPoint point, TensorTree<double> gradient) =>
        point.Optimizer.Update(gradient, point.Optimizer.Initialize(point.Parameters), point.Parameters).Parameters;

    private static Outcome SameStructure(string what, TensorTree<double> expected, TensorTree<double> actual)
    {
        try
        {
            expected.Plus(actual);
            return Outcome.Holds;
        }
        catch (ArgumentException differ)
        {
            return Outcome.Broken($"{what}: {differ.Message}");
        }
    }

    private static TensorTree<double> Copy(TensorTree<double> tree) => tree.WithCoordinates(tree.Coordinate);
}
