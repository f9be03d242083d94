namespace Functional.Tests.Optimization;

/// <summary>Tensors so long that threads share them are updated bitwise as by one thread.</summary>
public class OptimizerThreadsTests
{
    private static readonly Key Seed = Key.FromSeed(9);

    public static TheoryData<string> Optimizers => ["descent", "momentum", "adam"];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Any_number_of_threads_gives_the_same_bits(string name)
    {
        var optimizer = name switch
        {
            "descent" => Optimizer.Sgd(0.1f),
            "momentum" => Optimizer.Sgd(0.1f, momentum: 0.9),
            _ => Optimizer.Adam(0.1f),
        };
        var (theta, gradient) = (Tree("theta"), Tree("gradient"));
        var expected = Threads.AtMost(1, Steps);

        foreach (var threads in (int[])[2, 3, 7])
            Assert.Equal(expected, Threads.AtMost(threads, Steps));

        (TensorTree<float>, OptimizerState<float>) Steps()
        {
            var (parameters, state) = optimizer.Update(gradient, optimizer.Initialize(theta), theta);
            return optimizer.Update(gradient, state, parameters);
        }
    }

    /// <summary>A tensor at the threshold, one of an odd length far above it, and a short one.</summary>
    private static TensorTree<float> Tree(string name) => TensorTree<float>.Of(
        ("a", Seed.Split(name).Normal<float>([2 * 32 * 1024])), ("b", Seed.Split(name).Normal<float>([300_001])), ("c", Seed.Split(name).Normal<float>([7])));
}
