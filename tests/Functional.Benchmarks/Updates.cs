using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Functional.GradientTransformations<float>;

namespace Functional.Benchmarks;

/// <summary>
/// AdamW composed of three transformations, over memory that is its own from one step to the next, beside one loop written by hand over arrays. The loop is what there
/// would be without composition: it looks for nothing that is not finite, and knows no names.
/// </summary>
internal static class Updates
{
    private const float Rate = 1e-3f, Decay = 1e-2f, Beta1 = 0.9f, Beta2 = 0.999f, Epsilon = 1e-8f;
    private static readonly Key Seed = Key.FromSeed(0);
    private static readonly Pace Short = new(1500, 2, 500, 1);           // short rounds: one of them is left alone

    public static void Run(Pace pace) => Threads.AtMost(1, () =>
    {
        Console.WriteLine($"{"update",-16}{"by hand µs",12}{"composed µs",13}{"ratio",8}");
        foreach (var size in (int[])[4096, 65536, 4194304])
        {
            var times = (pace == Pace.Full ? Short : pace).Minima(ByHand(size), Composed(size));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"adamw-{size,-10}{times[0],12:F2}{times[1],13:F2}{times[1] / times[0],8:F3}"));
        }
        return 0;
    });

    private static Action Composed(int size)
    {
        var optimizer = ScaleByAdam(Beta1, Beta2, Epsilon).Then(AddDecayedWeights(Decay)).Then(ScaleBy(Rate));
        var gradient = TensorTree<float>.Of(("weight", Seed.Split(1).Normal<float>([size])));
        var start = TensorTree<float>.Of(("weight", Seed.Normal<float>([size])));
        var steps = new Workspace().Begin(new State(start, optimizer.Initialize(start)));
        return () => steps.Next(state =>
        {
            var (parameters, next) = optimizer.Update(gradient, state.Optimizer, state.Parameters, isDonated: true);
            return new(parameters, next);
        });
    }

    private static Action ByHand(int size)
    {
        float[] gradient = [.. Seed.Split(1).Normal<float>([size])], theta = [.. Seed.Normal<float>([size])], mean = new float[size], square = new float[size];
        var step = 0;
        return () => AdamW(theta, gradient, mean, square, ++step);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AdamW(float[] theta, float[] gradient, float[] mean, float[] square, int step)
    {
        var warm = (float)(1 / (1 - Math.Pow(Beta1, step)));
        var root = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, step)));
        ref float p = ref MemoryMarshal.GetArrayDataReference(theta), g = ref MemoryMarshal.GetArrayDataReference(gradient);
        ref float m = ref MemoryMarshal.GetArrayDataReference(mean), v = ref MemoryMarshal.GetArrayDataReference(square);
        var i = 0;
        for (; i <= theta.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var at = (nuint)i;
            var u = Vector.LoadUnsafe(ref g, at);
            var first = Vector.FusedMultiplyAdd(new Vector<float>(Beta1), Vector.LoadUnsafe(ref m, at), new Vector<float>(1 - Beta1) * u);
            var second = Vector.FusedMultiplyAdd(new Vector<float>(Beta2), Vector.LoadUnsafe(ref v, at), new Vector<float>(1 - Beta2) * u * u);
            var update = first * (new Vector<float>(warm * Rate) / Vector.FusedMultiplyAdd(Vector.SquareRoot(second), new Vector<float>(root), new Vector<float>(Epsilon)));
            Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref p, at), new Vector<float>(1 - Rate * Decay), -update).StoreUnsafe(ref p, at);
            first.StoreUnsafe(ref m, at);
            second.StoreUnsafe(ref v, at);
        }
        for (; i < theta.Length; i++)
        {
            mean[i] = Beta1 * mean[i] + (1 - Beta1) * gradient[i];
            square[i] = Beta2 * square[i] + (1 - Beta2) * gradient[i] * gradient[i];
            theta[i] -= Rate * (mean[i] * warm / (MathF.Sqrt(square[i]) * root + Epsilon) + Decay * theta[i]);
        }
    }

    private sealed record State(TensorTree<float> Parameters, OptimizerState<float> Optimizer) : IHoldsTensors
    {
        public void Visit(Action<IHoldsTensors> visit)
        {
            visit(Parameters);
            visit(Optimizer);
        }
    }
}
