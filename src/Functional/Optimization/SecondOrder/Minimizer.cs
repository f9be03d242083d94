using System.Numerics;

namespace Functional;

/// <summary>
/// A search for a minimum of a cost that is the same at each step: of all data, and without noise. Each iteration chooses a direction and follows it to a point where
/// the cost is clearly smaller and its slope flatter. It reads numbers, so it cannot be traced.
/// </summary>
/// <example><code>
/// var cost = network.On(samples.Inputs).Then(CrossEntropy(samples.Targets));
/// var found = new Lbfgs().Minimize(cost, theta).Last();
/// Console.WriteLine(found);       // Converged after 31 iterations and 34 evaluations: …
/// </code></example>
public abstract record Minimizer
{
    /// <summary>How far a direction is followed.</summary>
    public abstract StrongWolfe LineSearch { get; init; }

    /// <summary>It has converged when ‖∂C/∂θ‖ is at most this times 1 + |C|; null for ε^⅔ of the element type: 4e-11 in double, 2e-5 in float.</summary>
    public abstract double? Tolerance { get; init; }

    /// <summary>How many iterations there are at most; at least 1.</summary>
    public abstract int Iterations { get; init; }

    /// <summary>
    /// The states of the search, one by one, from the start on; the last one says how it has ended. They are computed when they are asked for, and each time anew, with
    /// the same numbers.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="cost">The cost C: a pure function of θ whose output is one number.</param>
    /// <param name="start">Where the search begins.</param>
    public IEnumerable<MinimizationState<T>> Minimize<T>(Differentiable<TensorTree<T>, Tensor<T>> cost, TensorTree<T> start)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(start);
        return Steps(cost, start);
    }

    /// <summary>The expression that makes it.</summary>
    public abstract override string ToString();

    /// <summary>The directions of a search that begins.</summary>
    private protected abstract Directions<T> Begin<T>(Objective<T> objective)
        where T : struct, IFloatingPointIeee754<T>;

    /// <summary>The settings that all have, as arguments.</summary>
    private protected string Arguments => Invariant($"{LineSearch}, {SearchTolerance.Text(Tolerance)}, {Iterations}");

    private IEnumerable<MinimizationState<T>> Steps<T>(Differentiable<TensorTree<T>, Tensor<T>> cost, TensorTree<T> start)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (objective, tolerance) = (new Objective<T>(cost), SearchTolerance.Of(Tolerance, start));
        var (at, directions) = (objective.At(start), Begin(objective));
        var status = !at.IsFinite ? MinimizationStatus.NotFinite : Reached();
        yield return State(0);
        for (var iteration = 1; status == MinimizationStatus.Running; iteration++)
        {
            // Where no step goes down, what is remembered may have misled: then the way is down the gradient.
            var found = Along(directions.Next(at));
            if (found is null && directions.Forget())
                found = Along(directions.Next(at));
            if (found is not var (to, step))
                status = MinimizationStatus.NoDescent;
            else
            {
                directions.Moved(at, to, step);
                at = to;
                status = Reached() is var reached && reached == MinimizationStatus.Running && iteration >= Iterations ? MinimizationStatus.IterationLimit : reached;
            }
            yield return State(status == MinimizationStatus.NoDescent ? iteration - 1 : iteration);
        }

        MinimizationStatus Reached() => at.GradientNorm <= tolerance * (1 + Math.Abs(at.Cost)) ? MinimizationStatus.Converged : MinimizationStatus.Running;

        MinimizationState<T> State(int iteration) => new(at.Parameters, at.Cost, at.Gradient, iteration, objective.Evaluations, status);

        (SearchPoint<T>, double)? Along((TensorTree<T> Direction, double FirstStep) way) => LineSearch.Search(objective, at, way.Direction, way.FirstStep);
    }
}

/// <summary>The directions of one search, and what is remembered for them.</summary>
internal abstract class Directions<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The direction from a point, and how much of it is tried first.</summary>
    public abstract (TensorTree<T> Direction, double FirstStep) Next(SearchPoint<T> at);

    /// <summary>A step was made.</summary>
    /// <param name="from">The point before.</param>
    /// <param name="to">The point after.</param>
    /// <param name="step">How much of the direction it was.</param>
    public virtual void Moved(SearchPoint<T> from, SearchPoint<T> to, double step)
    {
    }

    /// <summary>Forgets what is remembered, so that the next direction is down the gradient; false where it was.</summary>
    public abstract bool Forget();
}
