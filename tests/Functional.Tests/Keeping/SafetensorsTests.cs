using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Functional.IO;
using LanguageExt.Common;

namespace Functional.Tests.Keeping;

public sealed class SafetensorsTests : ScratchFolder
{
    private static TensorTree<double> Tree { get; } = TensorTree<double>.Of(
        ("encoder", TensorTree<double>.Of(
            ("10", TensorTree<double>.Of(("weight", Tensor.Create<double>([2, 2], double.NaN, -0.0, double.Epsilon, double.NegativeInfinity)))),
            ("9", TensorTree<double>.Of(("weight", Tensor.Create<double>([1, 3], 1.0 / 3, double.MaxValue, -1e-308)))))),
        ("größe", (Tensor<double>)7.25),
        ("none", Tensor.Zeros<double>([0, 4])));

    [Fact]
    public void A_tree_of_doubles_comes_back_to_the_bit()
    {
        Assert.True(Safetensors.Save(At("tree"), Tree).IsSucc);

        SameBits(Tree, Read<double>("tree"));
    }

    [Fact]
    public void A_tree_of_floats_comes_back_to_the_bit()
    {
        var tree = Key.FromSeed(1).Normal<float>([70_000]) is var normal ? TensorTree<float>.Of(("a", normal), ("b", Tree.Cast<float>())) : null!;
        Assert.True(Safetensors.Save(At("tree"), tree).IsSucc);

        SameBits(tree, Read<float>("tree"));
    }

    [Fact]
    public void The_empty_tree_is_a_file_without_tensors()
    {
        Assert.True(Safetensors.Save(At("tree"), TensorTree<float>.Empty).IsSucc);

        Assert.True(Read<float>("tree").IsEmpty);
        Assert.Equal([.. Crafted.Length(8), .. "{}      "u8], File.ReadAllBytes(At("tree")));
    }

    [Fact]
    public void Texts_come_back_and_are_in_order()
    {
        var texts = ImmutableDictionary<string, string>.Empty.Add("b", "\"\\\n\t水").Add("a", "").Add("", "empty");
        Assert.True(Safetensors.Save(At("tree"), Tree, texts).IsSucc);

        var read = Safetensors.ReadMetadata(At("tree")).ThrowIfFail();
        Assert.Equal(["", "a", "b"], read.Keys);
        Assert.Equal(texts.OrderBy(static each => each.Key, StringComparer.Ordinal), read);
        SameBits(Tree, Read<double>("tree"));
    }

    [Fact]
    public void Tensors_are_written_by_name_and_their_numbers_begin_at_a_multiple_of_eight()
    {
        Assert.True(Safetensors.Save(At("tree"), Tree).IsSucc);

        var bytes = File.ReadAllBytes(At("tree"));
        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var header = Encoding.UTF8.GetString(bytes, 8, (int)length);
        Assert.Equal(0UL, length % 8);
        Assert.Equal(
            "{\"encoder.10.weight\":{\"dtype\":\"F64\",\"shape\":[2,2],\"data_offsets\":[0,32]},\"encoder.9.weight\":{\"dtype\":\"F64\",\"shape\":[1,3],\"data_offsets\":[32,56]},"
            + "\"größe\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[56,64]},\"none\":{\"dtype\":\"F64\",\"shape\":[0,4],\"data_offsets\":[64,64]}}",
            header.TrimEnd(' '));
        Assert.Equal(8 + (int)length + 64, bytes.Length);
    }

    /// <summary>UTF-16 puts the surrogates of U+10000 before U+FF5E; the bytes of UTF-8 come after it.</summary>
    [Fact]
    public void Names_are_in_the_order_of_their_bytes()
    {
        Assert.True(Safetensors.Save(At("tree"), TensorTree<float>.Of(("\U00010000", (Tensor<float>)1f), ("\uff5e", (Tensor<float>)2f))).IsSucc);

        var bytes = File.ReadAllBytes(At("tree"));
        var (first, second) = (bytes.AsSpan().IndexOf("\"\uff5e\""u8), bytes.AsSpan().IndexOf("\"\\uD800\\uDC00\""u8));
        Assert.True(0 < first && first < second, FormattableString.Invariant($"{first}, {second}"));
        Assert.Equal(2, Read<float>("tree").Children.Length);
    }

    [Fact]
    public void The_same_tree_is_the_same_bytes_in_whatever_order_it_was_made()
    {
        Safetensors.Save(At("one"), TensorTree<float>.Of(("a", (Tensor<float>)1f), ("b", (Tensor<float>)2f))).ThrowIfFail();
        Safetensors.Save(At("other"), TensorTree<float>.Of(("b", (Tensor<float>)2f), ("a", (Tensor<float>)1f))).ThrowIfFail();

        Assert.Equal(File.ReadAllBytes(At("one")), File.ReadAllBytes(At("other")));
    }

    [Fact]
    public void A_part_is_read_by_its_path_and_renamed_by_a_function()
    {
        Safetensors.Save(At("tree"), Tree).ThrowIfFail();

        Assert.Equal(["encoder.9.weight", "encoder.10.weight"], Paths(Safetensors.Read<double>(At("tree"), "encoder").ThrowIfFail()));
        Assert.Equal(["encoder.9.weight"], Paths(Safetensors.Read<double>(At("tree"), "encoder.9").ThrowIfFail()));
        Assert.Equal(["body.w"], Paths(Safetensors.Read<double>(At("tree"), rename: static name => name == "encoder.9.weight" ? "body.w" : null).ThrowIfFail()));
        Assert.Equal(["größe"], Paths(Safetensors.Read<double>(At("tree"), "größe", static name => name == "none" ? null : name).ThrowIfFail()));
    }

