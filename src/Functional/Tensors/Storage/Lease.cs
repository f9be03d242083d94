namespace Functional.Storage;

/// <summary>Memory that a tensor has from a workspace, until the workspace takes it back.</summary>
internal abstract class Lease() : Hold(isOver: false)
{
    /// <summary>The steps that alone can see the memory, from one step to the next; null where somebody else may.</summary>
    public object? Owner { get; set; }

    /// <summary>Takes the memory back: the tensors that have it can no longer be read.</summary>
    public void End()
    {
        if (IsOver)
            return;
        Close();
        Return();
    }

    /// <inheritdoc/>
    public override InvalidOperationException Refusal(string tensor, string? reader) => new(
        $"This {tensor} was made in a step of a workspace, and the step is over: its memory has been taken back. "
        + "Let the step return it, or compute it outside of the workspace.");

    /// <summary>Whether the tensors that have the memory have it for good.</summary>
    public bool IsForgotten { get; private set; }

    /// <summary>Leaves the memory to the tensors that have it, for good.</summary>
    public void Forget()
    {
        IsForgotten = true;
        Leave();
    }

    protected abstract void Return();

    protected abstract void Leave();

    /// <summary>Ends the lease without taking the memory back: it has passed on to another one.</summary>
    protected void PassOn() => Close();
}

internal sealed class Lease<T>(T[] memory, BufferPool pool) : Lease
{
    public T[] Memory => memory;

    /// <summary>Another lease of the same memory; the tensors of this one can no longer be read.</summary>
    public Lease<T> Successor()
    {
        PassOn();
        return new(memory, pool);
    }

    protected override void Return() => pool.Return(memory);

    protected override void Leave() => pool.Forget(memory);
}

/// <summary>Memory to be filled and made into a tensor, which then owns it: of the workspace around, where there is one, or the garbage collector's.</summary>
internal readonly struct Buffer<T>(T[] memory, int length, Lease? lease)
{
    public T[] Memory => memory;

    public int Length => length;

    public Lease? Lease => lease;

    public Span<T> Span => memory.AsSpan(0, length);

    public ref T this[int index] => ref memory[index];

    public Span<T> AsSpan(int start, int count) => memory.AsSpan(start, count);

    public Span<T> AsSpan(int start) => memory.AsSpan(start, length - start);

    public static implicit operator Span<T>(Buffer<T> buffer) => buffer.Span;
}
