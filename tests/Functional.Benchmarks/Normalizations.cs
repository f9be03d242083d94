using System.Globalization;
using static Functional.Layers<float>;

namespace Functional.Benchmarks;

/// <summary>Layers that normalise beside a plain pass over the same memory: forward against y = −x, and back against z = x + y.</summary>
internal static class Normalizations
{
    private static readonly Key Seed = Key.FromSeed(0);
    private static readonly Pace Short = new(400, 40, 9, 1);

    private static readonly (string Name, Layer<float, Tensor<float>, Tensor<float>> Layer, Shape Shape)[] All =
    [
        ("layer-1024x128", LayerNorm(), [1024, 128]), ("layer-1024x512", LayerNorm(), [1024, 512]), ("layer-64x32768", LayerNorm(), [64, 32768]),
        ("rms-1024x128", RmsNorm(), [1024, 128]), ("batch-32x28x28x64", BatchNorm(), [32, 28, 28, 64]), ("group8-32x28x28x64", GroupNorm(8), [32, 28, 28, 64]),
        ("instance-32x28x28x64", InstanceNorm(), [32, 28, 28, 64]),
    ];

    public static void Run(Pace pace, string? part)
    {
        Console.WriteLine($"{"layer",-22}{"threads",8}{"forward µs",12}{"/ negate",10}{"back µs",12}{"/ add",10}{"θ̄ alone µs",13}");
        foreach (var (name, layer, shape) in All.Where(each => part is null || each.Name.Contains(part, StringComparison.Ordinal)))
            foreach (var threads in (int[])[1, 2])
                Console.WriteLine(Threads.AtMost(threads, () => Row(pace, name, layer, shape, threads)));
    }

    private static string Row(Pace pace, string name, Layer<float, Tensor<float>, Tensor<float>> layer, Shape shape, int threads)
    {
        var (x, dy, workspace) = (Seed.Normal<float>(shape), Seed.Split(1).Normal<float>(shape), new Workspace());
        var made = layer.Start(Seed, shape[1..]);
        var context = Context<float>.Training(Seed, made.State);
        var (_, back, _) = layer.Forward(made.Parameters, x, context);
        // What a step of training does: the outputs stay in the workspace, and are used again.
        var times = (pace == Pace.Full ? Short : pace).Medians(
            () => workspace.Run(() => Kept(-x)),
            () => workspace.Run(() => Kept(layer.Forward(made.Parameters, x, context).Output)),
            () => workspace.Run(() => Kept(x + dy)),
            () => workspace.Run(() =>
            {
                var cotangents = back(dy);
                return Kept(cotangents.Input) + Kept(cotangents.Parameters["scale"]);
            }),
            () => workspace.Run(() => Kept(back(dy).Parameters["scale"])));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-22}{threads,8}{times[1],12:F1}{times[1] / times[0],10:F2}{times[3],12:F1}{times[3] / times[2],10:F2}{times[4],13:F1}");
    }

    private static Tensor<float> Kept(Tensor<float> made) => made.Length;
}