    [Fact]
    public void A_part_that_is_not_there_is_said() =>
        Fails("there is nothing at 'encode'", Saved(Tree, path => Safetensors.Read<double>(path, "encode").Map(static _ => "")));

    [Theory]
    [InlineData("a..b", "is no path of a tree")]
    [InlineData("", "is no path of a tree")]
    [InlineData(".a", "is no path of a tree")]
    [InlineData("none.a", "'none.a' leads through 'none', which is a tensor")]
    [InlineData("größe", "two tensors become 'größe'")]
    public void A_new_name_that_does_not_fit_is_refused(string name, string expected) =>
        Fails(expected, Saved(Tree, path => Safetensors.Read<double>(path, rename: old => old == "encoder.9.weight" ? name : old).Map(static _ => "")));

    [Fact]
    public void A_tree_of_one_tensor_has_no_name_and_is_refused() =>
        Fails("a tree of one tensor has no name", Safetensors.Save(At("tree"), (TensorTree<float>)Tensor.Vector<float>(1, 2)).Map(static _ => ""));

    [Fact]
    public void The_name_that_the_format_keeps_is_refused() =>
        Fails("'__metadata__'", Safetensors.Save(At("tree"), TensorTree<float>.Of(("__metadata__", (Tensor<float>)1f))).Map(static _ => ""));

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused()
    {
        Fails("surrogate", Safetensors.Save(At("tree"), TensorTree<float>.Of(("a\ud800", (Tensor<float>)1f))).Map(static _ => ""));
        Fails("surrogate", Safetensors.Save(At("tree"), Tree, new Dictionary<string, string> { ["a"] = "\udc00" }).Map(static _ => ""));
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void A_text_that_is_null_is_refused() =>
        Fails("'a' is null", Safetensors.Save(At("tree"), Tree, new Dictionary<string, string> { ["a"] = null! }).Map(static _ => ""));

    [Fact]
    public void Paths_that_are_deeper_than_can_be_read_are_not_written()
    {
        TensorTree<float> tree = (Tensor<float>)1f;
        for (var depth = 0; depth < 1000; depth++)
            tree = TensorTree<float>.Of(("a", tree));
        Safetensors.Save(At("deepest"), tree).ThrowIfFail();

        Assert.Equal(tree, Read<float>("deepest"));
        Fails("more than 1000 names", Safetensors.Save(At("deeper"), TensorTree<float>.Of(("a", tree))).Map(static _ => ""));
    }

    [Fact]
    public void Numbers_of_another_type_are_refused_by_its_name()
    {
        Fails("'encoder.10.weight' is of type F64; as float are read: F32, F16, BF16", Saved(Tree, static path => Safetensors.Read<float>(path).Map(static _ => "")));
        Fails("'a' is of type F32; as double are read: F64", Saved(
            TensorTree<float>.Of(("a", (Tensor<float>)1f)), static path => Safetensors.Read<double>(path).Map(static _ => "")));
    }

    [Fact]
    public void What_is_no_path_is_refused_at_once()
    {
        Assert.Throws<ArgumentException>(() => Safetensors.Save("", Tree));
        Assert.Throws<ArgumentException>(() => Safetensors.Read<float>(""));
        Assert.Throws<ArgumentNullException>(() => Safetensors.Load(null!, Tree));
        Assert.Throws<ArgumentNullException>(() => Safetensors.Save<float>(At("tree"), null!));
        Assert.Throws<ArgumentException>(() => Safetensors.ReadMetadata(""));
    }

    internal static void SameBits<T>(TensorTree<T> expected, TensorTree<T> actual)
        where T : struct, System.Numerics.IFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Leaves.Select(static leaf => (leaf.Path, leaf.Value.Shape)), actual.Leaves.Select(static leaf => (leaf.Path, leaf.Value.Shape)));
        foreach (var ((path, one), (_, other)) in expected.Leaves.Zip(actual.Leaves))
            Assert.True(Bytes(one).SequenceEqual(Bytes(other)), path);

        static ReadOnlySpan<byte> Bytes(Tensor<T> tensor) => System.Runtime.InteropServices.MemoryMarshal.AsBytes(tensor.Span);
    }

    internal static void Fails(string expected, LanguageExt.Fin<string> result) =>
        Assert.Contains(expected, Assert.IsType<Error>(result.Case, exactMatch: false).Message, StringComparison.Ordinal);

    private static IEnumerable<string> Paths<T>(TensorTree<T> tree)
        where T : struct, System.Numerics.IFloatingPointIeee754<T> => tree.Leaves.Select(static leaf => leaf.Path);

    private LanguageExt.Fin<string> Saved<T>(TensorTree<T> tree, Func<string, LanguageExt.Fin<string>> read)
        where T : struct, System.Numerics.IFloatingPointIeee754<T>
    {
        Safetensors.Save(At("saved"), tree).ThrowIfFail();
        return read(At("saved"));
    }

    private TensorTree<T> Read<T>(string name)
        where T : struct, System.Numerics.IFloatingPointIeee754<T> => Safetensors.Read<T>(At(name)).ThrowIfFail();
}
