using System.Globalization;
using Functional;
using Functional.Benchmarks;
using Functional.Benchmarks.Kernels;

const string Usage = """
    Usage: [--brief] COMMAND: brief runs everything once or a few times, to see that it works; the figures then mean nothing.

           steps [THREADS] [NAME-PART]
             NAME MICROSECONDS a line: the median over 7 rounds of one training step, or one forward pass for infer-….
           scaling
             The cost of a step by depth and by batch, and a gradient beside its forward pass.
           memory [NAME-PART]
             What steps allocate, collect and hold, with a thousand between two looks.
           derivatives
             Traced gradients, Hessian-vector products, forward derivatives and gradients of each sample, beside a gradient or a forward pass.
           outside
             Steps of layers, an optimiser and a cost written without internals, beside those of built-in ones.
           normalization [NAME-PART]
             Layers that normalise, forward and back, beside a plain pass over the same memory.
           optimizers
             Updates of AdamW, composed of three transformations, beside one loop written by hand, in place, on one thread: the shortest of many rounds.
           csv [megabytes]
             Batches streamed from a file of that size, 200 when none is said, beside the parser that reads it, alone.
           laws
             NAME MILLISECONDS a line: the median over 7 rounds of checking laws, after warm-up.
           kernels quick [NAME-PART]
             The speed of matrix products against the peak of the machine, and against OpenBLAS where it is installed.
           kernels convolution [NAME-PART]
             The speed of convolutions and of both ways back against the peak of the machine.
           kernels [ARGUMENTS OF BENCHMARKDOTNET]
             The same products under BenchmarkDotNet, with statistics and allocated bytes; OpenBLAS must be installed for its rows.
    """;

var (pace, command) = args is ["--brief", .. var words] ? (Pace.Brief, words) : (Pace.Full, args);
switch (command)
{
    case ["steps", .. var rest] when rest is [] || (rest.Length <= 2 && uint.TryParse(rest[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0):
        Threads.AtMost(rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : Threads.Count, () =>
        {
            Steps.Run(pace, rest.ElementAtOrDefault(1));
            return 0;
        });
        return 0;
    case ["scaling"]:
        Scaling.Run(pace);
        return 0;
    case ["memory"] or ["memory", _]:
        Memory.Run(pace, command.ElementAtOrDefault(1));
        return 0;
    case ["derivatives"]:
        Derivatives.Run(pace);
        return 0;
    case ["outside"]:
        Outside.Run(pace);
        return 0;
    case ["normalization"] or ["normalization", _]:
        Normalizations.Run(pace, command.ElementAtOrDefault(1));
        return 0;
    case ["optimizers"]:
        Updates.Run(pace);
        return 0;
    case ["csv"]:
        Tables.Run(pace);
        return 0;
    case ["csv", var size] when int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var megabytes) && megabytes > 0:
        Tables.Run(pace, megabytes);
        return 0;
    case ["laws"]:
        Laws.Run(pace);
        return 0;
    case ["kernels", "quick"] or ["kernels", "quick", _]:
        Quick.Run(pace, command.ElementAtOrDefault(2));
        return 0;
    case ["kernels", "convolution"] or ["kernels", "convolution", _]:
        Convolutions.Run(pace, command.ElementAtOrDefault(2));
        return 0;
    case ["kernels", .. var rest] when rest is [] or [['-', ..], ..]:
        KernelBenchmarks.RunAll(rest);
        return 0;
    case ["--help"]:
        Console.WriteLine(Usage);
        return 0;
    default:
        Console.Error.WriteLine($"There is no command '{string.Join(' ', command)}'.\n\n{Usage}");
        return 2;
}
