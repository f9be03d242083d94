using System.Numerics;

namespace Functional.Tests.Onnx;

/// <summary>What the recurrent operators have in common: a sequence, the weights of all gates, biases, lengths and states, in one direction.</summary>
internal sealed class OnnxRecurrence<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly OnnxCall<T> call;
    private readonly int[] gates;
    private readonly bool isBatchFirst;

    /// <summary>The parts of a call.</summary>
    /// <param name="call">The call: X, W, R, B, lengths and states.</param>
    /// <param name="gates">For each of our gates its number among those of ONNX.</param>
    public OnnxRecurrence(OnnxCall<T> call, params int[] gates)
    {
        (this.call, this.gates, isBatchFirst) = (call, gates, call.Flag("layout"));
        call.Ignore("hidden_size");
        OnnxLimitException.Unless(call.Text("direction") is null or "forward", "another direction");
        var biases = call.Find(3)?.Reshape(2, -1) ?? Tensor.Zeros<T>([2, gates.Length * Units]);
        (InputBias, RecurrentBias) = (OfGates(biases[0..1]).Reshape(-1), OfGates(biases[1..2]).Reshape(-1));
    }

    /// <summary>How many units there are.</summary>
    public int Units => call[2].Shape[2];

    /// <summary>The weights of the input, [features, gates·units].</summary>
    public Tensor<T> Weight => OfGates(call[1]).Transpose();

    /// <summary>The weights of the state, [units, gates·units].</summary>
    public Tensor<T> Recurrent => OfGates(call[2]).Transpose();

    /// <summary>The bias beside the product with the input, [gates·units].</summary>
    public Tensor<T> InputBias { get; }

    /// <summary>The bias beside the product with the state, [gates·units].</summary>
    public Tensor<T> RecurrentBias { get; }

    private Tensor<T> X => isBatchFirst ? call[0] : call[0].Permute(1, 0, 2);

    /// <summary>A first state [batch, units]: an input, or zeros.</summary>
    public Tensor<T> FirstState(int input) => call.Find(input) is { } given
        ? given.Reshape(X.Shape[0], Units)
        : Tensor.Zeros<T>([X.Shape[0], Units]);

    /// <summary>A cell along the sequence, of each sample as long as it is.</summary>
    /// <returns>The last state, and all outputs.</returns>
    public Pair<C, Tensor<T>> Run<C>(Layer<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> cell, C first, params (string Name, Tensor<T>? Value)[] others)
        where C : IVectorSpace<C>
    {
        var theta = OnnxConventions.Tree([("weight", Weight), ("recurrent", Recurrent), .. others]);
        return call.FindWhole(4) is { } lengths
            ? Layers<T>.MaskedScan(cell).At(theta)((first, (X, Mask.OfLengths(lengths, X.Shape[1])))).Output
            : Layers<T>.Scan(cell).At(theta)((first, X)).Output;
    }

    /// <summary>All outputs [batch, time, units] as ONNX has them.</summary>
    public Tensor<T> Sequence(Tensor<T> y) =>
        isBatchFirst ? y.Reshape(y.Shape[0], y.Shape[1], 1, y.Shape[2]) : y.Permute(1, 0, 2).Reshape(y.Shape[1], 1, y.Shape[0], y.Shape[2]);

    /// <summary>A state [batch, units] as ONNX has it.</summary>
    public Tensor<T> State(Tensor<T> h) => isBatchFirst ? h.Reshape(h.Shape[0], 1, h.Shape[1]) : h.Reshape(1, h.Shape[0], h.Shape[1]);

    /// <summary>Rows of all gates, [gates·units, …], in our order.</summary>
    private Tensor<T> OfGates(Tensor<T> rows) =>
        rows.Reshape(gates.Length, Units, rows.Length / (gates.Length * Units)).TakePlaces(0, gates).Reshape(gates.Length * Units, -1);
}
