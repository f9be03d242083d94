using System.Globalization;

namespace Functional.IO;

/// <summary>What becomes of a value that is missing.</summary>
public enum FillKind
{
    /// <summary>The file is refused.</summary>
    Refuse,

    /// <summary>The row is left out.</summary>
    DropRow,

    /// <summary>It is a value that is given.</summary>
    Constant,

    /// <summary>It is the mean of the values that were learnt from.</summary>
    Mean,

    /// <summary>It is the most frequent of the values that were learnt from; of equally frequent ones the first in natural order.</summary>
    MostFrequent,
}

/// <summary>What becomes of a value that is missing, and by what it is replaced.</summary>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Value">The text that stands for it: given, or learnt from a file; null until then.</param>
public sealed record Fill(FillKind Kind, string? Value = null)
{
    /// <summary>The file is refused.</summary>
    public static Fill Refuse { get; } = new(FillKind.Refuse);

    /// <summary>The row is left out.</summary>
    public static Fill DropRow { get; } = new(FillKind.DropRow);

    /// <summary>The mean of the numbers that were learnt from.</summary>
    public static Fill Mean { get; } = new(FillKind.Mean);

    /// <summary>The most frequent of the values that were learnt from.</summary>
    public static Fill MostFrequent { get; } = new(FillKind.MostFrequent);

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    public static Fill Constant(double value) => double.IsFinite(value) ? new(FillKind.Constant, value.ToString(CultureInfo.InvariantCulture))
        : throw new ArgumentOutOfRangeException(nameof(value), Invariant($"Fill: what is missing is filled with a finite number, got {value}."));

    /// <summary>A class, or a date.</summary>
    /// <param name="value">What the file would have.</param>
    public static Fill Constant(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(FillKind.Constant, value);
    }
}
