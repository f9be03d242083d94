using System.Globalization;
using System.Numerics;

namespace Functional;

/// <summary>Training as a lazy sequence of immutable states: early stopping is <c>TakeWhile</c>, a log or a checkpoint is a look at a state.</summary>
/// <example><code>
/// var start   = Training.Start(network, [784], Optimizer.Adam(1e-3f), Key.FromSeed(42));
/// var trained = Training.Run(start, network, CrossEntropy, samples.Batches(64)).TakeWhile(state => state.Epoch &lt; 10).Last();
/// </code></example>
public static class Training
{
    /// <summary>The state before the first step.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="Y">The type of the network's output.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="inputShape">The shape of one sample, without the batch.</param>
    /// <param name="optimizer">The optimiser.</param>
    /// <param name="key">The random key of the whole run.</param>
    /// <exception cref="LayerException">Shapes do not fit; the message names the layer's path and both shapes.</exception>
    public static TrainingState<T> Start<T, Y>(Layer<T, Tensor<T>, Y> network, Shape inputShape, Optimizer<T> optimizer, Key key)
        where T : struct, IFloatingPointIeee754<T> => Start<T, Tensor<T>, Y>(network, (Shapes)inputShape, optimizer, key);

    /// <summary>The state before the first step, for a network of any input.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="X">The type of the network's input.</typeparam>
    /// <typeparam name="Y">The type of the network's output.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="inputShape">The shape of one sample, without the batch.</param>
    /// <param name="optimizer">The optimiser.</param>
    /// <param name="key">The random key of the whole run.</param>
    /// <exception cref="LayerException">Shapes do not fit; the message names the layer's path and both shapes.</exception>
    public static TrainingState<T> Start<T, X, Y>(Layer<T, X, Y> network, Shapes inputShape, Optimizer<T> optimizer, Key key)
        where T : struct, IFloatingPointIeee754<T>
    {
        var made = network.Initialize(key.Split("initialize"), inputShape);
        return new(made.Parameters, made.State, optimizer, optimizer.Initialize(made.Parameters), key, 0, 0, 0, null) { Sample = inputShape };
    }

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
                    ? Step(state, network, cost(epochs.Current.Targets), epochs.Current.Inputs, place, inPlace: true)
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

    /// <summary>The same in a workspace of the caller's.</summary>
    internal static IEnumerable<TrainingState<T>> Run<T, X, Y>(
        TrainingState<T> start, Layer<T, X, Y> network, Layer<T, Y, Tensor<T>> cost, X inputs, Every every, Workspace workspace)
        where T : struct, IFloatingPointIeee754<T>
    {
        var steps = workspace.Begin(start);
        Func<TrainingState<T>, TrainingState<T>> step = state =>
            Step(state, network, cost, inputs, new(state.Batch == 0 ? state.Epoch : state.Epoch + 1, 1, true), inPlace: true);
        while (true)
        {
            steps.Next(step);
            if (every.Sees(steps.Current.Step, endsEpoch: true))
                yield return steps.HandOut();
        }
    }

    /// <summary>The states of the first epochs of a run, counted from its very beginning.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="run">A run.</param>
    /// <param name="count">How many epochs; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    /// <exception cref="InvalidOperationException">The first state that the run hands out is past these epochs: it may go on from their end.</exception>
    public static IEnumerable<TrainingState<T>> Epochs<T>(this IEnumerable<TrainingState<T>> run, int count)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (count < 1)
            throw new ArgumentOutOfRangeException(nameof(count), Invariant($"Epochs: a run has at least 1, got {count}."));
        return UpTo(run, count);

