using Parquet;
using Parquet.Schema;

namespace Functional.IO;

/// <summary>A column of a Parquet file, of which the values of one group of rows are there at a time.</summary>
internal abstract class ParquetColumn
{
    /// <summary>Reads the values of a group.</summary>
    public abstract void Read(ParquetRowGroupReader group, int rows);

    /// <summary>Whether a value is null.</summary>
    public abstract bool IsNull(int row);

    /// <summary>A value as a text; empty when it is null.</summary>
    public abstract ReadOnlySpan<char> Text(int row);

    /// <summary>A value as a number; none when it is null or no number.</summary>
    public virtual bool TryDouble(int row, out double number)
    {
        number = default;
        return false;
    }

    /// <summary>A value as a number; none when it is null or no number.</summary>
    public virtual bool TrySingle(int row, out float number)
    {
        number = default;
        return false;
    }
}

/// <summary>A column of a type.</summary>
/// <typeparam name="V">The type of its values.</typeparam>
/// <param name="field">Where it is in the schema.</param>
internal abstract class ParquetColumn<V>(DataField field) : ParquetColumn
    where V : struct
{
    private V[] values = [];
    private int[] levels = [], places = [];

    /// <inheritdoc/>
    public override void Read(ParquetRowGroupReader group, int rows)
    {
        if (values.Length < rows)
        {
            values = new V[rows];
            (levels, places) = field.MaxDefinitionLevel == 0 ? ([], []) : (new int[rows], new int[rows]);
        }
        Array.Clear(values);                    // where a page is broken, no value of another group comes out
        Array.Clear(levels);
        Memory<int>? definitions = field.MaxDefinitionLevel == 0 ? null : (Memory<int>?)levels.AsMemory(0, rows);
        group.ReadRawAsync(field, values.AsMemory(0, rows), definitions, null).AsTask().GetAwaiter().GetResult();
        // Nulls take no room among the values.
        var found = 0;
        for (var row = 0; row < places.Length; row++)
            places[row] = row < rows && levels[row] == field.MaxDefinitionLevel ? found++ : -1;
    }

    /// <inheritdoc/>
    public override bool IsNull(int row) => places.Length > 0 && places[row] < 0;

    /// <summary>A value that is not null.</summary>
    protected ref readonly V At(int row) => ref values[places.Length > 0 ? places[row] : row];
}
