using System.Globalization;
using System.Numerics;
using Parquet.Schema;

namespace Functional.IO;

/// <summary>A column of numbers: exact where the type of the table can hold them, else rounded to the nearest.</summary>
internal sealed class ParquetNumbers<V>(DataField field) : ParquetColumn<V>(field)
    where V : struct, INumber<V>
{
    /// <summary>A decimal without zeros at its end: the number, and not how it is written, is what a class is called.</summary>
    private const string Shortest = "0.#############################";

    private readonly char[] text = new char[64];

    /// <inheritdoc/>
    public override ReadOnlySpan<char> Text(int row) => IsNull(row) ? [] : Written(At(row));

    /// <inheritdoc/>
    public override bool TryDouble(int row, out double number)
    {
        number = default;
        if (IsNull(row))
            return false;
        if (typeof(V) == typeof(decimal))           // the conversion of decimals rounds twice
            return double.TryParse(Written(At(row)), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        number = double.CreateTruncating(At(row));
        return true;
    }

    /// <inheritdoc/>
    public override bool TrySingle(int row, out float number)
    {
        number = default;
        if (IsNull(row))
            return false;
        if (typeof(V) == typeof(decimal))
            return float.TryParse(Written(At(row)), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        number = float.CreateTruncating(At(row));
        return true;
    }

    private ReadOnlySpan<char> Written(V value) =>
        value.TryFormat(text, out var length, typeof(V) == typeof(decimal) ? Shortest : default, CultureInfo.InvariantCulture) ? text.AsSpan(0, length) : value.ToString(null, CultureInfo.InvariantCulture);
}

/// <summary>A column of texts.</summary>
internal sealed class ParquetTexts(DataField field) : ParquetColumn<ReadOnlyMemory<char>>(field)
{
    /// <inheritdoc/>
    public override ReadOnlySpan<char> Text(int row) => IsNull(row) ? [] : At(row).Span;
}

/// <summary>A column of values that are written as texts: dates and times as ISO 8601 does.</summary>
/// <param name="field">Where it is in the schema.</param>
/// <param name="format">How they are written.</param>
internal sealed class ParquetWritten<V>(DataField field, string? format) : ParquetColumn<V>(field)
    where V : struct, ISpanFormattable
{
    private readonly char[] text = new char[64];

    /// <inheritdoc/>
    public override ReadOnlySpan<char> Text(int row) => IsNull(row) ? []
        : At(row).TryFormat(text, out var length, format, CultureInfo.InvariantCulture) ? text.AsSpan(0, length) : At(row).ToString(format, CultureInfo.InvariantCulture);
}

/// <summary>A column of truth values, as the texts <c>false</c> and <c>true</c>.</summary>
internal sealed class ParquetTruths(DataField field) : ParquetColumn<bool>(field)
{
    /// <inheritdoc/>
    public override ReadOnlySpan<char> Text(int row) => IsNull(row) ? [] : At(row) ? "true" : "false";
}
