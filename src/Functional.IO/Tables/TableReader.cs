using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace Functional.IO;

/// <summary>A table, row by row: what each kind of file has to say for its rows to be learnt from and encoded. It is opened once, and read from its beginning to its end.</summary>
internal abstract class TableReader : IDisposable
{
    /// <summary>How numbers are written as texts.</summary>
    public abstract NumberFormatInfo Numbers { get; }

    /// <summary>The names of the columns, in order.</summary>
    public abstract ImmutableArray<string> Names { get; }

    /// <summary>Where the row is, as a reader of the file would look for it: <c>line 3</c>.</summary>
    public abstract string Place { get; }

    /// <summary>What is said of a table without rows.</summary>
    public abstract string NoRows { get; }

    /// <summary>Why a name is none of <see cref="Names"/>.</summary>
    public virtual string WhyNot(string name) => $"there is no column '{name}': {NearNames.Listed(name, Names)}";

    /// <summary>Says, before the first row, which columns are asked for; the others need not be read.</summary>
    /// <param name="places">Their places among <see cref="Names"/>.</param>
    public virtual void Choose(IReadOnlyList<int> places)
    {
    }

    /// <summary>Goes to the next row. Where the file cannot be read on, that is the problem of the last row.</summary>
    /// <returns>Whether there is one.</returns>
    public abstract bool Next();

    /// <summary>What is wrong with the row as a whole. Null when nothing is.</summary>
    public abstract string? RowProblem();

    /// <summary>The value of the row as a text.</summary>
    public abstract ReadOnlySpan<char> Field(int column);

    /// <summary>Whether a value is missing: it is one of the texts that say so.</summary>
    public virtual bool IsMissing(int column, MissingText missing) => missing.Contains(Field(column));

    /// <summary>The finite number of a value, by a way that is faster than by its text, and as exact.</summary>
    public bool TryNumber<T>(int column, out T number)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float) && TrySingle(column, out var single))
            number = (T)(object)single;
        else if (typeof(T) == typeof(double) && TryDouble(column, out var twice))
            number = (T)(object)twice;
        else
        {
            number = default;
            return false;
        }
        return T.IsFinite(number);
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The number of a value as a <see cref="float"/>, finite or not.</summary>
    protected abstract bool TrySingle(int column, out float number);

    /// <summary>The number of a value as a <see cref="double"/>, finite or not.</summary>
    protected abstract bool TryDouble(int column, out double number);
}
