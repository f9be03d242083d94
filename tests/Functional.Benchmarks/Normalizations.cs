using System.Globalization;
using static Functional.Layers<float>;

namespace Functional.Benchmarks;

/// <summary>Layers that normalise beside a plain pass over the same memory: forward against y = −x, and back against z = x + y.</summary>
internal static class Normalizations
{
    private static readonly Key Seed = Key.FromSeed(0);
    private static readonly Pace Short = new(600, 50, 9, 1);

    private static readonly (Layer<float, Tensor<float>, Tensor<float>> Layer, Shape Shape)[] All =
    [
        (LayerNorm(), [1024, 128]), (LayerNorm(), [1024, 512]), (LayerNorm(), [64, 32768]), (RmsNorm(), [1024, 128]),
    ];

    public static void Run(Pace pace)
    {
        Console.WriteLine($"{"layer",-28}{"shape",-20}{"threads",8}{"forward µs",12}{"/ negate",10}{"back µs",12}{"/ add",10}{"θ̄ alone µs",13}");
        foreach (var (layer, shape) in All)
            foreach (var threads in (int[])[1, 2])
                Console.WriteLine(Threads.AtMost(threads, () => Row(pace, layer, shape, threads)));
    }

    private static string Row(Pace pace, Layer<float, Tensor<float>, Tensor<float>> layer, Shape shape, int threads)
    {
        var (x, dy, workspace) = (Seed.Normal<float>(shape), Seed.Split(1).Normal<float>(shape), new Workspace());
        var made = layer.Start(Seed, shape[1..]);
        var context = Context<float>.Training(Seed, made.State);
        var (_, back, _) = layer.Forward(made.Parameters, x, context);
        var times = (pace == Pace.Full ? Short : pace).Medians(
            () => workspace.Run(() => -x),
            () => workspace.Run(() => layer.Forward(made.Parameters, x, context).Output),
            () => workspace.Run(() => x + dy),
            () => workspace.Run(() =>
            {
                var cotangents = back(dy);
                return new Pair<Tensor<float>, TensorTree<float>>(cotangents.Input, cotangents.Parameters);
            }),
            () => workspace.Run(() => back(dy).Parameters));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{layer,-28}{shape,-20}{threads,8}{times[1],12:F1}{times[1] / times[0],10:F2}{times[3],12:F1}{times[3] / times[2],10:F2}{times[4],13:F1}");
    }
}
