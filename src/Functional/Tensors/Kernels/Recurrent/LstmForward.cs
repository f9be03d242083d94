using System.Numerics;

namespace Functional.Kernels;

/// <summary>
/// The way forward of a long short-term memory over whole sequences: of each step one product with the packed weights of the input and of the state, and the
/// cells where the sums lie. A thread follows its sequences through all steps.
/// </summary>
internal readonly unsafe struct LstmForward<T, V, L, R>(SequenceSizes sizes, LstmInputs<T> given, LstmMemory<T>? memory, LstmOutputs<T> made, T* panels, T* projection, int parts)
    : IParallelBody
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, ILanes<T, V>
    where R : struct, IRealVector<R, T>
{
    public static void Run(in SequenceSizes sizes, LstmInputs<T> given, LstmMemory<T>? memory, LstmOutputs<T> made)
    {
        using var panels = new PackingBuffer<T>(StepProduct<T, V, L>.Length(sizes.Inner, sizes.Columns));
        using var projection = new PackingBuffer<T>(given.Projection is null ? 0 : StepProduct<T, V, L>.Length(sizes.Units, sizes.Outputs));
        fixed (T* weight = given.Weight, recurrent = given.Recurrent, projected = given.Projection)
        {
            StepProduct<T, V, L>.Pack(new(weight, sizes.Features, sizes.Columns, sizes.Columns, 1), 0, sizes.Inner, panels.Memory);
            StepProduct<T, V, L>.Pack(new(recurrent, sizes.Outputs, sizes.Columns, sizes.Columns, 1), sizes.Features, sizes.Inner, panels.Memory);
            if (projected != null)
                StepProduct<T, V, L>.Pack(new(projected, sizes.Units, sizes.Outputs, sizes.Outputs, 1), 0, sizes.Units, projection.Memory);
        }
        var threads = Grid.ThreadsFor(sizes.Work);
        var parts = sizes.Parts(threads);
        ParallelFor<LstmForward<T, V, L, R>>.Do(
            new(sizes, given, memory, made, panels.Memory, projection.Memory, parts), parts, threads, sizes.Work);
    }

    public void Do(int part)
    {
        var (from, count) = sizes.Part(part, parts);
        using var buffer = new PackingBuffer<T>(ScratchLength(count));
        var scratch = new LstmScratch<T>(sizes, count, buffer.Memory);
        fixed (T* x = given.X, h0 = given.State, c0 = given.Memory, bias = given.Bias, kept = given.Kept, inputs = memory?.Inputs, gates = memory?.Gates,
            c = memory?.Memory, bounded = memory?.Bounded, projected = memory?.Projected, y = made.Outputs, h = made.State, last = made.Memory)
        {
            var step = memory is null ? scratch : new(inputs, gates, c, bounded, projected, scratch.Products);
            if (memory is not null)
                step = step.At(sizes, 0, from);
            Copy(c0 + from * sizes.Units, step.Memory, count * sizes.Units);
            Copy(h0 + from * sizes.Outputs, h + from * sizes.Outputs, count * sizes.Outputs);
            for (var t = 0; t < sizes.Time; t++)
            {
                var now = memory is null ? step : step.At(sizes, t, 0);
                var after = memory is null ? now.Memory : now.Memory + (nint)sizes.Batch * sizes.Units;
                for (var row = 0; row < count; row++)
                    Enter(x, h, kept, t, from + row, now.Inputs + row * sizes.Inner);
                StepProduct<T, V, L>.Run(
                    new(now.Inputs, count, sizes.Inner, sizes.Inner, 1), panels, sizes.Columns, now.Gates, sizes.Columns, bias);
                var cells = given.Projection is null ? h + (nint)from * sizes.Outputs : now.Projected;
                for (var row = 0; row < count; row++)
                    Cell(
                        t, from + row, now.Gates + row * sizes.Columns, now.Memory + row * sizes.Units, after + row * sizes.Units, now.Bounded + row * sizes.Units,
                        cells + row * sizes.Units);
                if (given.Projection is not null)
                    Project(t, from, count, now.Projected, now.Products, h);
                for (var row = 0; row < count; row++)
                    Leave(t, from + row, h + (from + row) * sizes.Outputs, y + ((nint)(from + row) * sizes.Time + t) * sizes.Outputs);
            }
            Copy(memory is null ? step.Memory : step.At(sizes, sizes.Time, 0).Memory, last + from * sizes.Units, count * sizes.Units);
        }
    }

    private int ScratchLength(int count) =>
        memory is null ? LstmScratch<T>.Length(sizes, count) : given.Projection is null ? 0 : count * sizes.Outputs;

    private bool IsThere(int t, int row) => given.There is null || given.There[t][row];

    /// <summary>x beside the state as it goes into the product; where a step is not there, zeros beside it, for any numbers may stand there.</summary>
    private void Enter(T* x, T* h, T* kept, int t, int row, T* to)
    {
        if (IsThere(t, row))
            Copy(x + ((nint)row * sizes.Time + t) * sizes.Features, to, sizes.Features);
        else
            new Span<T>(to, sizes.Features).Clear();
        h += row * sizes.Outputs;
        if (kept == null)
            Copy(h, to + sizes.Features, sizes.Outputs);
        else
            LstmCells<T, R>.Multiply(h, kept + row * sizes.Outputs, to + sizes.Features, sizes.Outputs);
    }

    private void Cell(int t, int row, T* gates, T* before, T* after, T* bounded, T* y)
    {
        if (IsThere(t, row))
        {
            LstmCells<T, R>.Forward(gates, before, after, bounded, y, sizes.Units);
            return;
        }
        Copy(before, after, sizes.Units);
        new Span<T>(bounded, sizes.Units).Clear();
        new Span<T>(gates, sizes.Columns).Clear();
        if (given.Projection is not null)
            new Span<T>(y, sizes.Units).Clear();
    }

    private void Project(int t, int from, int count, T* projected, T* products, T* h)
    {
        StepProduct<T, V, L>.Run(new(projected, count, sizes.Units, sizes.Units, 1), projection, sizes.Outputs, products, sizes.Outputs, null);
        for (var row = 0; row < count; row++)
            if (IsThere(t, from + row))
                Copy(products + row * sizes.Outputs, h + (from + row) * sizes.Outputs, sizes.Outputs);
    }

    private void Leave(int t, int row, T* h, T* y)
    {
        if (IsThere(t, row))
            Copy(h, y, sizes.Outputs);
        else
            new Span<T>(y, sizes.Outputs).Clear();
    }

    private static void Copy(T* from, T* to, int count) => new ReadOnlySpan<T>(from, count).CopyTo(new(to, count));
}

