using System.Diagnostics;
using System.Globalization;
using System.Text;
using Functional.IO;
using nietras.SeparatedValues;

namespace Functional.Benchmarks;

/// <summary>Batches streamed from a file of separated values, beside the parser that reads it, alone.</summary>
internal static class Tables
{
    private const int Columns = 20, BatchSize = 256, Megabyte = 1_000_000;

    /// <param name="pace">How long is measured.</param>
    /// <param name="megabytes">How large the file is; 200 when it is not said.</param>
    public static void Run(Pace pace, int megabytes = 200)
    {
        var path = Path.GetTempFileName();
        try
        {
            var bytes = Make(path, (pace == Pace.Brief ? 1 : megabytes) * (long)Megabyte);
            var encoding = Csv.Learn(path, Column.Class("class")).IfFail(static problems => throw new InvalidDataException(problems.Head.Message));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F0} MB, {Columns} numbers and a class a row, batches of {BatchSize}"));
            Console.WriteLine($"{"",-28} {"MB/s",6} {"of Sep",7} {"allocated MB",13} {"held MB",8}");
            double sep = 0;
            foreach (var (name, body) in Cases(path, encoding))
            {
                var (seconds, allocated, held) = Measure(body, pace == Pace.Brief || megabytes > 500 ? 1 : 3);
                var speed = bytes / 1e6 / seconds;
                sep = sep == 0 ? speed : sep;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} {speed,6:F0} {speed / sep,7:F2} {allocated / 1e6,13:F0} {held / 1e6,8:F1}"));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEnumerable<(string Name, Func<Action, long> Body)> Cases(string path, TableEncoding encoding)
    {
        yield return ("sep-numbers", look => Sep(path, look, isParsed: true));
        yield return ("sep-rows", look => Sep(path, look, isParsed: false));
        yield return ("learn", look => Csv.Learn(path, Column.Class("class")).IsSuccess ? 1 : 0);
        yield return ("stream", look => Count(Csv.StreamClasses<float>(path, encoding, BatchSize, ahead: 0), look));
        yield return ("stream-ahead", look => Count(Csv.StreamClasses<float>(path, encoding, BatchSize), look));
        yield return ("stream-ahead-shuffled", look => Count(Csv.StreamClasses<float>(path, encoding, BatchSize, new(Key.FromSeed(1), 10_000)), look));
    }

    /// <summary>The parser alone: each row, or each number as a float and each class as a span.</summary>
    private static long Sep(string path, Action look, bool isParsed)
    {
        using var reader = nietras.SeparatedValues.Sep.New(',').Reader(static options => options with { HasHeader = true, CultureInfo = CultureInfo.InvariantCulture }).FromFile(path);
        var (count, sum) = (0L, 0f);
        foreach (var row in reader)
        {
            for (var column = 0; isParsed && column < Columns; column++)
                sum += row[column].Parse<float>();
            count += row[Columns].Span.Length;
            if (count % 100_000 == 0)
                look();
        }
        return count + (float.IsNaN(sum) ? 1 : 0);
    }

    private static long Count(IEnumerable<Samples<Tensor<float>, Labels>> batches, Action look)
    {
        var (count, number) = (0L, 0);
        foreach (var batch in batches)
        {
            count += batch.Count;
            if (++number % 500 == 0)
                look();
        }
        return count;
    }

    private static (double Seconds, long Allocated, long Held) Measure(Func<Action, long> body, int rounds)
    {
        var (best, allocated, held) = (double.MaxValue, 0L, 0L);
        for (var round = 0; round < rounds; round++)
        {
            var (before, clock) = (GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
            body(static () => { });
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
            allocated = GC.GetTotalAllocatedBytes() - before;
        }
        var empty = GC.GetTotalMemory(forceFullCollection: true);
        body(() => held = Math.Max(held, GC.GetTotalMemory(forceFullCollection: true) - empty));
        return (best, allocated, held);
    }

    private static long Make(string path, long length)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16);
        var key = Key.FromSeed(1);
        writer.WriteLine(string.Join(',', Enumerable.Range(0, Columns).Select(static column => FormattableString.Invariant($"x{column}"))) + ",class");
        var line = new StringBuilder();
        for (long row = 0, written = 0; written < length; row++)
        {
            line.Clear();
            for (var column = 0; column < Columns; column++)
                line.Append(CultureInfo.InvariantCulture, $"{(key.Bits((int)(row * Columns + column) & int.MaxValue) % 2_000_000) / 1e4 - 100:F4},");
            line.Append(CultureInfo.InvariantCulture, $"kind {row % 7}\n");
            writer.Write(line);
            written += line.Length;
        }
        writer.Flush();
        return writer.BaseStream.Length;
    }
}
