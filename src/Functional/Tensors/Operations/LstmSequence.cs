using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

/// <summary>
/// Long short-term memories over whole sequences at once, on plain tensors: what their cells compute step after step, to rounding. One product a step with packed
/// weights, and cells where the sums lie.
/// </summary>
/// <param name="Weight">W, <c>[features, 4·units]</c>.</param>
/// <param name="Recurrent">R, <c>[outputs, 4·units]</c>.</param>
/// <param name="Bias">b, <c>[4·units]</c>, or null.</param>
/// <param name="Projection">P, <c>[units, outputs]</c>, or null.</param>
/// <param name="Kept">What h is multiplied by before it goes into products, <c>[batch, outputs]</c>, or null.</param>
/// <param name="There">For each step which sequences are there, or null for all.</param>
internal sealed record LstmSequence<T>(Tensor<T> Weight, Tensor<T> Recurrent, Tensor<T>? Bias, Tensor<T>? Projection, Tensor<T>? Kept, bool[][]? There)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The outputs, and h and c after the last step. There is at least one sequence, and all shapes fit.</summary>
    /// <param name="h">h before the first step.</param>
    /// <param name="c">c before the first step.</param>
    /// <param name="x">The sequences, <c>[batch, time, features]</c>.</param>
    public (Tensor<T> Outputs, Tensor<T> H, Tensor<T> C) Run(Tensor<T> h, Tensor<T> c, Tensor<T> x) => Run(SizesOf(h, c, x), h, c, x, null);

    /// <summary>The same, and what the way back needs.</summary>
    /// <param name="h">h before the first step.</param>
    /// <param name="c">c before the first step.</param>
    /// <param name="x">The sequences.</param>
    public (Tensor<T> Outputs, Tensor<T> H, Tensor<T> C, LstmPass<T> Pass) RunAndKeep(Tensor<T> h, Tensor<T> c, Tensor<T> x)
    {
        var sizes = SizesOf(h, c, x);
        var (batch, time) = (sizes.Batch, sizes.Time);
        Shape rows = [time, batch, sizes.Inner], sums = [time, batch, sizes.Columns], memories = [time + 1, batch, sizes.Units], cells = [time, batch, sizes.Units];
        Buffer<T> inputs = Scope.Buffer<T>(rows.ElementCount), gates = Scope.Buffer<T>(sums.ElementCount), memory = Scope.Buffer<T>(memories.ElementCount);
        Buffer<T> bounded = Scope.Buffer<T>(cells.ElementCount), projected = Scope.Buffer<T>(Projection is null ? 0 : cells.ElementCount);
        var (y, lastH, lastC) = Run(sizes, h, c, x, new(inputs.Memory, gates.Memory, memory.Memory, bounded.Memory, projected.Memory));
        return (y, lastH, lastC, new(
            this, sizes, new(inputs, rows), new(gates, sums), new(memory, memories), new(bounded, cells), Projection is null ? null : new(projected, cells)));
    }

    private static SequenceSizes SizesOf(Tensor<T> h, Tensor<T> c, Tensor<T> x) => new(x.Shape[0], x.Shape[1], x.Shape[2], c.Shape[1], h.Shape[1], 4);

    private (Tensor<T> Outputs, Tensor<T> H, Tensor<T> C) Run(in SequenceSizes sizes, Tensor<T> h, Tensor<T> c, Tensor<T> x, LstmMemory<T>? memory)
    {
        Buffer<T> y = Scope.Buffer<T>(sizes.Steps * sizes.Outputs), lastH = Scope.Buffer<T>(h.Length), lastC = Scope.Buffer<T>(c.Length);
        LstmKernel.Forward(sizes, Given(x.Data, h.Data, c.Data), memory, new LstmOutputs<T>(y.Memory, lastH.Memory, lastC.Memory));
        return (new(y, [sizes.Batch, sizes.Time, sizes.Outputs]), new(lastH, h.Shape), new(lastC, c.Shape));
    }

    /// <summary>What the kernel is given; on the way back no more is asked of x and the first state.</summary>
    public LstmInputs<T> Given(T[] x, T[] h, T[] c) => new(Weight.Data, Recurrent.Data, Bias?.Data, Projection?.Data, x, h, c, Kept?.Data, There);
}