/// <summary>What a long short-term memory is given: plain arrays, of which the first elements count.</summary>
/// <param name="Weight">The weights of the input, <c>[features, 4·units]</c>.</param>
/// <param name="Recurrent">The weights of the state, <c>[outputs, 4·units]</c>.</param>
/// <param name="Bias">The bias, <c>[4·units]</c>, or null.</param>
/// <param name="Projection">The projection, <c>[units, outputs]</c>, or null.</param>
/// <param name="X">The sequences, <c>[batch, time, features]</c>.</param>
/// <param name="State">h before the first step, <c>[batch, outputs]</c>.</param>
/// <param name="Memory">c before the first step, <c>[batch, units]</c>.</param>
/// <param name="Kept">What h is multiplied by before it goes into products, <c>[batch, outputs]</c>, or null.</param>
/// <param name="There">For each step which sequences are there, or null for all.</param>
internal sealed record LstmInputs<T>(
    T[] Weight, T[] Recurrent, T[]? Bias, T[]? Projection, T[] X, T[] State, T[] Memory, T[]? Kept, bool[][]? There);

/// <summary>What a long short-term memory makes.</summary>
/// <param name="Outputs">The outputs, <c>[batch, time, outputs]</c>.</param>
/// <param name="State">h after the last step, <c>[batch, outputs]</c>.</param>
/// <param name="Memory">c after the last step, <c>[batch, units]</c>.</param>
internal sealed record LstmOutputs<T>(T[] Outputs, T[] State, T[] Memory);
