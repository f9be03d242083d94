using Functional.Benchmarks;
using Functional.Benchmarks.Kernels;

const string Usage = """
    Usage: steps [THREADS] [NAME-PART]
             Prints NAME MICROSECONDS a line: the median over 7 rounds of one training step, or one forward pass for infer-….
           kernels quick [NAME-PART]
             Prints the speed of matrix products against the peak of the machine, and against OpenBLAS where it is installed.
           kernels [ARGUMENTS OF BENCHMARKDOTNET]
             The same products under BenchmarkDotNet, with statistics and allocated bytes; OpenBLAS must be installed for its rows.
    """;

switch (args)
{
    case ["steps"]:
    case ["steps", "1" or "2"]:
    case ["steps", "1" or "2", _]:
        Steps.Run(args.ElementAtOrDefault(2));
        return 0;
    case ["kernels", "quick"]:
    case ["kernels", "quick", _]:
        Quick.Run(args.ElementAtOrDefault(2));
        return 0;
    case ["kernels", .. var rest] when rest is [] or [['-', ..], ..]:
        KernelBenchmarks.RunAll(rest);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return args is ["--help"] ? 0 : 2;
}
