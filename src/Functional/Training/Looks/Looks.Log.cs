using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Functional;

// A line for each state.
public static partial class Looks
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>
    /// Writes comma-separated values (RFC 4180): a header, and a line for each state, before it is handed on. Columns are <c>step, epoch, batch, cost, rate</c>, then each auxiliary
    /// value that is one number, <c>auxiliary.name</c>, and each global norm that is measured, <c>norm.name</c>; the first state says which. Numbers are written so that reading them
    /// gives the same bits, and a cell is empty where there is none. The writer is flushed after each line, and stays the caller's.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="run">A run.</param>
    /// <param name="writer">What is written to.</param>
    /// <exception cref="InvalidOperationException">A later state has other columns than the first one.</exception>
    public static IEnumerable<TrainingState<T>> LogTo<T>(this IEnumerable<TrainingState<T>> run, TextWriter writer)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(writer);
        return Logged(run, writer);

        static IEnumerable<TrainingState<T>> Logged(IEnumerable<TrainingState<T>> run, TextWriter writer)
        {
            foreach (var (state, text) in Lines(run))
            {
                writer.Write(text);
                writer.Flush();
                yield return state;
            }
        }
    }

    /// <summary>
    /// The same to a file in UTF-8, which others may read meanwhile: a line that is written is there whatever becomes of the program. A file that exists is gone on with when it has
    /// the same columns, and else refused: after a run that went on from an earlier state, the last of several lines of a step counts.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="run">A run.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file has other columns, or ends within a line.</exception>
    /// <exception cref="InvalidOperationException">A later state has other columns than the first one.</exception>
    /// <exception cref="IOException">The file cannot be written; this is found before the first step.</exception>
    public static IEnumerable<TrainingState<T>> LogTo<T>(this IEnumerable<TrainingState<T>> run, string path)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Logged(run, path);

        static IEnumerable<TrainingState<T>> Logged(IEnumerable<TrainingState<T>> run, string path)
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            var goesOn = file.Length > 0;
            foreach (var (state, text) in Lines(run))
            {
                var (written, header) = (text, "");
                if (goesOn)
                {
                    header = Line(Columns(state));
                    ExpectHeader(file, header, path);
                    file.Seek(0, SeekOrigin.End);
                    goesOn = false;
                }
                file.Write(Encoding.UTF8.GetBytes(written[header.Length..]));
                file.Flush();
                yield return state;
            }
        }
    }

    /// <summary>Each state with its line; that of the first one has the header before it.</summary>
    private static IEnumerable<(TrainingState<T> State, string Text)> Lines<T>(IEnumerable<TrainingState<T>> run)
        where T : struct, IFloatingPointIeee754<T>
    {
        string? header = null;
        foreach (var state in run)
        {
            var own = Line(Columns(state));
            if (header is not null && own != header)
                throw new InvalidOperationException(Invariant(
                    $"LogTo: the first state has the columns [{header.TrimEnd()}], but the one after step {state.Step} has [{own.TrimEnd()}]: a log has the same columns throughout."));
            yield return (state, (header is null ? own : "") + Line(Cells(state)));
            header = own;
        }
    }

    private static IEnumerable<string> Columns<T>(TrainingState<T> state)
        where T : struct, IFloatingPointIeee754<T> =>
    [
        "step", "epoch", "batch", "cost", "rate",
        .. TrainingReport.AuxiliaryOf(state).Leaves.Select(static leaf => leaf.Path.Length == 0 ? "auxiliary" : $"auxiliary.{leaf.Path}"),
        .. TrainingReport.NormsOf(state).Leaves.Select(static leaf => $"norm.{leaf.Path}"),
    ];

    private static IEnumerable<string> Cells<T>(TrainingState<T> state)
        where T : struct, IFloatingPointIeee754<T> =>
    [
        Invariant($"{state.Step}"), Invariant($"{state.Epoch}"), Invariant($"{state.Batch}"), Written(state.Cost), Written(state.Rate),
        .. TrainingReport.AuxiliaryOf(state).Leaves.Concat(TrainingReport.NormsOf(state).Leaves).Select(static leaf => Written<T>(leaf.Value.Scalar)),
    ];

    /// <summary>The shortest text that is read as the same number.</summary>
    private static string Written<V>(V? value)
        where V : struct, IFloatingPointIeee754<V> => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Quoted)) + "\n";

    /// <summary>A cell in quotes where it would not be one without.</summary>
    private static string Quoted(string cell) => cell.AsSpan().ContainsAny(Special) || cell is [' ', ..] or [.., ' '] ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static void ExpectHeader(FileStream file, string header, string path)
    {
        file.Seek(0, SeekOrigin.Begin);
        using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var start = new char[header.Length];
        var count = reader.ReadBlock(start, 0, start.Length);
        if (!start.AsSpan(0, count).SequenceEqual(header))
            throw new InvalidDataException(
                $"LogTo: the file '{path}' has the columns [{new string(start, 0, count).Split('\n')[0].TrimEnd()}], but this run has [{header.TrimEnd()}]: log to another file.");
        file.Seek(-1, SeekOrigin.End);
        if (file.ReadByte() != '\n')
            throw new InvalidDataException($"LogTo: the file '{path}' ends within a line: complete or remove its last line, or log to another file.");
    }
}
