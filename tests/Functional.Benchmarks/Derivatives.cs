using System.Globalization;
using static Functional.Layers<float>;
using Cost = Functional.Differentiable<Functional.TensorTree<float>, Functional.Tensor<float>>;

namespace Functional.Benchmarks;

/// <summary>What derivatives cost beside the gradient or the forward pass that they are made of, measured in turn.</summary>
internal static class Derivatives
{
    /// <summary>How often each is computed before its result leaves the workspace: what leaves takes fresh memory after it.</summary>
    public const int Times = 10;

    private static readonly Key Seed = Key.FromSeed(0);

    /// <summary>The network of the Hessian-vector product, at its parameters: the cost by them, and a direction.</summary>
    public static (Layer<float, Tensor<float>, Tensor<float>> Network, TensorTree<float> Theta, TensorTree<float> Direction, Tensor<float> X, Labels Labels) Wide =>
        Made(Chain(Dense(512), Tanh, Dense(256), Tanh, Dense(10)), 784, 128);

    public static void Run(Pace pace)
    {
        Console.WriteLine("workload                         us   ratio  beside");
        Compare("784 wide, batch 128", Wide);
        Compare("64 wide, batch 32", Made(Chain(Dense(64), Tanh, Dense(64), Tanh, Dense(10)), 64, 32));
        Console.WriteLine("bytes that a tape keeps an operation of one number, with what its way back needs");
        Kept("x + 1", static x => x + 1f);
        Kept("x + x", static x => x + x);
        Kept("tanh x", static x => x.Tanh());
        Kept("x · 0.5", static x => x * 0.5f);
        Kept("x · W", static x => x.Reshape(1, 1).MatMul(Tensor.Ones<float>([1, 1])).Reshape([]), operations: 3);

        void Compare(string name, (Layer<float, Tensor<float>, Tensor<float>> Network, TensorTree<float> Theta, TensorTree<float> Direction, Tensor<float> X, Labels Labels) made)
        {
            Console.WriteLine(name);
            var (network, theta, v, x, labels) = made;
            var cost = CostOf(network, x, labels);
            var traced = Differentiable.Trace((TensorTree<float> t) => cost(t).Output);
            var forward = network.On(x);
            Report(
                ("gradient, written by hand", Again(theta, () => cost.Gradient()(theta))),
                ("gradient, traced", Again(theta, () => traced.Gradient()(theta))),
                ("Hessian-vector product", Again<Pair<TensorTree<float>, TensorTree<float>>>((theta, theta), () => cost.Hvp()(theta, v))),
                ("Gauss-Newton product", Again<Pair<TensorTree<float>, TensorTree<float>>>(
                    (theta, theta), () => network.On(x).GaussNewton(CrossEntropy(labels).At(TensorTree<float>.Empty))(theta, v))),
                ("samples: norms, clipped sum", Again(theta, () => network.PerSample(CrossEntropy(labels))(theta, x).Clipped(1))),
                ("samples: written out", Again(theta, () => network.PerSample(CrossEntropy(labels))(theta, x).All())));
            Report(
                ("forward pass", Again(x, () => forward(theta).Output)),
                ("derivative along a direction", Again<Pair<Tensor<float>, Tensor<float>>>((x, x), () => forward.Jvp()(theta, v))));
        }

        static Action Again<R>(R first, Func<R> body)
            where R : IHoldsTensors
        {
            var workspace = new Workspace();
            return () => workspace.Repeat(first, Times, _ => body());
        }

        void Kept(string name, Func<Tensor<float>, Tensor<float>> operation, int operations = 1)
        {
            var times = pace.Count;
            var repeated = Differentiable.Trace((Tensor<float> x) => Enumerable.Range(0, times).Aggregate(x, (y, _) => operation(y)));
            _ = repeated(0.5f);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var made = repeated(0.5f);
            var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
            GC.KeepAlive(made);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-29} {(double)bytes / times / operations,8:F0}"));
        }

        void Report(params (string Name, Action Body)[] lines)
        {
            var times = pace.Medians([.. lines.Select(static line => line.Body)]);
            for (var i = 0; i < times.Length; i++)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {lines[i].Name,-29} {times[i] / Times,8:F1} {times[i] / times[0],6:F2}  {lines[0].Name}"));
        }
    }

    /// <summary>The mean cross-entropy as a function of the parameters.</summary>
    public static Cost CostOf(Layer<float, Tensor<float>, Tensor<float>> network, Tensor<float> x, Labels labels) =>
        network.On(x).Then(CrossEntropy(labels).At(TensorTree<float>.Empty));

    private static (Layer<float, Tensor<float>, Tensor<float>>, TensorTree<float>, TensorTree<float>, Tensor<float>, Labels) Made(
        Layer<float, Tensor<float>, Tensor<float>> network, int features, int batch)
    {
        var theta = network.Start(Seed, [features]).Parameters;
        return (
            network, theta, theta.Map((path, leaf) => Seed.Split(path).Normal<float>(leaf.Shape)), Seed.Uniform<float>([batch, features]),
            [.. Enumerable.Range(0, batch).Select(static i => (int)(Seed.Bits(i) % 10))]);
    }
}
