using System.Globalization;
using static Functional.Layers<float>;

namespace Functional.Benchmarks;

/// <summary>How the cost of a training step grows with depth and with the batch, and what a gradient costs beside its forward pass.</summary>
internal static class Scaling
{
    private const int StepsBetweenLooks = 10;
    private static readonly Key Seed = Key.FromSeed(0);

    public static void Run(Pace pace)
    {
        Console.WriteLine("depth: layers of dense 64 and tanh, batch of 32, gradient descent");
        Console.WriteLine($"{"layers",8} {"µs a step",12} {"µs a layer",12} {"gradient / forward",20}");
        for (var layers = 1; layers <= 256; layers *= 2)
        {
            var network = Repeat(layers, Chain(Dense(64), Tanh));
            var (step, ratio) = Measured(pace, network, 32, 64, 64);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{layers,8} {step,12:F1} {step / layers,12:F2} {ratio,20:F2}"));
        }

        Console.WriteLine("\nbatch: dense 784-256-10 with relu, gradient descent");
        Console.WriteLine($"{"batch",8} {"µs a step",12} {"µs a sample",12} {"gradient / forward",20}");
        for (var batch = 1; batch <= 4096; batch *= 4)
        {
            var (step, ratio) = Measured(pace, Chain(Dense(256), Relu, Dense(10)), batch, 784, 10);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{batch,8} {step,12:F1} {step / batch,12:F2} {ratio,20:F2}"));
        }
    }

    /// <summary>
    /// Microseconds a step, and the gradient of the parameters over the forward pass, both with the cost. The gradient stays in its workspace, as it
    /// does in training.
    /// </summary>
    private static (double Step, double Ratio) Measured(
        Pace pace, Layer<float, Tensor<float>, Tensor<float>> network, int batch, int features, int classes)
    {
        var x = Seed.Uniform<float>([batch, features]);
        var cost = CrossEntropy([.. Enumerable.Range(0, batch).Select(i => (int)(Seed.Bits(i) % (ulong)classes))]);
        var start = Training.Start(network, [features], Optimizer.Sgd(0.01f), Seed);
        using var run = Training.Run(start, network, cost, x, Every.Steps(StepsBetweenLooks)).GetEnumerator();
        var step = pace.Median(() => run.MoveNext()) / StepsBetweenLooks;
        var (workspace, whole) = (new Workspace(), network.On(x).Then(cost));
        var times = pace.Medians(
            () => workspace.Run(() => whole(start.Parameters).Output),
            () => workspace.Run(() =>
            {
                var (value, back) = whole(start.Parameters);
                back(1f);
                return value;
            }));
        return (step, times[1] / times[0]);
    }
}
