using System.Text;
using Functional.IO;

namespace Functional.Tests.Keeping;

/// <summary>Each rule of the format, broken alone.</summary>
public sealed class RefusedFilesTests : ScratchFolder
{
    private const string Whole = """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";

    public static TheoryData<string, int, string> Headers => new()
    {
        // The text.
        { "", 0, "does not begin with '{'" },
        { " " + Whole, 8, "does not begin with '{'" },
        { "[]", 0, "does not begin with '{'" },
        { "{", 0, "does not end with '}'" },
        { "{}\n", 0, "does not end with '}'" },
        { "{\"a\":}", 0, "is no JSON, at byte 5 of line 0" },
        { Whole + "}", 8, "is no JSON" },
        { Whole + "{}", 8, "is no JSON" },
        { Whole + "\0", 8, "does not end with '}'" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},}""", 8, "is no JSON" },
        { """{"a":{"dtype":"F32","shape":[02],"data_offsets":[0,8]}}""", 8, "is no JSON" },
        { """{"a\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "no Unicode" },
        // Names.
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "names 'a' twice" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\u0061":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "names 'a' twice" },
        { """{"":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "the name '' is no path" },
        { """{"a.":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "the name 'a.' is no path" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a.b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "'a.b' leads through 'a'" },
        // Texts.
        { """{"__metadata__":{},"__metadata__":{}}""", 0, "names '__metadata__' twice" },
        { """{"__metadata__":{"x":"1","x":"2"}}""", 0, "names '__metadata__.x' twice" },
        { """{"__metadata__":{"x":1}}""", 0, "'__metadata__.x' should be a text" },
        { """{"__metadata__":{"x":null}}""", 0, "'__metadata__.x' should be a text" },
        { """{"__metadata__":null}""", 0, "'__metadata__' should be texts by name" },
        { """{"__metadata__":[]}""", 0, "'__metadata__' should be texts by name" },
        // Fields.
        { """{"a":1}""", 0, "'a' should be a tensor" },
        { """{"a":null}""", 0, "'a' should be a tensor" },
        { """{"a":{"shape":[2],"data_offsets":[0,8]}}""", 8, "the tensor 'a' has no dtype" },
        { """{"a":{"dtype":"F32","data_offsets":[0,8]}}""", 8, "the tensor 'a' has no shape" },
        { """{"a":{"dtype":"F32","shape":[2]}}""", 8, "the tensor 'a' has no data_offsets" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"extra":0}}""", 8, "the field 'extra'" },
        { """{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "names 'a.dtype' twice" },
        { """{"a":{"dtype":"F32","shape":[2],"shape":[2],"data_offsets":[0,8]}}""", 8, "names 'a.shape' twice" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"data_offsets":[0,8]}}""", 8, "names 'a.data_offsets' twice" },
        // Types and numbers.
        { """{"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}""", 8, "the type 'F31', which the format does not know" },
        { """{"a":{"dtype":"f32","shape":[2],"data_offsets":[0,8]}}""", 8, "the type 'f32', which the format does not know" },
        { """{"a":{"dtype":32,"shape":[2],"data_offsets":[0,8]}}""", 8, "'a.dtype' should be the name of a type" },
        { """{"a":{"dtype":"I32","shape":[2],"data_offsets":[0,8]}}""", 8, "is of type I32; as float are read: F32, F16, BF16" },
        { """{"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}""", 8, "'a.shape' should be whole numbers" },
        { """{"a":{"dtype":"F32","shape":["2"],"data_offsets":[0,8]}}""", 8, "'a.shape' should be whole numbers" },
        { """{"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}""", 8, "'a.shape' should be whole numbers" },
        { """{"a":{"dtype":"F32","shape":[2e0],"data_offsets":[0,8]}}""", 8, "'a.shape' should be whole numbers" },
        { """{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "'a.shape' should be whole numbers" },
        { """{"a":{"dtype":"F32","shape":[18446744073709551616],"data_offsets":[0,8]}}""", 8, "'a.shape' should be whole numbers" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", 8, "has 1 data_offsets, not 2" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4,8]}}""", 8, "has 3 data_offsets, not 2" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,null]}}""", 8, "'a.data_offsets' should be whole numbers" },
        // Sizes.
        { """{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}""", 8, "more bytes than 64 bits can count" },
        { """{"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,0]}}""", 0, "more bytes than 64 bits can count" },
        { """{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,1]}}""", 1, "ends within a byte" },
        { """{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "takes 12 bytes, but has 8" },
        { """{"a":{"dtype":"F64","shape":[2],"data_offsets":[0,8]}}""", 8, "takes 16 bytes, but has 8" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "begins at byte 8 and ends before, at 0" },
        { """{"a":{"dtype":"F32","shape":[0,4294967296],"data_offsets":[0,0]}}""", 0, "is larger than a tensor can be" },
        // Places.
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[1,9]}}""", 9, "a hole before the tensor 'a': bytes 0 to 1" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[5,9]}}""", 9, "a hole before the tensor 'b': bytes 4 to 5" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "'a' and 'b' overlap" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "'a' and 'b' overlap" },
        { Whole, 7, "it is cut off: its tensors take 8 bytes, but after its header there are 7" },
        { Whole, 9, "which take 8 bytes, there are 1 more" },
        { "{}", 1, "which take 0 bytes, there are 1 more" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_header_that_breaks_a_rule_is_refused_and_the_rule_named(string header, int numbers, string expected) => Refused(Crafted.File(header, numbers), expected);

    [Fact]
    public void The_file_that_the_others_are_made_of_is_whole()
    {
        File.WriteAllBytes(At("file"), Crafted.File(Whole + "   ", 8));

        Assert.Equal(
            [BitConverter.UInt32BitsToSingle(0x03020100), BitConverter.UInt32BitsToSingle(0x07060504)], Safetensors.Read<float>(At("file")).ThrowIfFail()["a"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void A_file_of_fewer_than_eight_bytes_is_refused(int length) => Refused(new byte[length], $"it has {length} bytes");

    [Fact]
    public void A_header_that_is_too_long_is_refused()
    {
        Refused([.. Crafted.Length(100_000_001), .. "{}"u8], "its header has 100000001 bytes: at most 100000000");
        Refused([.. Crafted.Length(ulong.MaxValue), .. "{}"u8], "its header has 18446744073709551615 bytes");
    }

    [Fact]
    public void A_header_that_ends_beyond_the_file_is_refused() => Refused([.. Crafted.Length(3), .. "{}"u8], "ends beyond the file, which has 10");

    [Fact]
    public void Text_that_is_no_utf8_is_refused() =>
        Refused(Crafted.File([.. "{\""u8, 0xC3, 0x28, .. "\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"u8], 8), "no UTF-8");

    [Fact]
    public void Names_that_follow_one_another_too_often_are_refused()
    {
        var name = string.Join('.', Enumerable.Repeat("a", 100_000));
        Refused(Crafted.File("{\"" + name + "\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8), "a name has 100000 parts: at most 1000");
    }

    [Fact]
    public void Text_that_is_nested_without_end_is_refused() =>
        Refused(Crafted.File("{\"__metadata__\":" + string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "}", 0), "'__metadata__.a' should be a text");

    /// <summary>What a file says of its size is believed when the file is as long: a claim of gigabytes takes no memory.</summary>
    [Theory]
    [InlineData("""{"a":{"dtype":"F64","shape":[268435455],"data_offsets":[0,2147483640]}}""")]
    [InlineData("""{"a":{"dtype":"F64","shape":[0,2147483647],"data_offsets":[0,0]},"b":{"dtype":"F64","shape":[100000000],"data_offsets":[0,800000000]}}""")]
    [InlineData(null)]
    public void No_memory_is_taken_that_the_file_does_not_have(string? header)
    {
        using var file = new MemoryStream(header is null ? [.. Crafted.Length(99_999_999), .. "{}"u8] : Crafted.File(header, 8));
        Assert.Throws<InvalidDataException>(() => Safetensors.Read<double>(file));          // once before, so that what is set up once is there
        file.Position = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => Safetensors.Read<double>(file));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void A_file_or_folder_that_is_not_there_is_said()
    {
        SafetensorsTests.Fails(At("none"), Safetensors.Read<float>(At("none")).Map(static _ => ""));
        SafetensorsTests.Fails(Folder, Safetensors.Read<float>(Folder).Map(static _ => ""));
        SafetensorsTests.Fails(At("none"), Safetensors.ReadMetadata(At("none")).Map(static _ => ""));
    }

    [Fact]
    public void Names_and_messages_are_told_as_they_are_written() =>
        Refused(Crafted.File(Encoding.UTF8.GetBytes("""{"größe":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"""), 8), "the tensor 'größe' of type F32 and shape [3]");

    private void Refused(byte[] file, string expected)
    {
        File.WriteAllBytes(At("file"), file);
        var result = Safetensors.Read<float>(At("file")).Map(static _ => "");

        SafetensorsTests.Fails(expected, result);
        SafetensorsTests.Fails(At("file") + ": ", result);
    }
}
