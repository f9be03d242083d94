using System.Text;

namespace Functional.Tests.Keeping;

/// <summary>A file with some mistakes in it: the same for the same key.</summary>
internal static class Mutation
{
    private static readonly string[] Words =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0061", "\\ud800", " ", "\n", "0", "1", "4", "8", "-", ".", "e1", "null", "true", "\"a\":", "\"dtype\":", "\"F16\"", "\"F32\"",
        "\"BF16\"", "\"F64\"", "\"I8\"", "\"shape\":[]", "\"data_offsets\":[0,0]", "\"__metadata__\":{},", "18446744073709551615", "4294967296", "ö",
    ];

    public static byte[] Of(byte[] file, Key key)
    {
        var made = file.ToList();
        for (var each = Below(key.Split("count"), 3); each >= 0; each--)
            made = Once(made, key.Split(each));
        return [.. made];
    }

    private static List<byte> Once(List<byte> file, Key key)
    {
        var header = Math.Min(file.Count, 8 + (file.Count < 8 ? 0 : (int)Math.Min(BitConverter.ToUInt64([.. file[..8]]), int.MaxValue / 2)));
        var (place, inHeader) = (Below(key.Split("place"), file.Count + 1), 8 + Below(key.Split("in header"), Math.Max(1, header - 8)));
        inHeader = Math.Min(inHeader, file.Count);
        switch (Below(key.Split("kind"), 10))
        {
            case 0 when place < file.Count:                                             // a flipped bit
                file[place] ^= (byte)(1 << Below(key.Split("bit"), 8));
                return file;
            case 1:                                                                     // an end that is missing
                return file[..place];
            case 2:                                                                     // a piece that is missing
                return [.. file[..place], .. file[Math.Min(file.Count, place + 1 + Below(key.Split("length"), 16))..]];
            case 3:                                                                     // a piece that is there twice
                var until = Math.Min(file.Count, place + Below(key.Split("length"), 16));
                return [.. file[..until], .. file[place..]];
            case 4:                                                                     // bytes too many
                return [.. file[..place], .. Enumerable.Range(0, Below(key.Split("length"), 9)).Select(each => (byte)Below(key.Split("bytes").Split(each), 256)), .. file[place..]];
            case 5 when inHeader < file.Count:                                          // a flipped bit of the text
                file[inHeader] ^= (byte)(1 << Below(key.Split("bit"), 8));
                return file;
            case 6:                                                                     // a word of the text, with a header that is as long
                return Fitting(file, header, [.. file[..inHeader], .. Word(key), .. file[inHeader..header]]);
            case 7 when inHeader + 1 < header:                                          // a character of the text less
                return Fitting(file, header, [.. file[..inHeader], .. file[(inHeader + 1)..header]]);
            default:                                                                    // another number in the text
                var digits = Enumerable.Range(8, Math.Max(0, header - 8)).Where(at => file[at] is >= (byte)'0' and <= (byte)'9').ToArray();
                if (digits.Length > 0)
                    file[digits[Below(key.Split("digit"), digits.Length)]] = (byte)('0' + Below(key.Split("value"), 10));
                return file;
        }
    }

    private static byte[] Word(Key key) => Encoding.UTF8.GetBytes(Words[Below(key.Split("word"), Words.Length)]);

    private static List<byte> Fitting(List<byte> file, int header, List<byte> changed) =>
        file.Count < 8 ? file : [.. Crafted.Length((ulong)(changed.Count - 8)), .. changed[8..], .. file[header..]];

    private static int Below(Key key, int count) => (int)(key.Bits(0) % (ulong)count);
}
