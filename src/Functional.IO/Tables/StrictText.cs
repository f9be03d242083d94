using System.Buffers;
using System.Text;

namespace Functional.IO;

/// <summary>Text that is UTF-8 throughout, or refused.</summary>
internal static class StrictText
{
    private const int AtOnce = 1 << 16;

    /// <summary>Refuses other bytes, and passes over a mark of byte order at the beginning.</summary>
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>A reader of a file.</summary>
    public static StreamReader Over(Stream source) => new(source, Utf8, detectEncodingFromByteOrderMarks: false, AtOnce, leaveOpen: true);

    /// <summary>What is said of a file that has other bytes: the line where the first of them are.</summary>
    public static string Refusal(string path)
    {
        using var source = InputFile.Open(path);
        var (buffer, kept, line) = (new byte[AtOnce], 0, 1L);
        while (source.Read(buffer, kept, buffer.Length - kept) is var count && kept + count > 0)
        {
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, kept + count);
            while (!rest.IsEmpty)
            {
                var status = Rune.DecodeFromUtf8(rest, out var rune, out var taken);
                if (status == OperationStatus.NeedMoreData && count > 0)
                    break;
                if (status != OperationStatus.Done)
                    return Invariant($"line {line} is no UTF-8: save the file in that encoding");
                line += rune.Value == '\n' ? 1 : 0;
                rest = rest[taken..];
            }
            rest.CopyTo(buffer);
            kept = rest.Length;
        }
        return "it is no UTF-8: save the file in that encoding";
    }
}
