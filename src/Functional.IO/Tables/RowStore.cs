using System.Numerics;
using System.Runtime.InteropServices;

namespace Functional.IO;

/// <summary>Rows of numbers, one after the other, which become samples. The last numbers of a row are its target.</summary>
internal sealed class RowStore<T>(int width, int targets, int capacity)
    where T : struct, IFloatingPointIeee754<T>
{
    private T[] numbers = new T[checked(width * capacity)];

    public int Count { get; private set; }

    /// <summary>The row behind the last one, to be written: it counts when it is kept.</summary>
    public Span<T> Free
    {
        get
        {
            if ((Count + 1) * (long)width > Array.MaxLength)
                throw new InvalidDataException(Invariant($"it has more numbers than a tensor can have: {Array.MaxLength}"));
            if ((Count + 1) * width > numbers.Length)
                Array.Resize(ref numbers, (int)Math.Min(Math.Max(2L * numbers.Length, width), Array.MaxLength));
            return numbers.AsSpan(Count * width, width);
        }
    }

    public void Keep() => Count++;

    /// <summary>The inputs of all rows, <c>[rows, features]</c>.</summary>
    public Tensor<T> Inputs() => Part(0, width - targets);

    /// <summary>The targets as numbers, <c>[rows, 1]</c>.</summary>
    public Tensor<T> Numbers() => Part(width - targets, targets);

    /// <summary>The targets as classes.</summary>
    public Labels Classes()
    {
        var classes = new int[Count];
        for (var row = 0; row < classes.Length; row++)
            classes[row] = int.CreateTruncating(numbers[row * width + width - 1]);
        return Labels.Create(classes);
    }

    private Tensor<T> Part(int start, int length)
    {
        var part = new T[Count * length];
        for (var row = 0; row < Count; row++)
            numbers.AsSpan(row * width + start, length).CopyTo(part.AsSpan(row * length));
        return Tensor.Create([Count, length], ImmutableCollectionsMarshal.AsImmutableArray(part));
    }
}
