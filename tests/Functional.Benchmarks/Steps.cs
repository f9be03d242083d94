using System.Globalization;
using static Functional.Layers<float>;

namespace Functional.Benchmarks;

/// <summary>Whole training steps through the public API, as the README teaches it.</summary>
internal static class Steps
{
    private const int StepsBetweenLooks = 100;
    private static readonly Key Seed = Key.FromSeed(0);

    private static readonly Layer<float, Tensor<float>, Tensor<float>> LeNet = Chain(
        Convolution(6, [5, 5], padding: Padding.Same), Relu, MaxPool([2, 2]), Convolution(16, [5, 5]), Relu, MaxPool([2, 2]),
        Flatten, Dense(120), Relu, Dense(84), Relu, Dense(10));

    private static readonly Layer<float, Tensor<float>, Tensor<float>> Cnn = Chain(
        Convolution(32, [3, 3], padding: Padding.Same), Relu, MaxPool([2, 2]), Convolution(64, [3, 3], padding: Padding.Same), Relu, MaxPool([2, 2]),
        Flatten, Dense(128), Relu, Dense(10));

    public static void Run(Pace pace, string? part)
    {
        var mlp = Chain(Dense(512), Relu, Dense(256), Relu, Dense(10));
        Train("softmax-2x2-b100-sgd", Dense(2), 100, [2], 2);
        Train("mlp-784-512-256-10-b128-sgd", mlp, 128, [784], 10);
        Train("mlp-784-512-256-10-b128-adam", mlp, 128, [784], 10, adam: true);
        Train("mlp-64-64-64-10-b32-adam", Chain(Dense(64), Relu, Dense(64), Relu, Dense(10)), 32, [64], 10, adam: true);
        Train("deep-64x64-32layers-b32-sgd", Repeat(32, Chain(Dense(64), Tanh)), 32, [64], 64);
        Train("lenet-28x28-b64-sgd", LeNet, 64, [28, 28, 1], 10);
        Train("cnn-32c3-64c3-28x28-b32-sgd", Cnn, 32, [28, 28, 1], 10);

        var transformer = EncoderBlock(4, 512, new() { NormFirst = false }).Then(MeanOver(0)).Then(Dense(10));
        Train("transformer-d128-h4-ff512-t64-b16-adam", transformer, 16, [64, 128], 10, adam: true);

        var lstm = Chain(Lstm(128), Select(0, -1), Dense(10));
        Train("lstm-64-128-t32-b32-adam", lstm, 32, [32, 64], 10, adam: true);

        if (IsAsked("hvp-mlp-784-512-256-10-b128"))
        {
            var (network, theta, direction, inputs, kinds) = Derivatives.Wide;
            var (product, workspace) = (Derivatives.CostOf(network, inputs, kinds).Hvp(), new Workspace());
            Pair<TensorTree<float>, TensorTree<float>> first = (theta, theta);
            Report("hvp-mlp-784-512-256-10-b128", () => workspace.Repeat(first, Derivatives.Times, _ => product(theta, direction)), Derivatives.Times);
        }

        Infer("infer-mlp-784-512-256-10-b1", mlp, 1, [784]);
        Infer("infer-mlp-784-512-256-10-b128", mlp, 128, [784]);
        Infer("infer-cnn-32c3-64c3-28x28-b32", Cnn, 32, [28, 28, 1]);
        Infer("infer-lenet-28x28-b64", LeNet, 64, [28, 28, 1]);
        Infer("infer-transformer-d128-h4-ff512-t64-b16", transformer, 16, [64, 128]);
        Infer("infer-lstm-64-128-t32-b32", lstm, 32, [32, 64]);

        void Train(string name, Layer<float, Tensor<float>, Tensor<float>> network, int batch, Shape shape, int classes, bool adam = false)
        {
            if (!IsAsked(name))
                return;
            var x = Seed.Uniform<float>([batch, .. shape]);
            Labels labels = [.. Enumerable.Range(0, batch).Select(i => (int)(Seed.Bits(i) % (ulong)classes))];
            var optimizer = adam ? Optimizer.Adam(1e-3f) : Optimizer.Sgd(0.01f);
            using var run = Training.Run(Training.Start(network, shape, optimizer, Seed), network, CrossEntropy(labels), x, Every.Steps(StepsBetweenLooks)).GetEnumerator();
            Report(name, () => run.MoveNext(), StepsBetweenLooks);
        }

        void Infer(string name, Layer<float, Tensor<float>, Tensor<float>> network, int batch, Shape shape)
        {
            if (!IsAsked(name))
                return;
            var (forward, x) = (network.At(network.Start(Seed, shape).Parameters), Seed.Uniform<float>([batch, .. shape]));
            var workspace = new Workspace();            // what lies between the layers of many samples is large, and used again
            Report(name, batch == 1 ? () => forward(x) : () => workspace.Run(() => forward(x).Output));
        }

        bool IsAsked(string name) => part is null || name.Contains(part, StringComparison.Ordinal);

        void Report(string name, Action body, int parts = 1) =>
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {pace.Median(body) / parts:F1}"));
    }
}
