using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Functional.Benchmarks.Kernels;

/// <summary>Matrix products, and those of OpenBLAS where it is installed, with the memory they allocate.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private Subject subject = null!;

    [ParamsSource(nameof(AllShapes))]
    public Shapes Product { get; set; } = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    public static IEnumerable<Shapes> AllShapes => Shapes.All;

    /// <summary>Runs what BenchmarkDotNet's own arguments choose, in this process: the kernels are internal, and need no other build.</summary>
    public static void RunAll(string[] args) => BenchmarkRunner.Run<KernelBenchmarks>(
        ManualConfig.Create(DefaultConfig.Instance).AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(40)), args);

    [GlobalSetup]
    public void Prepare() => subject = new(Product, Threads);

    [Benchmark]
    public void Functional() => subject.Ours();

    [Benchmark(Baseline = true, Description = "OpenBLAS")]
    public void OpenBlasProduct() => subject.Theirs();
}