        static IEnumerable<TrainingState<T>> UpTo(IEnumerable<TrainingState<T>> run, int count)
        {
            var before = true;
            foreach (var state in run)
            {
                if (state.Epoch >= count && before)
                    throw new InvalidOperationException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"Epochs({count}): the first state that this run hands out is the one after step {state.Step}, in epoch {state.Epoch} "
                        + $"counted from 0, when the first {count} are over. They are counted from the very beginning of a run, so to go on from a "
                        + $"state ask for more of them, at least Epochs({state.Epoch + 1}); or look at the run more often."));
                if (state.Epoch >= count)
                    yield break;
                before = false;
                yield return state;
                if (state.EndsEpoch && state.Epoch == count - 1)
                    yield break;
            }
        }
    }

    /// <summary>One step on one batch.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="X">The type of the network's input.</typeparam>
    /// <typeparam name="Y">The type of the network's output.</typeparam>
    /// <param name="state">The state before.</param>
    /// <param name="network">The network.</param>
    /// <param name="cost">The cost layer of the batch.</param>
    /// <param name="inputs">The inputs of the batch.</param>
    /// <exception cref="NonFiniteException">The cost, or a number of the gradient or of the new state, is NaN or infinite.</exception>
    /// <exception cref="ShapeException">The samples have another shape than the run was started for.</exception>
    public static TrainingState<T> Step<T, X, Y>(TrainingState<T> state, Layer<T, X, Y> network, Layer<T, Y, Tensor<T>> cost, X inputs)
        where T : struct, IFloatingPointIeee754<T> =>
        Step(state, network, cost, inputs, new(state.Epoch, state.Batch, state.EndsEpoch), inPlace: false);

    /// <summary>One step on one batch. In place, the old state may be written over: the caller lets nobody read it again.</summary>
    private static TrainingState<T> Step<T, X, Y>(
        TrainingState<T> state, Layer<T, X, Y> network, Layer<T, Y, Tensor<T>> cost, X inputs, Place place, bool inPlace)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (state.Sample is { } sample && !sample.Fit(inputs))
            throw new ShapeException(
                $"Training: the run was started for samples of shape {sample}, but this batch has shape {Shapes.WrittenOf(inputs)}: "
                + "it should be that shape with the number of samples before it.");
        var context = Context<T>.Training(state.Key.Split("step").Split((int)state.Step), state.NetworkState);
        var (output, back, statistics) = network.Forward(state.Parameters, inputs, context);
        var (costs, costBack, _) = cost.Forward(TensorTree<T>.Empty, output);
        var value = costs.Scalar;
        if (!T.IsFinite(value))
            throw Found(Direction.Forward, "the cost");
        if (!statistics.IsFinite)
            throw Found(Direction.Forward, "a running statistic");
        var gradient = back(costBack(T.One).Input).Parameters;
        // A gradient or statistics that are a part of the old state itself must outlive it.
        var isDonated = inPlace && !Workspace.Holds(gradient) && !Workspace.Holds(statistics);
        // A state that is written over cannot be run again. Else it is enough to look at what comes of the gradient.
        if (isDonated && !state.Optimizer.AcceptsNonFinite && !gradient.IsFinite)
            throw Found(Direction.Backward, "the gradient");
        var (parameters, optimizer) = state.Optimizer.Update(gradient, state.OptimizerState, state.Parameters, isDonated);
        if (!(parameters.IsFinite && optimizer.Moments.IsFinite))
            throw gradient.IsFinite ? NonFinite.InUpdate(state, gradient, parameters, optimizer) : Found(Direction.Backward, "the gradient");
        return state with
        {
            Parameters = parameters,
            NetworkState = statistics,
            OptimizerState = optimizer,
            Step = state.Step + 1,
            Epoch = place.Epoch,
            Batch = place.Batch,
            EndsEpoch = place.EndsEpoch,
            Cost = value,
        };

        NonFiniteException Found(Direction direction, string what) => NonFinite.InPasses(state, network, cost, inputs, context, (direction, what));
    }

    /// <summary>Where a step lies in its epoch.</summary>
    private readonly record struct Place(int Epoch, int Batch, bool EndsEpoch);
}
