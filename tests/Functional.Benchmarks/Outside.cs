using System.Globalization;
using Functional.Outside;

namespace Functional.Benchmarks;

/// <summary>Training steps of layers that are written outside of the library beside those of built-in ones.</summary>
internal static class Outside
{
    private const int StepsBetweenLooks = 20;

    public static void Run(Pace pace)
    {
        Console.WriteLine($"{"workload",-28} {"built in, us",14} {"outside, us",14} {"ratio",7}");
        Measure("residual-24-64-10-b32", 32, 24, 64, 10);
        Measure("residual-784-256-10-b128", 128, 784, 256, 10);

        void Measure(string name, int batch, int features, int hidden, int outputs)
        {
            var (builtIn, own) = Beside.Runs(batch, features, hidden, outputs, StepsBetweenLooks);
            using var one = builtIn.GetEnumerator();
            using var other = own.GetEnumerator();
            var medians = pace.Medians(() => one.MoveNext(), () => other.MoveNext());
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-28} {medians[0] / StepsBetweenLooks,14:F1} {medians[1] / StepsBetweenLooks,14:F1} {medians[1] / medians[0],7:F2}"));
        }
    }
}
