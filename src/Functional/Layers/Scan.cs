
namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// A cell (state, x) ↦ (state, y) along a sequence: the state goes from each step to the next, the parameters are shared by all. Input
    /// <c>[batch, time, …]</c>, output <c>[batch, time, …]</c>; the first state is zero. The pullback runs backwards in time
    /// (Werbos, "Backpropagation through time", 1990).
    /// </summary>
    /// <param name="cell">The cell; its parameters are the layer's own. The context is the same at each step, but for the key.</param>
    /// <param name="state">The shape of one sample's state.</param>
    /// <exception cref="ArgumentException">The cell keeps running statistics, which one parameter tree for all steps cannot carry.</exception>
    /// <example><code>
    /// var recurrent = Scan(Concatenate.Then(Dense(16)).Then(Tanh).Then(Duplicate), state: [16]);
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> Scan(Layer<T, Pair<Tensor<T>, Tensor<T>>, Pair<Tensor<T>, Tensor<T>>> cell, Shape state)
    {
        return new("Scan", Initialize, Forward) { NeedsContext = cell.NeedsContext };

        Initialization<T> Initialize(Key key, Shapes input)
        {
            var sequence = Sequence(input.Shape, 0);
            var made = cell.Initialize(key, Shapes.Pair(state, sequence[1..]));
            if (!made.Statistics.IsEmpty)
                throw new ArgumentException("Scan: the cell keeps running statistics, which the steps of a sequence cannot share.");
            var (next, output) = made.Output.Both;
            return next.Shape == state
                ? made with { Output = sequence[..1].Then(output.Shape) }
                : throw new ShapeException($"Scan: the cell takes a state of shape {state} but returns one of shape {next}.");
        }

        Evaluation<T, Tensor<T>, Tensor<T>> Forward(Parameters<T> parameters, Tensor<T> x, Context<T>? context)
        {
            var steps = Sequence(x.Shape, 1)[1];
            var inputs = Steps(x);
            var backs = new Func<Pair<Tensor<T>, Tensor<T>>, Cotangents<T, Pair<Tensor<T>, Tensor<T>>>>[steps];
            var outputs = new Tensor<T>[steps];
            var now = Tensor.Zeros<T>(x.Shape[..1].Then(state));
            for (var t = 0; t < steps; t++)
            {
                var step = cell.NeedsContext || context is { IsObserved: true } ? context!.For(Placement.Number(t)) : null;
                ((now, outputs[t]), backs[t], _) = cell.Forward(parameters, (now, inputs[t]), step);
            }
            var last = now;
            var y = Tensor.Stack<T>(1, outputs);
            return new(y, Pullback, Parameters<T>.Empty);

            Cotangents<T, Tensor<T>> Pullback(Tensor<T> dy)
            {
                var cotangents = new Deferred<Cotangents<T, Pair<Tensor<T>, Tensor<T>>>[]>(Backwards);
                return new(
                    () => PairwiseSum.Of(steps, t => cotangents.Value[t].Parameters),
                    () => Tensor.Stack<T>(1, [.. cotangents.Value.Select(static step => step.Input.Second)]));

                Cotangents<T, Pair<Tensor<T>, Tensor<T>>>[] Backwards()
                {
                    var outputCotangents = Steps(dy.Expect(y.Shape, "Scan: the cotangent"));
                    var made = new Cotangents<T, Pair<Tensor<T>, Tensor<T>>>[steps];
                    for (var t = steps - 1; t >= 0; t--)
                        made[t] = backs[t]((t == steps - 1 ? last.Zero : made[t + 1].Input.First, outputCotangents[t]));
                    return made;
                }
            }
        }

        static Tensor<T>[] Steps(Tensor<T> sequence) =>
            [.. Enumerable.Range(0, sequence.Shape[1]).Select(t => sequence.Slice(1, t, 1).Reshape(sequence.Shape[..1].Then(sequence.Shape[2..])))];

        static Shape Sequence(Shape shape, int timeAxis) => shape.Rank > timeAxis && shape[timeAxis] > 0
            ? shape
            : throw new ShapeException($"Scan: the input needs an axis of at least one time step after the batch, but it has shape {shape}.");
    }
}
