using System.Numerics;

namespace Functional.Kernels;

/// <summary>
/// The way back of a long short-term memory through time: the cotangents of the gates' sums, of which those of the weights and the input are products, and
/// those of the first state. A thread follows its sequences through all steps.
/// </summary>
internal readonly unsafe struct LstmBackward<T, V, L, R>(
    SequenceSizes sizes, LstmInputs<T> given, LstmMemory<T> memory, LstmDeltas<T> d, T* panels, T* projection, int parts) : IParallelBody
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, ILanes<T, V>
    where R : struct, IRealVector<R, T>
{
    public static void Run(in SequenceSizes sizes, LstmInputs<T> given, LstmMemory<T> memory, LstmDeltas<T> d)
    {
        using var panels = new PackingBuffer<T>(StepProduct<T, V, L>.Length(sizes.Columns, sizes.Outputs));
        using var projection = new PackingBuffer<T>(given.Projection is null ? 0 : StepProduct<T, V, L>.Length(sizes.Outputs, sizes.Units));
        fixed (T* recurrent = given.Recurrent, projected = given.Projection)
        {
            StepProduct<T, V, L>.Pack(new(recurrent, sizes.Columns, sizes.Outputs, 1, sizes.Columns), 0, sizes.Columns, panels.Memory);
            if (projected != null)
                StepProduct<T, V, L>.Pack(new(projected, sizes.Outputs, sizes.Units, 1, sizes.Outputs), 0, sizes.Outputs, projection.Memory);
        }
        var threads = Grid.ThreadsFor(sizes.Work);
        var parts = sizes.Parts(threads);
        ParallelFor<LstmBackward<T, V, L, R>>.Do(new(sizes, given, memory, d, panels.Memory, projection.Memory, parts), parts, threads, sizes.Work);
    }

    public void Do(int part)
    {
        var (from, count) = sizes.Part(part, parts);
        using var buffer = new PackingBuffer<T>(count * (sizes.Outputs + sizes.Units));
        T* made = buffer.Memory, dy = buffer.Memory + count * sizes.Outputs;
        fixed (T* gates = memory.Gates, c = memory.Memory, bounded = memory.Bounded, kept = given.Kept, dgates = d.Gates, dh = d.State, dc = d.Memory,
            douts = d.Outputs, dprojected = d.Projected)
        {
            T* dhs = dh + (nint)from * sizes.Outputs, dcs = dc + (nint)from * sizes.Units;
            for (var t = sizes.Time - 1; t >= 0; t--)
            {
                var at = (nint)t * sizes.Batch + from;
                for (var row = 0; row < count; row++)
                    if (IsThere(t, from + row))
                        LstmCells<T, R>.Add(douts + ((nint)(from + row) * sizes.Time + t) * sizes.Outputs, dhs + row * sizes.Outputs, sizes.Outputs);
                var cells = dhs;
                if (given.Projection is not null)
                {
                    for (var row = 0; row < count; row++)
                        Note(t, from + row, dhs + row * sizes.Outputs, dprojected + (at + row) * sizes.Outputs);
                    StepProduct<T, V, L>.Run(new(dhs, count, sizes.Outputs, sizes.Outputs, 1), projection, sizes.Units, dy, sizes.Units, null);
                    cells = dy;
                }
                for (var row = 0; row < count; row++)
                    Cell(
                        t, from + row, gates + (at + row) * sizes.Columns, c + (at + row) * sizes.Units, bounded + (at + row) * sizes.Units,
                        cells + row * sizes.Units, dcs + row * sizes.Units, dgates + (at + row) * sizes.Columns);
                StepProduct<T, V, L>.Run(
                    new(dgates + at * sizes.Columns, count, sizes.Columns, sizes.Columns, 1), panels, sizes.Outputs, made, sizes.Outputs, null);
                for (var row = 0; row < count; row++)
                    Pass(t, from + row, made + row * sizes.Outputs, kept, dhs + row * sizes.Outputs);
            }
        }
    }

    private bool IsThere(int t, int row) => given.There is null || given.There[t][row];

    /// <summary>The cotangent of what is projected, for that of the projection.</summary>
    private void Note(int t, int row, T* dh, T* to)
    {
        if (IsThere(t, row))
            new ReadOnlySpan<T>(dh, sizes.Outputs).CopyTo(new(to, sizes.Outputs));
        else
            new Span<T>(to, sizes.Outputs).Clear();
    }

    /// <summary>Where a step is not there, nothing goes to its gates, and what goes to the memory is passed on.</summary>
    private void Cell(int t, int row, T* gates, T* before, T* bounded, T* dy, T* dc, T* dgates)
    {
        if (IsThere(t, row))
            LstmCells<T, R>.Back(gates, before, bounded, dy, dc, dgates, sizes.Units);
        else
            new Span<T>(dgates, sizes.Columns).Clear();
    }

    /// <summary>The cotangent of the state before; where the step is not there, it is that of the state after.</summary>
    private void Pass(int t, int row, T* made, T* kept, T* dh)
    {
        if (!IsThere(t, row))
            return;
        if (kept == null)
            new ReadOnlySpan<T>(made, sizes.Outputs).CopyTo(new(dh, sizes.Outputs));
        else
            LstmCells<T, R>.Multiply(made, kept + row * sizes.Outputs, dh, sizes.Outputs);
    }
}

/// <summary>Cotangents of a long short-term memory.</summary>
/// <param name="Outputs">Those of the outputs, <c>[batch, time, outputs]</c>.</param>
/// <param name="State">That of h after the last step, which becomes that of h before the first, <c>[batch, outputs]</c>.</param>
/// <param name="Memory">That of c after the last step, which becomes that of c before the first, <c>[batch, units]</c>.</param>
/// <param name="Gates">Made: those of the gates' sums, <c>[time, batch, 4·units]</c>.</param>
/// <param name="Projected">Made: those of what was projected, <c>[time, batch, outputs]</c>; empty where nothing was.</param>
internal sealed record LstmDeltas<T>(T[] Outputs, T[] State, T[] Memory, T[] Gates, T[] Projected);
