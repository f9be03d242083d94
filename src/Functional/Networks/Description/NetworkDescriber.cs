using System.Numerics;

namespace Functional;

/// <summary>Descriptions of networks.</summary>
public static class NetworkDescriber
{
    /// <summary>
    /// What a network is for inputs of one shape, before any data flows: layers, shapes, parameters, multiply-adds, and the bytes that its pullback
    /// keeps alive.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="input">The shape of one sample, without the batch.</param>
    /// <param name="batchSize">How many samples the batch has whose bytes are measured; batch normalisation needs at least 2 in training.</param>
    /// <param name="mode">Whether the network learns or is used where its bytes are measured.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or two links have one name; the message says where.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty, or there is no such mode.</exception>
    /// <example><code>
    /// var network = Chain(Dense(64), Relu, Named("head", Dense(10)));
    /// Console.WriteLine(network.Describe([784], batchSize: 32));
    /// File.WriteAllText("network.mmd", network.Describe([784]).ToMermaid());
    /// </code></example>
    public static NetworkDescription Describe<T, X, Y>(this Layer<T, X, Y> network, Shape input, int batchSize = 1, Mode mode = Mode.Training)
        where T : struct, IFloatingPointIeee754<T> => network.Describe((Shapes)input, batchSize, mode);

    /// <summary>
    /// What a network is for inputs of some shapes, before any data flows. It is initialised, and run twice on a batch of ones to measure what its
    /// pullback keeps: as it runs in training, and once more layer by layer. An input of tensors and pairs can be made from shapes; for any other
    /// type, and where a layer refuses the batch, the bytes are unknown, and the description says why.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="input">The shapes of one sample, without the batch.</param>
    /// <param name="batchSize">How many samples the batch has whose bytes are measured; batch normalisation needs at least 2 in training.</param>
    /// <param name="mode">Whether the network learns or is used where its bytes are measured.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or two links have one name; the message says where.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty, or there is no such mode.</exception>
    public static NetworkDescription Describe<T, X, Y>(this Layer<T, X, Y> network, Shapes input, int batchSize = 1, Mode mode = Mode.Training)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (batchSize < 1)
            throw new ArgumentOutOfRangeException(nameof(batchSize), Invariant($"Describe: a batch has at least 1 sample, got {batchSize}."));
        if (mode is not (Mode.Training or Mode.Inference))
            throw new ArgumentOutOfRangeException(nameof(mode), Invariant($"Describe: a mode is Training or Inference, got {(int)mode}."));
        var plan = network.Initialize(default, input);
        var kept = BytesKept.Measure(network, plan, input, batchSize, mode);
        var isOneLayer = network.List.Count == 1 && network.Label is null;
        return new(
            input,
            plan.Output,
            isOneLayer ? [LayerDescription.Of(plan, "", input, 1, kept.At)] : LayerDescription.PartsOf(plan, "", input, 1, kept.At),
            LayerDescription.ParametersOf(plan, ""),
            plan.MultiplyAdds,
            mode,
            batchSize,
            kept.At.TryGetValue("", out var bytes) ? bytes : null,
            kept.WhyUnknown);
    }
}
