using System.Globalization;
using Functional.IO;

namespace Functional.Tests.Keeping;

/// <summary>
/// Files that a Python script has written and read by the format's specification: Golden/keeping.py. It reads kept.safetensors, which is this tree as the library saves it:
/// <code>Safetensors.Save("kept.safetensors", KeptElsewhereTests.Tree, KeptElsewhereTests.Texts)</code>
/// </summary>
public sealed class KeptElsewhereTests : ScratchFolder
{
    private static string Golden { get; } = Path.Combine(AppContext.BaseDirectory, "Golden");

    internal static TensorTree<double> Tree { get; } = TensorTree<double>.Of(
        ("encoder", TensorTree<double>.Of(
            ("0", TensorTree<double>.Of(("weight", Tensor.Create<double>([2, 3], 1.5, -2.25, 1.0 / 3, double.Epsilon, -0.0, double.MaxValue)))),
            ("10", TensorTree<double>.Of(("weight", Tensor.Vector<double>(0.1, double.NegativeInfinity)))))),
        ("größe", (Tensor<double>)7.25),
        ("none", Tensor.Zeros<double>([0, 3])));

    internal static Dictionary<string, string> Texts { get; } = new() { ["said"] = "\"水\"\\", ["by"] = "Functional" };

    [Fact]
    public void A_file_from_elsewhere_is_read_to_the_bit()
    {
        var path = Path.Combine(Golden, "foreign.safetensors");
        var read = Safetensors.Read<float>(path, rename: static name => name is "steps" or "encoder.0.bias" ? null : name).ThrowIfFail();

        SafetensorsTests.SameBits(
            TensorTree<float>.Of(
                ("encoder", TensorTree<float>.Of(
                    ("0", TensorTree<float>.Of(("weight", Tensor.Create<float>([2, 3], 1.5f, -2.25f, 2 * float.Epsilon, 0.1f, -0f, float.MaxValue)))),
                    ("brain", Tensor.Vector<float>(1, -2.5f, BitConverter.UInt32BitsToSingle(0x03F00000), BitConverter.UInt32BitsToSingle(0x7F7F0000))),
                    ("half", Tensor.Vector<float>(1, -65504, 1f / (1 << 24), 0.333251953125f, float.PositiveInfinity)))),
                ("größe", TensorTree<float>.Of(("水", (Tensor<float>)7.25f))),
                ("none", Tensor.Zeros<float>([0, 3]))),
            read);
        Assert.Equal(Tensor.Vector<double>(1.0 / 3, -1e-310), Safetensors.Read<double>(path, "encoder.0.bias").ThrowIfFail()["encoder.0.bias"]);
        Assert.Equal(new Dictionary<string, string> { ["made by"] = "keeping.py", ["quote"] = "\"\\\n" }, Safetensors.ReadMetadata(path).ThrowIfFail());
        SafetensorsTests.Fails("the tensor 'steps' is of type I64", Safetensors.Read<float>(path, "steps").Map(static _ => ""));
    }

    [Fact]
    public void The_file_that_was_read_elsewhere_is_the_one_that_is_written_here()
    {
        Safetensors.Save(At("kept"), Tree, Texts).ThrowIfFail();

        Assert.Equal(File.ReadAllBytes(Path.Combine(Golden, "kept.safetensors")), File.ReadAllBytes(At("kept")));
    }

    [Fact]
    public void A_file_of_ours_is_read_elsewhere_to_the_bit()
    {
        var lines = Tree.Leaves.OrderBy(static leaf => leaf.Path, StringComparer.Ordinal).Select(static leaf => string.Join(' ', [
            leaf.Path, "F64", leaf.Value.Rank == 0 ? "scalar" : string.Join('x', leaf.Value.Shape.Select(static size => size.ToString(CultureInfo.InvariantCulture))),
            .. leaf.Value.Select(static number => BitConverter.DoubleToUInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture)),
        ]));

        Assert.Equal([.. lines, "metadata {\"by\": \"Functional\", \"said\": \"\\\"水\\\"\\\\\"}"], File.ReadAllLines(Path.Combine(Golden, "kept.txt")));
    }
}
