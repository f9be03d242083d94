using System.Diagnostics;
using System.Globalization;
using static Functional.Layers<float>;

namespace Functional.Benchmarks;

/// <summary>What training steps allocate, collect and hold, with a thousand between two states that are looked at.</summary>
internal static class Memory
{
    private const int WarmUp = 2;           // looks before the first that counts
    private const int Looks = 5;

    public static void Run(Pace pace, string? part)
    {
        var seed = Key.FromSeed(0);
        Console.WriteLine($"{Looks * pace.Count:N0} steps, a look every {pace.Count:N0}");
        Console.WriteLine($"{"workload",-32} {"bytes a step",14} {"gen-0",7} {"gen-1",7} {"gen-2",7} {"peak MB",9}");
        Measure("softmax-2x2-b100-sgd", Dense(2), 100, 2, 2, Optimizer.Sgd(0.01f));
        Measure("mlp-64-64-64-10-b32-adam", Chain(Dense(64), Relu, Dense(64), Relu, Dense(10)), 32, 64, 10, Optimizer.Adam(1e-3f));
        Measure("deep-64x64-32layers-b32-sgd", Repeat(32, Chain(Dense(64), Tanh)), 32, 64, 64, Optimizer.Sgd(0.01f));
        Measure("mlp-784-512-256-10-b128-adam", Chain(Dense(512), Relu, Dense(256), Relu, Dense(10)), 128, 784, 10, Optimizer.Adam(1e-3f));

        void Measure(string name, Layer<float, Tensor<float>, Tensor<float>> network, int batch, int features, int classes, Optimizer<float> optimizer)
        {
            if (part is not null && !name.Contains(part, StringComparison.Ordinal))
                return;
            GC.Collect();                   // what the workload before has left
            var x = seed.Uniform<float>([batch, features]);
            var cost = CrossEntropy([.. Enumerable.Range(0, batch).Select(i => (int)(seed.Bits(i) % (ulong)classes))]);
            using var run = Training
                .Run(Training.Start(network, [features], optimizer, seed), network, cost, x, Functional.Every.Steps(pace.Count)).GetEnumerator();
            Look(WarmUp);
            int[] collections = [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)];
            var before = GC.GetTotalAllocatedBytes(precise: true);
            Look(Looks);
            var bytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / (Looks * pace.Count);
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-32} {bytes,14:N0} {GC.CollectionCount(0) - collections[0],7} {GC.CollectionCount(1) - collections[1],7} {GC.CollectionCount(2) - collections[2],7} {process.PeakWorkingSet64 / 1048576.0,9:F0}"));

            void Look(int times)
            {
                for (var look = 0; look < times; look++)
                    run.MoveNext();
            }
        }
    }
}
