using System.Numerics;

namespace Functional;

/// <summary>Training as a lazy sequence of immutable states: early stopping is <c>TakeWhile</c>, a log or a checkpoint is a look at a state.</summary>
/// <example><code>
/// var start   = Training.Start(network, [4], Optimizer.Adam(1e-3f), Key.FromSeed(42));
/// var trained = Training.Run(start, network, CrossEntropy, samples.Batches(64)).TakeWhile(state => state.Epoch &lt; 10).Last();
/// </code></example>
public static partial class Training
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

    /// <summary>The state before the first step, for an objective of any parameters.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="parameters">The parameters θ.</param>
    /// <param name="optimizer">The optimiser.</param>
    /// <param name="key">The random key of the whole run.</param>
    public static TrainingState<T> Start<T>(TensorTree<T> parameters, Optimizer<T> optimizer, Key key)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return new(parameters, TensorTree<T>.Empty, optimizer, optimizer.Initialize(parameters), key, 0, 0, 0, null);
    }
}
