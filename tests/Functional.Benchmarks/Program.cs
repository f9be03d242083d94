using System.Globalization;
using Functional;
using Functional.Benchmarks;
using Functional.Benchmarks.Kernels;

const string Usage = """
    Usage: steps [THREADS] [NAME-PART]
             NAME MICROSECONDS a line: the median over 7 rounds of one training step, or one forward pass for infer-….
           scaling
             The cost of a step by depth and by batch, and a gradient beside its forward pass.
           memory [NAME-PART]
             What a thousand steps between two looks allocate, collect and hold.
           laws
             NAME MILLISECONDS a line: the median over 7 rounds of checking laws, after warm-up.
           kernels quick [NAME-PART]
             The speed of matrix products against the peak of the machine, and against OpenBLAS where it is installed.
           kernels [ARGUMENTS OF BENCHMARKDOTNET]
             The same products under BenchmarkDotNet, with statistics and allocated bytes; OpenBLAS must be installed for its rows.
    """;

switch (args)
{
    case ["steps"] or ["steps", "1" or "2"] or ["steps", "1" or "2", _]:
        Threads.AtMost(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Threads.Count, () =>
        {
            Steps.Run(args.ElementAtOrDefault(2));
            return 0;
        });
        return 0;
    case ["scaling"]:
        Scaling.Run();
        return 0;
    case ["memory"] or ["memory", _]:
        Memory.Run(args.ElementAtOrDefault(1));
        return 0;
    case ["laws"]:
        Laws.Run();
        return 0;
    case ["kernels", "quick"] or ["kernels", "quick", _]:
        Quick.Run(args.ElementAtOrDefault(2));
        return 0;
    case ["kernels", .. var rest] when rest is [] or [['-', ..], ..]:
        KernelBenchmarks.RunAll(rest);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return args is ["--help"] ? 0 : 2;
}
