using System.Globalization;
using static Functional.Layers<float>;

namespace Functional.Benchmarks;

/// <summary>Whole training steps through the public API, as the README teaches it.</summary>
internal static class Steps
{
    private const int StepsBetweenLooks = 100;
    private static readonly Key Seed = Key.FromSeed(0);

    public static void Run(Pace pace, string? part)
    {
        var mlp = Chain(Dense(512), Relu, Dense(256), Relu, Dense(10));
        Train("softmax-2x2-b100-sgd", Dense(2), 100, [2], 2);
        Train("mlp-784-512-256-10-b128-sgd", mlp, 128, [784], 10);
        Train("mlp-784-512-256-10-b128-adam", mlp, 128, [784], 10, adam: true);
        Train("mlp-64-64-64-10-b32-adam", Chain(Dense(64), Relu, Dense(64), Relu, Dense(10)), 32, [64], 10, adam: true);
        Train("deep-64x64-32layers-b32-sgd", Repeat(32, Chain(Dense(64), Tanh)), 32, [64], 64);

        var transformer = EncoderBlock(4, 512, new() { NormFirst = false })
            .Then(MeanOver(0)).Then(Dense(10));
        Train("transformer-d128-h4-ff512-t64-b16-adam", transformer, 16, [64, 128], 10, adam: true);

        var (network, theta, direction, inputs, kinds) = Derivatives.Wide;
        var (product, workspace) = (Derivatives.CostOf(network, inputs, kinds).Hvp(), new Workspace());
        Pair<TensorTree<float>, TensorTree<float>> first = (theta, theta);
        Report("hvp-mlp-784-512-256-10-b128", () => workspace.Repeat(first, Derivatives.Times, _ => product(theta, direction)), Derivatives.Times);

        var inference = mlp.At(mlp.Start(Seed, [784]).Parameters);
        var one = Seed.Uniform<float>([1, 784]);
        Report("infer-mlp-784-512-256-10-b1", () => inference(one));
        var block = transformer.At(transformer.Start(Seed, [64, 128]).Parameters);
        var sequences = Seed.Uniform<float>([16, 64, 128]);
        Report("infer-transformer-d128-h4-ff512-t64-b16", () => block(sequences));

        void Train(string name, Layer<float, Tensor<float>, Tensor<float>> network, int batch, Shape shape, int classes, bool adam = false)
        {
            var x = Seed.Uniform<float>([batch, .. shape]);
            Labels labels = [.. Enumerable.Range(0, batch).Select(i => (int)(Seed.Bits(i) % (ulong)classes))];
            var optimizer = adam ? Optimizer.Adam(1e-3f) : Optimizer.GradientDescent(0.01f);
            using var run = Training.Run(Training.Start(network, shape, optimizer, Seed), network, CrossEntropy(labels), x, Every.Steps(StepsBetweenLooks)).GetEnumerator();
            Report(name, () => run.MoveNext(), StepsBetweenLooks);
        }

        void Report(string name, Action body, int parts = 1)
        {
            if (part is null || name.Contains(part, StringComparison.Ordinal))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {pace.Median(body) / parts:F1}"));
        }
    }
}
