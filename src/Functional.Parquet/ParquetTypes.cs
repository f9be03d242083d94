using Parquet.Schema;

namespace Functional.IO;

/// <summary>Which types of Parquet become columns of a table.</summary>
internal static class ParquetTypes
{
    private const string Day = "yyyy-MM-dd", Moment = "yyyy-MM-ddTHH:mm:ss.FFFFFFF";

    /// <summary>The column; null where it is of a type that no table has.</summary>
    public static ParquetColumn? ColumnOf(DataField field) =>
        field.IsArray || field.MaxRepetitionLevel > 0 ? null
        : field.ClrType == typeof(bool) ? new ParquetTruths(field)
        : field.ClrType == typeof(sbyte) ? new ParquetNumbers<sbyte>(field)
        : field.ClrType == typeof(byte) ? new ParquetNumbers<byte>(field)
        : field.ClrType == typeof(short) ? new ParquetNumbers<short>(field)
        : field.ClrType == typeof(ushort) ? new ParquetNumbers<ushort>(field)
        : field.ClrType == typeof(int) ? new ParquetNumbers<int>(field)
        : field.ClrType == typeof(uint) ? new ParquetNumbers<uint>(field)
        : field.ClrType == typeof(long) ? new ParquetNumbers<long>(field)
        : field.ClrType == typeof(ulong) ? new ParquetNumbers<ulong>(field)
        : field.ClrType == typeof(float) ? new ParquetNumbers<float>(field)
        : field.ClrType == typeof(double) ? new ParquetNumbers<double>(field)
        : field.ClrType == typeof(decimal) ? new ParquetNumbers<decimal>(field)
        : field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>) ? new ParquetTexts(field)
        : field.ClrType == typeof(DateOnly) ? new ParquetWritten<DateOnly>(field, Day)
        : field.ClrType == typeof(DateTime) ? new ParquetWritten<DateTime>(field, field is DateTimeDataField { DateTimeFormat: DateTimeFormat.Date } ? Day : Moment)
        : field.ClrType == typeof(Guid) ? new ParquetWritten<Guid>(field, null)
        : null;
}
