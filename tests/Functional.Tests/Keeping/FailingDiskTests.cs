using Functional.IO;
using LanguageExt;

namespace Functional.Tests.Keeping;

/// <summary>What happens to a file that is there already when the new one cannot be written.</summary>
public sealed class FailingDiskTests : ScratchFolder
{
    private static TensorTree<float> Old { get; } = TensorTree<float>.Of(("a", Tensor.Vector<float>(1, 2, 3)));

    private static TensorTree<float> New { get; } = TensorTree<float>.Of(("a", Key.FromSeed(1).Normal<float>([10_000])));

    /// <summary>Wherever the disk is full: in the first byte, the header, the numbers, the last byte, or when all is flushed.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(60)]
    [InlineData(20_000)]
    [InlineData(40_000)]
    [InlineData(FailingStream.AtTheEnd)]
    public void A_full_disk_leaves_the_old_file_and_nothing_else(long room) =>
        Intact(() => Save(new IOException("No space left on device"), room), "No space left on device");

    [Fact]
    public void A_disk_that_may_not_be_written_leaves_the_old_file_and_nothing_else() =>
        Intact(() => Save(new UnauthorizedAccessException("Access to the path is denied."), 8), "Access to the path is denied");

    [Fact]
    public void A_mistake_in_what_is_written_leaves_the_old_file_and_nothing_else() =>
        Intact(() => Safetensors.Save(At("file"), (TensorTree<float>)Tensor.Vector<float>(1)), "a tree of one tensor has no name");

    [Fact]
    public void An_exception_of_the_writer_passes_and_leaves_the_old_file()
    {
        Safetensors.Save(At("file"), Old).ThrowIfFail();

        Assert.Throws<InvalidOperationException>(() => Replacement.Write(At("file"), static _ => throw new InvalidOperationException()));
        Assert.Equal(Old, Safetensors.Read<float>(At("file")).ThrowIfFail());
        Assert.Equal([At("file")], Directory.GetFiles(Folder));
    }

    [Fact]
    public void A_disk_with_room_enough_takes_the_new_file()
    {
        Safetensors.Save(At("file"), Old).ThrowIfFail();

        Assert.True(Save(new IOException("No space left on device"), 1_000_000).IsSucc);
        Assert.Equal(New, Safetensors.Read<float>(At("file")).ThrowIfFail());
        Assert.Equal([At("file")], Directory.GetFiles(Folder));
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_said_and_nothing_is_left()
    {
        Directory.CreateDirectory(At("file"));

        SafetensorsTests.Fails(At("file"), Safetensors.Save(At("file"), New).Map(static _ => ""));
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said() =>
        SafetensorsTests.Fails(At("none/file"), Safetensors.Save(At("none/file"), New).Map(static _ => ""));

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_said()
    {
        File.WriteAllText(At("none"), "");

        SafetensorsTests.Fails(At("none/file"), Safetensors.Save(At("none/file"), New).Map(static _ => ""));
    }

    /// <summary>Whatever others write, each under a temporary name of its own: what is there in the end is one of their files, and whole.</summary>
    [Fact]
    public void Writers_at_the_same_time_do_not_mix()
    {
        var trees = Enumerable.Range(0, 4).Select(static seed => TensorTree<float>.Of(("a", Key.FromSeed((ulong)seed).Normal<float>([5000])))).ToArray();
        var threads = trees.Select(tree => new Thread(() =>
        {
            for (var time = 0; time < 10; time++)
                Safetensors.Save(At("file"), tree).ThrowIfFail();
        })).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();

        Assert.Contains(Safetensors.Read<float>(At("file")).ThrowIfFail(), trees);
        Assert.Equal([At("file")], Directory.GetFiles(Folder));
    }

    [Fact]
    public void What_a_killed_writer_has_left_is_no_hindrance()
    {
        File.WriteAllText(At("file.0.tmp"), "half");

        Assert.True(Safetensors.Save(At("file"), New).IsSucc);
        Assert.Equal("half", File.ReadAllText(At("file.0.tmp")));
    }

    private Fin<Unit> Save(Exception problem, long room) =>
        Replacement.Write(At("file"), target => Safetensors.Write(target, New, new Dictionary<string, string>()), file => new FailingStream(file, problem, room));

    private void Intact(Func<Fin<Unit>> save, string expected)
    {
        Safetensors.Save(At("file"), Old).ThrowIfFail();

        SafetensorsTests.Fails(expected, save().Map(static _ => ""));
        Assert.Equal(Old, Safetensors.Read<float>(At("file")).ThrowIfFail());
        Assert.Equal([At("file")], Directory.GetFiles(Folder));
    }
}
