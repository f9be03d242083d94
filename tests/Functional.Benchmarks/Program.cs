using Functional.Benchmarks;

if (args is not ["steps", .. var rest] || rest.Length > 2 || (rest is [var threads, ..] && threads != "1" && threads != "2"))
{
    Console.Error.WriteLine("Usage: steps [THREADS] [NAME-PART]\nPrints NAME MICROSECONDS a line: the median over 7 rounds of one training step, or one forward pass for infer-….");
    return args is ["--help"] ? 0 : 2;
}
Steps.Run(rest.ElementAtOrDefault(1));
return 0;
