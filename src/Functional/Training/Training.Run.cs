using System.Numerics;

namespace Functional;

// Runs: lazy sequences of states.
public static partial class Training
{
    /// <summary>The states after each step, without end: forward pass, δ = 1 at the cost, backward pass, update, repeat.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="X">The type of the network's input.</typeparam>
    /// <typeparam name="Y">The type of the network's output.</typeparam>
    /// <typeparam name="L">The type of the targets.</typeparam>
    /// <param name="start">Any state of a run; the sequence goes on from there.</param>
    /// <param name="network">The network.</param>
    /// <param name="cost">From the targets of a batch to its cost layer: <c>CrossEntropy</c>.</param>
    /// <param name="batches">The data.</param>
    /// <param name="every">How often a state is handed out; after each step when none is given.</param>
    /// <exception cref="ArgumentException">The run stopped within an epoch that has more batches than these.</exception>
    /// <exception cref="NonFiniteException">A number of a step is NaN or infinite; no state with such a number is handed out.</exception>
    /// <exception cref="ShapeException">The samples have another shape than the run was started for.</exception>
    public static IEnumerable<TrainingState<T>> Run<T, X, Y, L>(
        TrainingState<T> start, Layer<T, X, Y> network, Func<L, Layer<T, Y, Tensor<T>>> cost, Batches<X, L> batches, Every every = default)
        where T : struct, IFloatingPointIeee754<T>
        where X : IRows<X>
        where L : IRows<L> => Run(start, Objective.Of(network, cost), batches, every);

    /// <summary>The same for any objective.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="X">The type of the inputs.</typeparam>
    /// <typeparam name="L">The type of the targets.</typeparam>
    /// <param name="start">Any state of a run; the sequence goes on from there.</param>
    /// <param name="objective">What is made small.</param>
    /// <param name="batches">The data.</param>
    /// <param name="every">How often a state is handed out; after each step when none is given.</param>
    /// <exception cref="ArgumentException">The run stopped within an epoch that has more batches than these.</exception>
    /// <exception cref="NonFiniteException">A number of a step is NaN or infinite; no state with such a number is handed out.</exception>
    public static IEnumerable<TrainingState<T>> Run<T, X, L>(TrainingState<T> start, Objective<T, Samples<X, L>> objective, Batches<X, L> batches, Every every = default)
        where T : struct, IFloatingPointIeee754<T>
        where X : IRows<X>
        where L : IRows<L>
    {
        if (!start.EndsEpoch && start.Batch > 0 && start.Batch >= batches.Count)
            throw new ArgumentException(
                Invariant($"Training: the run stopped within epoch {start.Epoch}, after batch {start.Batch}, but of these batches there are {batches.Count}: ")
                + "go on with those that it was started on, or from the end of an epoch.", nameof(batches));
        var steps = new Workspace().Begin(start);
        for (var (epoch, done) = start.EndsEpoch ? (start.Epoch + 1, 0) : (start.Epoch, start.Batch); ; (epoch, done) = (epoch + 1, 0))
        {
            using var epochs = batches.Epoch(start.Key.Split("epoch").Split(epoch), done).GetEnumerator();
            for (; done < batches.Count; done++)
            {
                var place = new Place(epoch, done + 1, done + 1 == batches.Count);
                // The batch is drawn within the step, so that its memory is used again, too.
                steps.Next(state => epochs.MoveNext()
                    ? Step(state, objective, epochs.Current, place, inPlace: true)
                    : throw new InvalidOperationException(Invariant($"Batch {place.Batch} of {batches.Count} is missing.")));
                if (every.Sees(steps.Current.Step, steps.Current.EndsEpoch))
                    yield return steps.HandOut();
            }
        }
    }

