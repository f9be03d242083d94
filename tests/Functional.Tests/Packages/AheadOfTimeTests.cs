using System.Text.RegularExpressions;

namespace Functional.Tests.Packages;

/// <summary>
/// A program that is compiled ahead of time, and trimmed of what it does not use, computes what it computes otherwise, to the last bit; and nothing in all of
/// the libraries makes the compiler warn. It takes minutes: on a schedule.
/// </summary>
public sealed class AheadOfTimeTests : IDisposable
{
    private static readonly string[] Libraries = ["Functional", "Functional.Console", "Functional.FSharp", "Functional.IO", "Functional.Images"];

    /// <summary>Where these tests themselves run with fewer of the processor's instructions: the compiler takes all that there are.</summary>
    private static readonly (string, string)[] AllInstructions = [("DOTNET_EnableHWIntrinsic", "1"), ("DOTNET_EnableAVX2", "1"), ("DOTNET_EnableAVX512F", "1")];

    private readonly string folder = Directory.CreateTempSubdirectory("functional-ahead-of-time-").FullName;

    private static string Linker => OperatingSystem.IsLinux() ? Found("clang") ?? Found("gcc") ?? "" : "the one of the platform";

    [Fact]
    public void A_program_compiled_ahead_of_time_has_the_same_output_and_no_warning_names_the_library()
    {
        WriteProgram();
        if (!Scheduled.IsOn)
        {
            Assert.All(Libraries, static name => Assert.Contains("<IsAotCompatible>true</IsAotCompatible>", ProjectOf(name), StringComparison.Ordinal));
            return;
        }
        Assert.True(Linker.Length > 0, "To compile a program ahead of time, a linker is needed: neither clang nor gcc is on the PATH.");

        string[] settings = ["-c", "Release", "-p:BuildProjectReferences=false", "-p:CppCompilerAndLinker=" + Path.GetFileName(Linker)];
        var (ran, ordinary) = Dotnet.Run(folder, AllInstructions, "run", "-c", "Release", "-p:BuildProjectReferences=false");
        var (published, messages) = Dotnet.Run(folder, ["publish", "-o", At("published"), .. OperatingSystem.IsLinux() ? settings : settings[..3]]);
        Assert.True(ran == 0, ordinary);
        Assert.True(published == 0, messages);
        Assert.Empty(WarningsOfOurs(messages));
        var (exit, compiled) = Dotnet.Finished(At(OperatingSystem.IsWindows() ? "published/Program.exe" : "published/Program"), folder, []);

        Assert.True(exit == 0, compiled);
        Assert.Contains("loaded: True", compiled, StringComparison.Ordinal);
        Assert.Equal(ordinary.TrimEnd().Split('\n')[^compiled.TrimEnd().Split('\n').Length..], compiled.TrimEnd().Split('\n'));
    }

    /// <summary>Warnings of the library that it is built on are its own; those below are what both kinds look like.</summary>
    [Fact]
    public void A_warning_that_names_a_type_of_the_library_is_found()
    {
        const string others = "ILC : Trim analysis warning IL2026: LanguageExt.IL.Ctor(): Using member 'System.Reflection' …";
        const string own = "ILC : AOT analysis warning IL3054: Functional.AdjointOde`2<__Canon>.Back(): Generic expansion …";

        Assert.Equal([own], WarningsOfOurs($"{others}\n{own}\n  Program -> /tmp/Functional.Program/\n"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string[] WarningsOfOurs(string messages) =>
        [.. messages.Split('\n').Where(static line => Regex.IsMatch(line, @"warning \w+:.*(?<![\w.])Functional\.[A-Z]"))];

    private static string ProjectOf(string name) => File.ReadAllText(Directory.GetFiles(Repository.At("src/" + name), "*.*proj").Single());

    private static string? Found(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(place => Path.Combine(place, program)).FirstOrDefault(File.Exists);

    private void WriteProgram()
    {
        var references = Libraries.Select(static name => Directory.GetFiles(Repository.At("src/" + name), "*.*proj").Single());
        File.WriteAllText(At("Program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <PublishAot>true</PublishAot>
                <IlcInstructionSet>native</IlcInstructionSet>
                <TrimmerSingleWarn>false</TrimmerSingleWarn>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
                {string.Join("\n    ", references.Select(static path => $"<ProjectReference Include=\"{path}\" />"))}
                {string.Join("\n    ", Libraries.Select(static name => $"<TrimmerRootAssembly Include=\"{name}\" />"))}
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(At("Program.cs"), """
            using Functional;
            using Functional.IO;
            using static Functional.Layers<float>;

            var iris = DataSets.Iris<float>();
            var rows = Enumerable.Range(50, 100).ToArray();
            var samples = new Samples<Tensor<float>, Labels>(iris.Samples.Inputs.TakeRows(rows)[.., 2..4], [.. rows.Select(row => iris.Samples.Targets[row] - 1)]);
            var network = Chain(Dense(2), LogSoftmax);
            var start = Training.Start(network, [2], Optimizer.Sgd(0.1f), Key.FromSeed(1));
            var trained = Training.Run(start, network, NegativeLogLikelihood, samples.Batches(10), Every.Epoch).Epochs(5).Last();
            foreach (var (path, tensor) in trained.Parameters.Leaves)
                Console.WriteLine(path + " " + string.Join(" ", tensor.Select(x => BitConverter.SingleToInt32Bits(x).ToString("x8"))));
            Console.WriteLine(network);

            // An equation's way back is an equation: its second derivative is one of a state whose type is no type of the program's.
            var end = new DormandPrince().Adjoint((Tensor<double> θ, double t, Tensor<double> y) => θ * y, 0, 1).Then(Differentiable.Trace((Trajectory<Tensor<double>> y) => y[^1].Sum()));
            var slope = Differentiable.Trace((Tensor<double> θ) => end((θ, Tensor.Vector<double>(1))).Output).Gradient();
            Console.WriteLine(BitConverter.DoubleToInt64Bits(Differentiable.Trace((Tensor<double> θ) => slope(θ).Sum()).Gradient()(Tensor.Vector<double>(0.5)).Scalar).ToString("x16"));

            // Files, with all of LanguageExt that a program meets.
            var file = Path.Combine(AppContext.BaseDirectory, "parameters.safetensors");
            var loaded = from saved in Safetensors.Save(file, trained.Parameters) from read in Safetensors.Read<float>(file) select read;
            Console.WriteLine("loaded: " + loaded.Match(tree => (tree == trained.Parameters).ToString(), problem => problem.Message));
            var table = Path.Combine(AppContext.BaseDirectory, "table.csv");
            File.WriteAllText(table, "length,species\n1.5,a\nx,b\n2.5,b\n,a\n");
            Console.WriteLine(Csv.ReadClasses<float>(table, "species").Match(_ => "no problem", problems => string.Join("; ", problems.Select(each => each.Message.Split('/')[^1]))));
            var settings = TrainingSettings.From(SettingsSource.Of("the command line", ("rate", "-1"), ("epochs", "0")));
            Console.WriteLine(settings.Match(_ => "no problem", problems => string.Join("; ", problems.Select(each => each.Message))));
            """);
    }

    private string At(string name) => Path.Combine(folder, name);
}
