namespace Functional.Tests.Packages;

/// <summary>
/// The packages in new programs outside of these sources, with a folder of packages that is empty before: what is restored is what was packed just now. On a
/// schedule, because what they depend on is fetched; in any other run, only the program's text is.
/// </summary>
[Collection(PackedFixture.Name)]
public sealed class ConsumedTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("functional-consumer-").FullName;
    private readonly PackedFixture packed;

    public ConsumedTests(PackedFixture packed)
    {
        this.packed = packed;
        // Beside this folder there are the sources that the user's own settings name.
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{packed.Folder}" />
              </packageSources>
            </configuration>
            """);
    }

    [Fact]
    public void A_new_project_trains_with_the_package()
    {
        Write("Consumer.csproj", Project("Functional"));
        Write("Program.cs", Consumed.Text);

        Trains("run", "-c", "Release");
    }

    [Fact]
    public void A_program_of_one_file_trains_with_the_package()
    {
        Write("consumer.cs", "#:package Functional@0.1.0\n" + Consumed.Text);

        Trains("run", "consumer.cs");
    }

    [Fact]
    public void A_new_project_in_FSharp_trains_with_the_package()
    {
        Write("Consumer.fsproj", Project("Functional.FSharp").Replace("<ItemGroup>", "<ItemGroup><Compile Include=\"Program.fs\" />", StringComparison.Ordinal));
        Write("Program.fs", """
            open System
            open Functional
            open Functional.FSharp

            type F = Layers<float32>

            let iris = DataSets.Iris<float32>().Samples
            let network = Layer.chain [ F.Dense 8; F.Tanh; F.Dense 3 ]

            let trained =
                network
                |> Run.start (Optimizer.Adam 1e-2f) (Key.FromSeed 1uL) (shape [ 4 ])
                |> fun start -> Training.Run(start, network, (fun (labels: Labels) -> F.CrossEntropy labels), iris.Batches 16)
                |> Seq.item 19

            printfn "%d steps, cost %08x" trained.Step (BitConverter.SingleToInt32Bits(trained.Cost.Value))

            """);

        Trains("run", "-c", "Release");
    }

    [Theory]
    [InlineData("Functional.Console", "Functional.Interrupt")]
    [InlineData("Functional.IO", "Functional.IO.Safetensors")]
    [InlineData("Functional.Images", "Functional.Images.ImageFile")]
    [InlineData("Functional.Parquet", "Functional.IO.Parquet")]
    [InlineData("Functional.Plots", "Functional.Plots.Picture")]
    [InlineData("Functional.Laws", "Functional.Laws.LayerLaws")]
    [InlineData("Functional.Laws.Xunit", "Functional.Laws.LawAttribute")]
    [InlineData("Functional.Laws.XunitV3", "Functional.Laws.LawAttribute")]
    public void Each_other_package_brings_all_that_its_users_name(string name, string type)
    {
        // A library, because the runner that xunit 3 brings has a program of its own.
        Write("Consumer.csproj", Project(name).Replace("Exe", "Library", StringComparison.Ordinal));
        Write("Program.cs", $"public static class Use {{ public static string Name => typeof({type}).FullName + Functional.DataSets.Iris<float>().Samples.Count; }}");

        if (!Scheduled.IsOn)
        {
            Assert.True(File.Exists(Path.Combine(packed.Folder, $"{name}.0.1.0.nupkg")));
            return;
        }
        var (exit, output) = Run("build", "-c", "Release", "-p:IsTestProject=false");
        Assert.True(exit == 0, output);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Project(string package) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
          <ItemGroup><PackageReference Include="{package}" Version="0.1.0" /></ItemGroup>
        </Project>
        """;

    private void Trains(params string[] arguments)
    {
        Assert.StartsWith("20 steps, cost ", Consumed.Run(), StringComparison.Ordinal);
        if (!Scheduled.IsOn)
            return;
        var (exit, output) = Run(arguments);
        Assert.True(exit == 0, output);
        Assert.Equal(Consumed.Run(), output.TrimEnd().Split('\n')[^1]);
    }

    private (int Exit, string Output) Run(params string[] arguments) => Dotnet.Run(folder, [("NUGET_PACKAGES", packed.Restored)], arguments);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
