using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Functional.IO;

/// <summary>The JSON of a header: <c>{"__metadata__": {…}, "encoder.weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}</c>.</summary>
internal static class HeaderText
{
    public const string MetadataName = "__metadata__";
    private const string TypeField = "dtype", ShapeField = "shape", OffsetsField = "data_offsets";
    private const byte Space = 0x20, Open = (byte)'{', Close = (byte)'}';
    private const int Alignment = 8;

    /// <summary>Writes letters of most languages as they are, as the format's reference does.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The tensors and texts of a header, as they are written: what the numbers mean is checked elsewhere.</summary>
    /// <exception cref="InvalidDataException">It is not JSON of this form; the message says where.</exception>
    public static (ImmutableSortedDictionary<string, string> Metadata, List<Entry> Entries) Parse(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != Open)
            throw new InvalidDataException("its header does not begin with '{'");
        text = text.TrimEnd(Space);
        if (text[^1] != Close)
            throw new InvalidDataException("its header does not end with '}' and spaces");
        var metadata = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);
        var (entries, names) = (new List<Entry>(), new HashSet<string>(StringComparer.Ordinal));
        try
        {
            var reader = new Utf8JsonReader(text);
            reader.Read();
            while (NextName(ref reader) is { } name)
            {
                if (!names.Add(name))
                    throw new InvalidDataException($"its header names '{name}' twice");
                if (name == MetadataName)
                    metadata = Texts(ref reader);
                else
                    entries.Add(EntryOf(name, ref reader));
            }
            if (reader.Read())
                throw new InvalidDataException("its header goes on after its end");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException(Invariant($"its header is no JSON, at byte {problem.BytePositionInLine ?? 0} of line {problem.LineNumber ?? 0}"), problem);
        }
        catch (InvalidOperationException problem)       // an escaped half of a pair: "\ud800"
        {
            throw new InvalidDataException("its header has a text that is no Unicode", problem);
        }
        return (metadata, entries);
    }

    /// <summary>The 8 bytes and the header of tensors that follow one another, padded so that the numbers begin at a multiple of 8.</summary>
    /// <exception cref="InvalidDataException">It would be longer than the format allows.</exception>
    public static byte[] Write(IEnumerable<Entry> entries, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        using var made = new MemoryStream();
        made.Write(stackalloc byte[Header.LengthBytes]);
        using (var json = new Utf8JsonWriter(made, Plain))
        {
            json.WriteStartObject();
            var texts = metadata.OrderBy(static each => each.Key, StringComparer.Ordinal).ToArray();
            if (texts.Length > 0)
            {
                json.WriteStartObject(MetadataName);
                foreach (var (name, value) in texts)
                    json.WriteString(name, value);
                json.WriteEndObject();
            }
            foreach (var entry in entries)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString(TypeField, entry.Type.Name);
                WriteNumbers(json, ShapeField, entry.Axes);
                WriteNumbers(json, OffsetsField, [entry.Begin, entry.End]);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (made.Length % Alignment != 0)
            made.WriteByte(Space);
        var size = (ulong)(made.Length - Header.LengthBytes);
        if (size > Header.Longest)
            throw new InvalidDataException(Invariant($"the header would have {size} bytes: at most {Header.Longest} are allowed"));
        var bytes = made.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, size);
        return bytes;
    }

    /// <summary>Whether a text can be written: it has no half of a surrogate pair.</summary>
    public static bool IsUnicode(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var taken) != System.Buffers.OperationStatus.Done)
                return false;
            rest = rest[taken..];
        }
        return true;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string field, ImmutableArray<ulong> numbers)
    {
        json.WriteStartArray(field);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static string? NextName(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;

    private static ImmutableSortedDictionary<string, string> Texts(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, MetadataName, "texts by name");
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (NextName(ref reader) is { } name)
        {
            Expect(ref reader, JsonTokenType.String, $"{MetadataName}.{name}", "a text");
            if (!texts.TryAdd(name, reader.GetString()!))
                throw new InvalidDataException($"its header names '{MetadataName}.{name}' twice");
        }
        return texts.ToImmutable();
    }

    private static Entry EntryOf(string name, ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, name, $"a tensor, that is {TypeField}, {ShapeField} and {OffsetsField}");
        NumberType? type = null;
        ImmutableArray<ulong>? axes = null, offsets = null;
        while (NextName(ref reader) is { } field)
            switch (field)
            {
                case TypeField when type is null:
                    Expect(ref reader, JsonTokenType.String, $"{name}.{field}", "the name of a type");
                    var written = reader.GetString()!;
                    type = NumberType.Find(written) ?? throw new InvalidDataException($"the tensor '{name}' has the type '{written}', which the format does not know");
                    break;
                case ShapeField when axes is null:
                    axes = Numbers(ref reader, $"{name}.{field}");
                    break;
                case OffsetsField when offsets is null:
                    offsets = Numbers(ref reader, $"{name}.{field}");
                    break;
                default:
                    throw new InvalidDataException(field is TypeField or ShapeField or OffsetsField
                        ? $"its header names '{name}.{field}' twice"
                        : $"the tensor '{name}' has the field '{field}', which the format does not know");
            }
        if (type is null || axes is null || offsets is null)
            throw new InvalidDataException($"the tensor '{name}' has no {(type is null ? TypeField : axes is null ? ShapeField : OffsetsField)}");
        return offsets is [var begin, var end] ? new(name, type, axes.Value, begin, end)
            : throw new InvalidDataException(Invariant($"the tensor '{name}' has {offsets.Value.Length} {OffsetsField}, not 2"));
    }

    private static ImmutableArray<ulong> Numbers(ref Utf8JsonReader reader, string place)
    {
        const string expected = "whole numbers from 0 on";
        Expect(ref reader, JsonTokenType.StartArray, place, expected);
        var numbers = ImmutableArray.CreateBuilder<ulong>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            numbers.Add(reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out var number) ? number
                : throw new InvalidDataException($"'{place}' should be {expected}, below 2⁶⁴"));
        return numbers.ToImmutable();
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string place, string expected)
    {
        reader.Read();
        if (reader.TokenType != type)
            throw new InvalidDataException($"'{place}' should be {expected}");
    }
}
