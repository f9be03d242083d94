using System.Collections.Immutable;
using System.Diagnostics;
using static Functional.GradientTransformations<float>;
using static Functional.Layers<float>;

namespace Functional.Examples;

/// <summary>Two networks that learn from each other: one makes points, the other tells them from given ones.</summary>
/// <param name="Generator">The parameters of the one that makes points.</param>
/// <param name="GeneratorSteps">What its optimiser remembers, an average of the parameters among it.</param>
/// <param name="Judge">The parameters of the one that tells them apart.</param>
/// <param name="JudgeSteps">What its optimiser remembers.</param>
/// <param name="Step">How many steps both have made.</param>
/// <param name="GeneratorCost">How badly the first one deceives.</param>
/// <param name="JudgeCost">How badly the second one judges.</param>
internal sealed record Players(
    TensorTree<float> Generator, OptimizerState<float> GeneratorSteps, TensorTree<float> Judge, OptimizerState<float> JudgeSteps, int Step, Tensor<float> GeneratorCost, Tensor<float> JudgeCost);

/// <summary>
/// A generative adversarial network on points of the plane: eight heaps on a circle. Goodfellow et al., "Generative adversarial nets", NeurIPS 2014. The step is written by hand, two
/// networks in turn, each with an optimiser of its own.
/// </summary>
internal static class GanExample
{
    private const int Epochs = 18;
    private const int StepsOfEpoch = 250;
    private const float Rate = 1e-3f;
    private const int BatchSize = 128;
    private const int Noise = 8;
    private const int Units = 64;
    private const int Heaps = 8;
    private const float Radius = 2;
    private const float Deviation = 0.1f;
    private const int Shown = 600;
    private const int Panels = 6;

    private static readonly Layer<float, Tensor<float>, Tensor<float>> Generator =
        Chain(Dense(Units), Relu, Dense(Units), Relu, Dense(2));

    private static readonly Layer<float, Tensor<float>, Tensor<float>> Judge =
        Chain(Dense(Units), LeakyRelu(0.2), Dense(Units), LeakyRelu(0.2), Dense(1));

    public static string Defaults { get; } = Invariant($"{Epochs} epochs of {StepsOfEpoch} steps, rate {Rate}");

    public static void Run(Settings settings, Screen screen)
    {
        var clock = Stopwatch.StartNew();
        var folder = new PictureFolder(settings.Output);
        var (key, epochs) = (settings.Key, settings.Epochs ?? Epochs);
        var optimizer = Optimizer.Adam(settings.Rate ?? Rate, beta1: 0.5);
        var (deceives, judges) = (optimizer.Then(AverageParameters(0.995)), optimizer);
        var generator = Generator.Start(key.Split("generator"), [Noise]).Parameters;
        var judge = Judge.Start(key.Split("judge"), [2]).Parameters;
        screen.Title("The networks");
        screen.Line($"{Generator.Describe([Noise], BatchSize)}");
        screen.Line($"{Judge.Describe([2], BatchSize)}");

        screen.Title("Training");
        screen.Line(Invariant($"{Heaps} heaps of points on a circle; a judge that cannot tell has the loss 2·log 2 = {2 * Math.Log(2):F4}"));
        var start = new Players(generator, deceives.Initialize(generator), judge, judges.Initialize(judge), 0, 0f, 0f);
        var looks = Looks(epochs);
        var panels = ImmutableArray.CreateBuilder<(string Title, Tensor<float> Points)>();
        panels.Add(("step 0", Made(start)));
        var (last, done) = (start, 0);
        foreach (var players in Training.Loop(start, Next, Every.Steps(StepsOfEpoch)).Take(epochs).TakeWhile(_ => !screen.IsInterrupted))
        {
            (last, done) = (players, done + 1);
            if (looks.Contains(done))
                panels.Add((Invariant($"step {players.Step}"), Made(players)));
            screen.Line(Invariant($"epoch {done}: loss of the generator {players.GeneratorCost.Scalar:F4}, of the judge {players.JudgeCost.Scalar:F4}"));
        }

        screen.Title("Result");
        var (near, found) = Found(Made(last));
        screen.Line(Invariant($"{near:P1} of the points lie on a heap, on {found} of {Heaps} heaps; after {clock.Elapsed.TotalSeconds:F1} s"));
        folder.Save(Pictures.Clouds(Real(key.Split("shown"), Shown), panels.ToImmutable(), "What the generator makes, as it learns"), "gan-samples.png", screen);

        Players Next(Players players)
        {
            var own = key.Split("step").Split(players.Step);
            var (real, noise) = (Real(own.Split("real"), BatchSize), own.Split("noise").Normal<float>([BatchSize, Noise]));

            // The judge: 1 for what is given, 0 for what is made.
            var made = Generator.At(players.Generator)(noise).Output;
            var both = Tensor.Concatenate(0, real, made);
            var truth = Tensor.Concatenate(0, Tensor.Ones<float>([BatchSize, 1]), Tensor.Zeros<float>([BatchSize, 1]));
            var (judgeCost, judgeBack) = Judge.On(both).Then(BinaryCrossEntropy(truth).At(TensorTree<float>.Empty))(players.Judge);
            var (nextJudge, judgeSteps) = judges.Update(judgeBack(1f), players.JudgeSteps, players.Judge);

            // The generator: its points are to be taken for given ones. The gradient flows through the judge, whose parameters are constants here.
            var deceived = Generator.On(noise).Then(Judge.At(nextJudge)).Then(BinaryCrossEntropy(Tensor.Ones<float>([BatchSize, 1])).At(TensorTree<float>.Empty));
            var (generatorCost, generatorBack) = deceived(players.Generator);
            var (nextGenerator, generatorSteps) = deceives.Update(generatorBack(1f), players.GeneratorSteps, players.Generator);
            return new(nextGenerator, generatorSteps, nextJudge, judgeSteps, players.Step + 1, generatorCost, judgeCost * 2f);
        }

        Tensor<float> Made(Players players) =>
            Generator.At(Optimizer.AverageOf(players.GeneratorSteps))(key.Split("look").Normal<float>([Shown, Noise])).Output;
    }

    /// <summary>Points [count, 2] of the heaps.</summary>
    private static Tensor<float> Real(Key key, int count)
    {
        var around = key.Split("around").Normal<float>([count, 2]) * Deviation;
        return around + Tensor.Generate<float>([count, 2], i => Centre((int)(key.Split("heap").Uniform(i / 2) * Heaps), i % 2));
    }

    private static float Centre(int heap, int axis) => Radius * (float)(axis == 0 ? Math.Cos(2 * Math.PI * heap / Heaps) : Math.Sin(2 * Math.PI * heap / Heaps));

    /// <summary>How many of the points lie within three deviations of a heap, and how many heaps have at least a fifth of their share.</summary>
    private static (double Near, int Found) Found(Tensor<float> points)
    {
        var counts = new int[Heaps];
        for (var i = 0; i < points.Shape[0]; i++)
            for (var heap = 0; heap < Heaps; heap++)
                if (Math.Sqrt(Math.Pow(points[i, 0] - Centre(heap, 0), 2) + Math.Pow(points[i, 1] - Centre(heap, 1), 2)) < 3 * Deviation)
                    counts[heap]++;
        return ((double)counts.Sum() / points.Shape[0], counts.Count(count => count >= points.Shape[0] / Heaps / 5));
    }

    /// <summary>After which epochs a panel is drawn: evenly, the last one among them.</summary>
    private static HashSet<int> Looks(int epochs) => [.. Enumerable.Range(1, Panels - 1).Select(panel => Math.Max(1, epochs * panel / (Panels - 1)))];
}
