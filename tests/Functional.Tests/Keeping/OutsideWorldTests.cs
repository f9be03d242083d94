using Functional.Images;
using Functional.IO;
using LanguageExt;
using LanguageExt.Common;
using static Functional.Layers<float>;

namespace Functional.Tests.Keeping;

/// <summary>Every reader and writer says in a value what the outside world refuses, and names the file.</summary>
public sealed class OutsideWorldTests : ScratchFolder
{
    private static readonly Tensor<float> Ones = Tensor.Ones<float>([1000]);
    private static readonly TrainingState<float> Start = Training.Start(Dense(300), [300], Optimizer.Adam(1e-3f), Key.FromSeed(1));
    private static readonly TableEncoding Encoding = new() { Features = [Column.Number("x")], Target = Column.Number("y") };

    private static readonly (string Name, Func<string, string[]> Problems)[] Readers =
    [
        ("settings", static path => All(SettingsSource.Json(path))),
        ("survey", static path => All(Csv.Survey(path))),
        ("learn", static path => All(Csv.Learn(path, Column.Number("y")))),
        ("table", static path => All(Csv.ReadNumbers<float>(path, Encoding))),
        ("inputs", static path => All(Csv.ReadInputs<float>(path, Encoding))),
        ("npy", static path => All(Npy.Read<float>(path))),
        ("npy of labels", static path => All(Npy.ReadLabels(path))),
        ("npz", static path => All(Npz.Read<float>(path))),
        ("npz of one", static path => All(Npz.Read<float>(path, "x"))),
        ("idx", static path => All(Idx.Read<float>(path))),
        ("idx of labels", static path => All(Idx.ReadLabels(path))),
        ("safetensors", static path => All(Safetensors.Read<float>(path))),
        ("metadata", static path => All(Safetensors.ReadMetadata(path))),
        ("tree", static path => All(Safetensors.Load(path, Start.Parameters))),
        ("checkpoint", static path => All(Checkpoint.Load(path, Start))),
        ("parameters", static path => All(Checkpoint.LoadParameters(path, Start.Parameters))),
        ("image", static path => All(ImageFile.Read<float>(path, new(4, 4)))),
    ];

    private static readonly (string Name, Func<string, string[]> Problems)[] Writers =
    [
        ("npy", static path => All(Npy.Save(path, Ones))),
        ("npy of labels", static path => All(Npy.Save(path, Labels.Create(new int[1000])))),
        ("npz", static path => All(Npz.Save(path, TensorTree<float>.Of(("x", Ones))))),
        ("idx", static path => All(Idx.Save(path, Ones))),
        ("safetensors", static path => All(Safetensors.Save(path, TensorTree<float>.Of(("x", Ones))))),
        ("checkpoint", static path => All(Checkpoint.Save(path, Start))),
    ];

    public static TheoryData<string> ReaderNames => [.. Readers.Select(static reader => reader.Name)];

    public static TheoryData<string> WriterNames => [.. Writers.Select(static writer => writer.Name)];

    [Theory]
    [MemberData(nameof(ReaderNames))]
    public void A_reader_says_which_file_it_cannot_read(string name)
    {
        var read = Readers.Single(reader => reader.Name == name).Problems;

        Named(read, At("none"), "there is no such file");
        Named(read, Folder, "it is a folder, not a file");
        Named(read, At("no/folder/none"), "there is no such file");
        Named(read, At(new string('x', 300)), "");
        Named(read, At("a\0b"), "a name with a character 0 is that of no file");
        File.WriteAllBytes(At("noise"), [.. Enumerable.Range(0, 1000).Select(static i => (byte)(i * i * 31 % 251))]);
        Assert.All(read(At("noise")), problem => Assert.StartsWith(At("noise") + ": ", problem, StringComparison.Ordinal));
        Assert.NotEmpty(read(At("noise")));
        File.WriteAllBytes(At("empty"), []);
        Named(read, At("empty"), "");
    }

    [Theory]
    [MemberData(nameof(WriterNames))]
    public void A_writer_says_which_file_it_cannot_write_and_leaves_nothing(string name)
    {
        var write = Writers.Single(writer => writer.Name == name).Problems;

        Named(write, At("no/folder/file"), "");
        Named(write, At(new string('x', 300)), "");
        Named(write, At("a\0b"), "a name with a character 0 is that of no file");
        Named(write, Folder, "");
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
        Assert.Empty(write(At("file")));
        Assert.Single(Directory.EnumerateFileSystemEntries(Folder));
    }

    /// <summary>On a disk of 8 kB, in the scheduled mode: who runs it may mount one. What a disk refuses at each place of a file is in <see cref="FailingDiskTests"/>.</summary>
    [Theory]
    [MemberData(nameof(WriterNames))]
    public void A_full_disk_is_told_and_nothing_is_left(string name)
    {
        var write = Writers.Single(writer => writer.Name == name).Problems;
        if (!Scheduled.IsOn)
        {
            Assert.Empty(write(At("file")));
            return;
        }
        Assert.Equal(0, Run("mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", Folder));
        try
        {
            File.WriteAllBytes(At("filler"), new byte[6000]);

            Named(write, At("file"), "No space left on device");
            Assert.Equal([At("filler")], Directory.GetFiles(Folder));
        }
        finally
        {
            Assert.Equal(0, Run("umount", Folder));
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }

    [Fact]
    public void Other_networks_are_told_with_all_that_differs()
    {
        Assert.True(Safetensors.Save(At("model"), Start.Parameters).IsSucc);
        var problems = All(Safetensors.Load(At("model"), Training.Start(Chain(Dense(4), Dense(2)), [3], Optimizer.Adam(1e-3f), Key.FromSeed(1)).Parameters));

        Assert.Equal(6, problems.Length);
        Assert.All(problems, problem => Assert.StartsWith(At("model") + ": ", problem, StringComparison.Ordinal));
    }

    private static void Named(Func<string, string[]> attempt, string path, string expected)
    {
        var problem = Assert.Single(attempt(path));
        Assert.StartsWith(path + ": ", problem, StringComparison.Ordinal);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
    }

    private static string[] All<A>(Fin<A> result) => result.Match(static _ => System.Array.Empty<string>(), static problem => [problem.Message]);

    private static string[] All<A>(Validation<Error, A> result) => result.Match(static _ => System.Array.Empty<string>(), static problems => problems.Map(static problem => problem.Message).ToArray());
}