/// <summary>What the way back of long short-term memories needs of the way forward.</summary>
internal sealed class LstmPass<T>(
    LstmSequence<T> sequence, SequenceSizes sizes, Tensor<T> inputs, Tensor<T> gates, Tensor<T> memory, Tensor<T> bounded, Tensor<T>? projected)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Goes back through time.</summary>
    /// <param name="dy">The cotangent of the outputs.</param>
    /// <param name="dh">That of h after the last step.</param>
    /// <param name="dc">That of c after the last step.</param>
    public LstmPassBack<T> Back(Tensor<T> dy, Tensor<T> dh, Tensor<T> dc)
    {
        Shape outputs = [sizes.Time, sizes.Batch, sizes.Outputs];
        Buffer<T> dgates = Scope.Buffer<T>(gates.Length), dprojected = Scope.Buffer<T>(projected is null ? 0 : outputs.ElementCount);
        Buffer<T> firstH = Copy(dh.Expect([sizes.Batch, sizes.Outputs], "Lstm: the cotangent of the last h")), firstC = Copy(dc.Expect([sizes.Batch, sizes.Units], "Lstm: the cotangent of the last c"));
        LstmKernel.Backward(
            sizes, sequence.Given([], [], []), new LstmMemory<T>([], gates.Data, memory.Data, bounded.Data, []),
            new LstmDeltas<T>(
                dy.Expect([sizes.Batch, sizes.Time, sizes.Outputs], "Lstm: the cotangent of the outputs").Data, firstH.Memory, firstC.Memory, dgates.Memory, dprojected.Memory));
        return new(
            sequence, sizes, inputs, projected, new(firstH, dh.Shape), new(firstC, dc.Shape), new(dgates, gates.Shape),
            projected is null ? null : new(dprojected, outputs));
    }

    private static Buffer<T> Copy(Tensor<T> x)
    {
        var copy = Scope.Buffer<T>(x.Length);
        x.Span.CopyTo(copy);
        return copy;
    }
}

/// <summary>The cotangents of long short-term memories, each computed when it is asked for: one product for all steps.</summary>
/// <param name="sequence">Their weights.</param>
/// <param name="sizes">Their sizes.</param>
/// <param name="inputs">x beside the outputs of the step before, <c>[time, batch, features + outputs]</c>.</param>
/// <param name="projected">What was projected, or null.</param>
/// <param name="h">The cotangent of h before the first step.</param>
/// <param name="c">The cotangent of c before the first step.</param>
/// <param name="dgates">Those of the gates' sums, <c>[time, batch, 4·units]</c>.</param>
/// <param name="dprojected">Those of what was projected, or null.</param>
internal sealed class LstmPassBack<T>(
    LstmSequence<T> sequence, SequenceSizes sizes, Tensor<T> inputs, Tensor<T>? projected, Tensor<T> h, Tensor<T> c, Tensor<T> dgates, Tensor<T>? dprojected)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The cotangent of h before the first step.</summary>
    public Tensor<T> H => h;

    /// <summary>The cotangent of c before the first step.</summary>
    public Tensor<T> C => c;

    /// <summary>The cotangent of the weights of the input.</summary>
    public Tensor<T> Weight => OfRows(0, sizes.Features);

    /// <summary>The cotangent of the weights of the state.</summary>
    public Tensor<T> Recurrent => OfRows(sizes.Features, sizes.Outputs);

    /// <summary>The cotangent of the bias.</summary>
    public Tensor<T> Bias => dgates.Reshape([sizes.Steps, sizes.Columns]).SumTo([sizes.Columns]);

    /// <summary>The cotangent of the projection.</summary>
    public Tensor<T> Projection => projected!.Reshape([sizes.Steps, sizes.Units]).MatMul(dprojected!.Reshape([sizes.Steps, sizes.Outputs]), Transposed.Left);

    /// <summary>The cotangent of the sequences, <c>[batch, time, features]</c>.</summary>
    public Tensor<T> X => dgates.Reshape([sizes.Steps, sizes.Columns]).MatMul(sequence.Weight, Transposed.Right)
        .Reshape([sizes.Time, sizes.Batch, sizes.Features]).Permute(1, 0, 2);

    /// <summary>Some columns of the inputs, transposed, with the cotangents of the gates.</summary>
    private Tensor<T> OfRows(int from, int count)
    {
        var result = Scope.Buffer<T>(count * sizes.Columns);
        MatrixProduct.Run(
            new(inputs.Span[from..], count, sizes.Steps, true, sizes.Inner), new(dgates.Span, sizes.Steps, sizes.Columns, false), result.Span);
        return new(result, [count, sizes.Columns]);
    }
}