    /// <summary>The states after each step on the same samples, without end: each step is an epoch of one batch.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="X">The type of the network's input.</typeparam>
    /// <typeparam name="Y">The type of the network's output.</typeparam>
    /// <param name="start">Any state of a run; the sequence goes on from there.</param>
    /// <param name="network">The network.</param>
    /// <param name="cost">The cost layer of the samples: <c>CrossEntropy(labels)</c>.</param>
    /// <param name="inputs">The inputs of all samples.</param>
    /// <param name="every">How often a state is handed out; after each step when none is given.</param>
    /// <exception cref="NonFiniteException">A number of a step is NaN or infinite; no state with such a number is handed out.</exception>
    /// <exception cref="ShapeException">The samples have another shape than the run was started for.</exception>
    /// <example><code>
    /// var trained = Training.Run(start, network, CrossEntropy(labels), x, Every.Steps(100)).ElementAt(9);        // after 1000 steps
    /// </code></example>
    public static IEnumerable<TrainingState<T>> Run<T, X, Y>(
        TrainingState<T> start, Layer<T, X, Y> network, Layer<T, Y, Tensor<T>> cost, X inputs, Every every = default)
        where T : struct, IFloatingPointIeee754<T> => Run(start, network, cost, inputs, every, new Workspace());

    /// <summary>The states after each step of any objective on the same batch, without end: each step is an epoch of one batch.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="B">The type of the batch.</typeparam>
    /// <param name="start">Any state of a run; the sequence goes on from there.</param>
    /// <param name="objective">What is made small.</param>
    /// <param name="batch">The batch of all steps.</param>
    /// <param name="every">How often a state is handed out; after each step when none is given.</param>
    /// <exception cref="NonFiniteException">A number of a step is NaN or infinite; no state with such a number is handed out.</exception>
    public static IEnumerable<TrainingState<T>> Run<T, B>(TrainingState<T> start, Objective<T, B> objective, B batch, Every every = default)
        where T : struct, IFloatingPointIeee754<T> => Run(start, objective, batch, every, new Workspace());

    /// <summary>The states after each step on one batch after the other of a stream, until it ends. A run that is gone on with takes up a stream at its beginning.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="B">The type of a batch.</typeparam>
    /// <param name="start">Any state of a run; the sequence goes on from there.</param>
    /// <param name="objective">What is made small.</param>
    /// <param name="stream">The batches, in their order; they may be endless.</param>
    /// <param name="every">How often a state is handed out; after each step when none is given. A stream has no epochs.</param>
    /// <exception cref="NonFiniteException">A number of a step is NaN or infinite; no state with such a number is handed out.</exception>
    public static IEnumerable<TrainingState<T>> RunOn<T, B>(TrainingState<T> start, Objective<T, B> objective, IEnumerable<B> stream, Every every = default)
        where T : struct, IFloatingPointIeee754<T>
    {
        var steps = new Workspace().Begin(start);
        using var batches = stream.GetEnumerator();
        for (var more = true; more;)
        {
            // The batch is drawn within the step, so that its memory is used again, too.
            steps.Next(state => (more = batches.MoveNext())
                ? Step(state, objective, batches.Current, new(state.Epoch, state.Batch + 1, false), inPlace: true)
                : state);
            if (more && every.Sees(steps.Current.Step, endsEpoch: false))
                yield return steps.HandOut();
        }
    }

    /// <summary>The same in a workspace of the caller's.</summary>
    internal static IEnumerable<TrainingState<T>> Run<T, X, Y>(
        TrainingState<T> start, Layer<T, X, Y> network, Layer<T, Y, Tensor<T>> cost, X inputs, Every every, Workspace workspace)
        where T : struct, IFloatingPointIeee754<T> =>
        Run(start, new NetworkObjective<T, X, X, Y>(network, _ => cost, static batch => batch), inputs, every, workspace);

    private static IEnumerable<TrainingState<T>> Run<T, B>(TrainingState<T> start, Objective<T, B> objective, B batch, Every every, Workspace workspace)
        where T : struct, IFloatingPointIeee754<T>
    {
        var steps = workspace.Begin(start);
        Func<TrainingState<T>, TrainingState<T>> step = state =>
            Step(state, objective, batch, new(state.Batch == 0 ? state.Epoch : state.Epoch + 1, 1, true), inPlace: true);
        while (true)
        {
            steps.Next(step);
            if (every.Sees(steps.Current.Step, endsEpoch: true))
                yield return steps.HandOut();
        }
    }
}
