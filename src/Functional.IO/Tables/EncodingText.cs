using System.Text.Json;
using System.Text.Json.Serialization;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

/// <summary>An encoding as JSON.</summary>
internal static class EncodingText
{
    public static string Write(TableEncoding encoding) => JsonSerializer.Serialize(encoding, EncodingJson.Default.TableEncoding);

    public static Fin<TableEncoding> Read(string json)
    {
        try
        {
            var read = JsonSerializer.Deserialize(json, EncodingJson.Default.TableEncoding);
            return (read is null ? "there is none" : read.Problem()) is { } problem ? Fail(problem) : read!;
        }
        catch (JsonException problem)
        {
            return Fail(problem.Message.TrimEnd('.'));
        }

        static Fin<TableEncoding> Fail(string problem) => Fin<TableEncoding>.Fail(Error.New($"The text describes no encoding of a table: {problem}."));
    }
}

/// <summary>How encodings become JSON and come back, by code that the compiler makes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(TableEncoding))]
internal sealed partial class EncodingJson : JsonSerializerContext;
