using System.Globalization;
using System.Text;
using Functional.IO;

namespace Functional.Tests.Keeping;

/// <summary>Files with mistakes are refused, or read as they are: never an exception of another kind, never a number that the rules do not give.</summary>
public sealed class MutatedFilesTests
{
    private const int Files = 10_000;

    private static readonly byte[][] Sources =
    [
        Crafted.File("""{"__metadata__":{"a":"b"},"x.0":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"x.1":{"dtype":"F16","shape":[3],"data_offsets":[8,14]},"y":{"dtype":"BF16","shape":[],"data_offsets":[14,16]}}   """, 16),
        Crafted.File("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[0,4],"data_offsets":[4,4]},"c":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8),
        Crafted.File("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4),
        Crafted.File("{}      ", 0),
    ];

    [Fact]
    public void Ten_thousand_files_with_mistakes_are_judged_as_the_rules_judge_them()
    {
        var (accepted, refused, wrong) = (0, 0, new List<string>());
        for (var number = 0; number < Files; number++)
        {
            var file = Mutation.Of(Sources[number % Sources.Length], Key.FromSeed(11).Split(number));
            var (expected, actual) = (Written(StrictChecker.Read(file)), Written(file));
            (accepted, refused) = (accepted + (actual is null ? 0 : 1), refused + (actual is null ? 1 : 0));
            if (expected != actual)
                wrong.Add(FormattableString.Invariant($"file {number}, {Encoding.Latin1.GetString(file)}: expected {expected ?? "a refusal"}, but got {actual ?? "one"}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(5)));
        Assert.True(accepted > Files / 20 && refused > Files / 2, FormattableString.Invariant($"{accepted} were accepted, {refused} refused"));      // both were seen
    }

    [Fact]
    public void The_files_without_mistakes_are_whole_by_both() =>
        Assert.All(Sources, static file => Assert.Equal(Written(StrictChecker.Read(file)) ?? "refused", Written(file)));

    /// <summary>Every cut of a file is refused.</summary>
    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused() =>
        Assert.All(Sources, static file => Assert.All(Enumerable.Range(0, file.Length), length => Assert.Null(Written(file[..length]))));

    private static string? Written(IDictionary<string, (System.Numerics.BigInteger[] Shape, uint[] Bits)>? tensors) => tensors is null ? null : string.Join(
        "; ", tensors.Select(static each => $"{each.Key} [{string.Join(", ", each.Value.Shape.Select(Text))}]: {string.Join(' ', each.Value.Bits.Select(Text))}"));

    private static string? Written(byte[] file)
    {
        try
        {
            using var source = new MemoryStream(file);
            return string.Join("; ", Safetensors.Read<float>(source).Leaves.OrderBy(static leaf => leaf.Path, StringComparer.Ordinal)
                .Select(static leaf => $"{leaf.Path} {leaf.Value.Shape}: {string.Join(' ', leaf.Value.Select(static number => Text(Bits(number))))}"));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static uint Bits(float number) => BitConverter.SingleToUInt32Bits(number);

    private static string Text<N>(N number)
        where N : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
