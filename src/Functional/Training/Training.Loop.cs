using System.Diagnostics.CodeAnalysis;

namespace Functional;

// Steps of one's own.
public static partial class Training
{
    /// <summary>
    /// The states after each step of a function of one's own, without end: for several networks with optimisers of their own, which are trained in turn. Memory is used again as
    /// in <see cref="Run{T, X, L}(TrainingState{T}, Objective{T, Samples{X, L}}, Batches{X, L}, Every)"/>: what a step computes and does not return is taken back, and so is the state before, unless it was
    /// handed out. A state is any value, as a rule a record of trees; its tensors are found in all of its members, and nothing has to be said about them. In a program that was trimmed or
    /// compiled ahead of time members cannot be found: there each step has memory of its own, and a number that is not finite is found by the next step that meets it.
    /// </summary>
    /// <typeparam name="S">The type of the state.</typeparam>
    /// <param name="start">The state before the first step; it stays the caller's.</param>
    /// <param name="step">From one state to the next: a pure function.</param>
    /// <param name="every">How often a state is handed out; after each step when none is given.</param>
    /// <exception cref="ArgumentException">It is asked for states at the ends of epochs, which such a loop has not.</exception>
    /// <exception cref="NonFiniteException">A number of a state that would be handed out is NaN or infinite; the message names the member.</exception>
    /// <example><code>
    /// public sealed record Averaged(TensorTree&lt;float&gt; Parameters, TensorTree&lt;float&gt; Mean);
    ///
    /// var cost = network.On(x).Then(CrossEntropy(labels)).Gradient();
    /// Averaged Step(Averaged at) => new(at.Parameters - cost(at.Parameters).Scale(0.1), at.Mean.Scale(0.9) + at.Parameters.Scale(0.1));
    /// foreach (var each in Training.Loop(new Averaged(θ, θ), Step, Every.Steps(100)).Take(2))
    ///     Console.WriteLine(each.Mean);
    /// </code></example>
    public static IEnumerable<S> Loop<S>(S start, Func<S, S> step, Every every = default)
        where S : notnull
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(step);
        return every == Every.Epoch
            ? throw new ArgumentException($"Loop: a loop has no epochs, so {every} would never see a state; say after how many steps.", nameof(every))
            : WholeProgram.IsHere ? Reusing(start, step, every) : Plain(start, step, every);
    }

    [RequiresUnreferencedCode("Tensors are found by fields.")]
    private static IEnumerable<S> Reusing<S>(S start, Func<S, S> step, Every every)
        where S : notnull
    {
        var held = new HeldTensors();
        var steps = new Workspace().Begin(new AnyState<S>(start, held));
        Func<AnyState<S>, AnyState<S>> next = state => new(step(state.Value), held);
        for (var count = 1L; ; count++)
        {
            steps.Next(next);
            if (!every.Sees(count, endsEpoch: false))
                continue;
            ExpectFinite(steps.Current.Value, held, count);
            yield return steps.HandOut().Value;
        }
    }

    /// <summary>No member may be forgotten: where members cannot be found, nothing is taken back.</summary>
    private static IEnumerable<S> Plain<S>(S start, Func<S, S> step, Every every)
    {
        var state = start;
        for (var count = 1L; ; count++)
        {
            state = step(state);
            if (every.Sees(count, endsEpoch: false))
                yield return state;
        }
    }

    [RequiresUnreferencedCode("Tensors are found by fields.")]
    private static void ExpectFinite<S>(S state, HeldTensors held, long step) => held.VisitNamed(state, (name, holder) =>
    {
        var element = NonFiniteElement<float>.FirstIn(holder)?.ToString() ?? NonFiniteElement<double>.FirstIn(holder)?.ToString();
        if (element is not null)
            throw new NonFiniteException(step, Direction.Update, name, Invariant($"In step {step} of the loop the state's {name} is not finite: {element}."));
    });

    /// <summary>A state of any type, whose tensors are found by its members.</summary>
    private readonly record struct AnyState<S>(S Value, HeldTensors Held) : IHoldsTensors
    {
        public void Visit(Action<IHoldsTensors> visit) => Held.Visit(Value, visit);
    }
}
