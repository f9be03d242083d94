using System.Globalization;
using System.Numerics;
using System.Text;

namespace Functional.Tests.Keeping;

/// <summary>
/// The rules of the format once more, written from its specification and what its reference refuses, and sharing nothing with the library: whole numbers are as large as they
/// like, bytes are counted one by one. What it gives is a tensor's numbers as the bits of floats.
/// </summary>
internal static class StrictChecker
{
    private static readonly Dictionary<string, int> Bytes = new() { ["F32"] = 4, ["F16"] = 2, ["BF16"] = 2 };

    /// <summary>The tensors of a file by name; null where it is not valid, or has other numbers than floats, or names that are no paths of one tree.</summary>
    public static SortedDictionary<string, (BigInteger[] Shape, uint[] Bits)>? Read(byte[] file)
    {
        try
        {
            return Checked(file);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static SortedDictionary<string, (BigInteger[] Shape, uint[] Bits)> Checked(byte[] file)
    {
        Demand(file.Length >= 8);
        var length = new BigInteger(file.AsSpan(0, 8), isUnsigned: true);
        Demand(length <= 100_000_000 && 8 + length <= file.Length);
        var start = 8 + (int)length;
        var header = Members(StrictJson.Parse(Text(file[8..start])));
        Demand(file[8] == '{' && Array.FindLast(file[8..start], static each => each != ' ') == '}');

        var data = file[start..];
        var owners = new int[data.Length];
        var found = new SortedDictionary<string, (BigInteger[], uint[])>(StringComparer.Ordinal);
        var empty = new List<BigInteger>();
        var edges = new HashSet<BigInteger> { 0 };
        foreach (var (name, value) in header)
        {
            if (name == "__metadata__")
            {
                Demand(Members(value).Values.All(static each => each is string));
                continue;
            }
            var fields = Members(value);
            Demand(fields.Count == 3 && fields.ContainsKey("dtype") && fields.ContainsKey("shape") && fields.ContainsKey("data_offsets"));
            Demand(fields["dtype"] is string type && Bytes.ContainsKey(type));
            var size = Bytes[(string)fields["dtype"]!];
            var (shape, offsets) = (Whole(fields["shape"]), Whole(fields["data_offsets"]));
            Demand(offsets.Length == 2 && offsets[0] <= offsets[1] && offsets[1] <= data.Length);
            Demand(shape.Aggregate(BigInteger.One, static (product, axis) => product * axis) * size == offsets[1] - offsets[0]);
            Demand(shape.Aggregate(BigInteger.One, static (product, axis) => product * BigInteger.Max(axis, 1)) <= int.MaxValue);       // the library's own limit
            Demand(name.Split('.').All(static each => each.Length > 0));
            if (offsets[0] == offsets[1])
                empty.Add(offsets[0]);
            edges.Add(offsets[1]);
            for (var at = (int)offsets[0]; at < (int)offsets[1]; at++)
                owners[at]++;
            found.Add(name, (shape, Bits(data[(int)offsets[0]..(int)offsets[1]], (string)fields["dtype"]!)));
        }
        Demand(owners.All(static count => count == 1));                 // no hole, no overlap, nothing behind the last
        Demand(empty.All(edges.Contains));                              // what has no bytes lies between two others
        Demand(!found.Keys.Any(outer => found.Keys.Any(inner => inner.StartsWith(outer + ".", StringComparison.Ordinal))));
        return found;
    }

    private static uint[] Bits(byte[] bytes, string type)
    {
        var size = Bytes[type];
        return [.. Enumerable.Range(0, bytes.Length / size).Select(place =>
        {
            var bits = bytes.Skip(place * size).Take(size).Reverse().Aggregate(0u, static (number, each) => number << 8 | each);
            return type switch
            {
                "F32" => bits,
                "BF16" => bits << 16,
                _ => BitConverter.SingleToUInt32Bits(Half(bits)),
            };
        })];
    }

    /// <summary>IEEE 754, binary16: 1 bit of sign, 5 of the exponent, 10 of the fraction.</summary>
    private static float Half(uint bits)
    {
        var (sign, exponent, fraction) = ((bits & 0x8000) == 0 ? 1f : -1f, (int)(bits >> 10) & 31, bits & 1023);
        return exponent switch
        {
            0 => sign * fraction * MathF.Pow(2, -24),
            31 => fraction == 0 ? sign * float.PositiveInfinity : (float)BitConverter.UInt16BitsToHalf((ushort)bits),       // which NaN it becomes is .NET's to say
            _ => sign * (1024 + fraction) * MathF.Pow(2, exponent - 25),
        };
    }

    private static string Text(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (ArgumentException problem)
        {
            throw new FormatException("no UTF-8", problem);
        }
    }

    private static Dictionary<string, object?> Members(object? value)
    {
        Demand(value is List<KeyValuePair<string, object?>>);
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, each) in (List<KeyValuePair<string, object?>>)value!)
            Demand(members.TryAdd(name, each));
        return members;
    }

    private static BigInteger[] Whole(object? value)
    {
        Demand(value is List<object?> numbers && numbers.All(static each => each is StrictJson.Number { Text: var text } && text.All(char.IsAsciiDigit)));
        BigInteger[] whole = [.. ((List<object?>)value!).Select(static each => BigInteger.Parse(((StrictJson.Number)each!).Text, CultureInfo.InvariantCulture))];
        Demand(whole.All(static each => each <= ulong.MaxValue));
        return whole;
    }

    private static void Demand(bool isSo)
    {
        if (!isSo)
            throw new FormatException();
    }
}
