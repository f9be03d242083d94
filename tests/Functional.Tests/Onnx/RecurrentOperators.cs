using System.Numerics;

namespace Functional.Tests.Onnx;

/// <summary>
/// Recurrent layers. The vectors of the LSTM have the same weights for all gates: they show what becomes of them, but not in which order they come.
/// </summary>
internal static class RecurrentOperators<T>
    where T : struct, IFloatingPointIeee754<T>
{
    // In each step a gate is a function of a sum over features and units, of biases and a peephole, and a state is a sum of products with gates z, and 1 − z.
    private static readonly OnnxRounding Steps = OnnxRounding.OfChanges(
        static call => (call[1].Shape[2] + call[2].Shape[2] + 24) * call.Shape[call.Flag("layout") ? 1 : 0], between: 1);

    public static IReadOnlyDictionary<string, OnnxOperator<T>> All { get; } = new Dictionary<string, OnnxOperator<T>>(StringComparer.Ordinal)
    {
        ["GRU"] = new(Gru, Steps),
        ["LSTM"] = new(Lstm, Steps),
        ["RNN"] = new(Rnn, Steps),
    };

    private static Tensor<T>[] Rnn(OnnxCall<T> call)
    {
        var parts = new OnnxRecurrence<T>(call, 0);
        var (last, y) = parts.Run(Layers<T>.RnnCell(parts.Units), parts.FirstState(5), ("bias", parts.InputBias + parts.RecurrentBias));
        return [parts.Sequence(y), parts.State(last)];
    }

    /// <summary>ONNX has the gates in the order z, r, h, and ours are r, z, n.</summary>
    private static Tensor<T>[] Gru(OnnxCall<T> call)
    {
        var (parts, resetAfter) = (new OnnxRecurrence<T>(call, 1, 0, 2), call.Flag("linear_before_reset"));
        // Of the new state the bias beside the product with the state is within the reset gate, where that comes after the product.
        var (gates, candidate) = (parts.RecurrentBias[..(2 * parts.Units)], parts.RecurrentBias[(2 * parts.Units)..]);
        var (last, y) = parts.Run(
            Layers<T>.GruCell(parts.Units, resetAfter), parts.FirstState(5),
            ("bias", parts.InputBias + Tensor.Concatenate(0, gates, resetAfter ? candidate.Zero : candidate)), ("recurrentBias", resetAfter ? candidate : null));
        return [parts.Sequence(y), parts.State(last)];
    }

    /// <summary>ONNX has the gates in the order i, o, f, c, and ours are i, f, g, o; of the peepholes in the order i, o, f, and ours are i, f, o.</summary>
    private static Tensor<T>[] Lstm(OnnxCall<T> call)
    {
        var (parts, peepholes) = (new OnnxRecurrence<T>(call, 0, 2, 3, 1), call.Find(7));
        Pair<Tensor<T>, Tensor<T>> first = (parts.FirstState(5), parts.FirstState(6));
        var ((h, c), y) = parts.Run(
            Layers<T>.LstmCell(parts.Units, peephole: peepholes is not null), first,
            ("bias", parts.InputBias + parts.RecurrentBias), ("peephole", peepholes?.Reshape(3, parts.Units).TakePlaces(0, 0, 2, 1)));
        return [parts.Sequence(y), parts.State(h), parts.State(c)];
    }
}
