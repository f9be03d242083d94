using System.Collections.Immutable;
using System.Diagnostics;
using Spectre.Console;
using static Functional.Layers<double>;
using Parameters = Functional.TensorTree<double>;

namespace Functional.Examples;

/// <summary>
/// How a trained network's cost curves: the largest eigenvalues of its Hessian H by Lanczos, which asks for products H·v alone, and those of the
/// Gauss-Newton matrix G = Jᵀ·(∂²C/∂z²)·J. Along an eigenvector v of length 1 the cost is C(θ + t·v) ≈ C + t·⟨∂C/∂θ, v⟩ + ½·λ·t².
/// </summary>
internal static class CurvatureExample
{
    private const int Epochs = 60;
    private const float Rate = 3e-3f;
    private const int BatchSize = 32;
    private const double Darkest = 16;
    private const int Products = 40;
    private const int Shown = 10;
    private const double Reach = 0.4;

    public static string Defaults { get; } = Invariant($"{Epochs} epochs, rate {Rate}");

    public static void Run(Settings settings, Screen screen)
    {
        var folder = new PictureFolder(settings.Output);
        var digits = DataSets.Digits<double>();
        var (train, test) = digits.Samples.SplitStratified(0.8, settings.Key.Split("split"));
        var (ready, unseen) = (Scaled(train), Scaled(test));

        screen.Title("The network");
        var network = Chain(Dense(16), Tanh, Dense(digits.Classes.Length));
        Shape input = [64];
        screen.Line($"{network.Describe(input, BatchSize)}");

        screen.Title("Training");
        screen.Line(Invariant($"{train.Count} digits to learn from, {test.Count} held out"));
        var batches = ready.Batches(BatchSize);
        var start = Training.Start(network, input, Optimizer.Adam((double)(settings.Rate ?? Rate)), settings.Key.Split("training"));
        var (last, _) = TrainingRun.Follow(
            screen, start, Training.Run(start, network, CrossEntropy, batches), settings.Epochs ?? Epochs, batches.Count,
            state => (Loss(ready)(state.Parameters).Output.Scalar, Loss(unseen)(state.Parameters).Output.Scalar));

        // The cost of all training samples, as a function of θ; its second derivatives as products; nobody writes out a matrix.
        var θ = last.Parameters;
        var cost = Loss(ready);
        var (gradient, hessian) = cost.HessianOperator()(θ);
        var (_, gaussNewton) = network.On(ready.Inputs).GaussNewtonOperator(CrossEntropy(ready.Targets).At(Parameters.Empty))(θ);

        screen.Title("Eigenvalues");
        var random = settings.Key.Split("lanczos").Normal<double>([θ.Dimension]);
        var first = θ.WithCoordinates(i => random.Span[i]);
        var ofHessian = Spectrum("H", hessian);
        var ofGaussNewton = Spectrum("G", gaussNewton);
        screen.Console.Write(Written(ofHessian, ofGaussNewton, screen.IsPlain));
        screen.Line(Invariant($"largest:  H {ofHessian[0].Pair.Value:G4}, G {ofGaussNewton[0].Pair.Value:G4}"));
        screen.Line(Invariant($"smallest: H {ofHessian[^1].Pair.Value:G2}, G {ofGaussNewton[^1].Pair.Value:G2}"));
        screen.Line("The cost is convex in the logits z, so G has no negative eigenvalue.");
        screen.Line("H − G = Σ ∂C/∂zₖ·∂²zₖ/∂θ² is small where ∂C/∂z is: where training went well.");

        screen.Title("The cost along the first two eigenvectors, and the parabola");
        var value = cost(θ).Output;
        ImmutableArray<CostAlong> lines = [.. ofHessian.Take(2).Select(each => Along(each.Pair))];
        for (var i = 0; i < lines.Length; i++)
        {
            var (far, near) = (lines[i].Gap(Reach), lines[i].Gap(Reach / 10));
            screen.Line(Invariant($"v{"₁₂"[i]}: they differ by {far:G2} at t = ±{Reach}, by {near:G2} at a tenth of it"));
        }
        screen.Line("The difference is of order t³: at a tenth of t a thousandth of it, or less.");
        folder.Save(Pictures.Parabolas(lines, Reach), "curvature-parabolas.png", 800, 520, screen);

        Differentiable<Parameters, Tensor<double>> Loss(Samples<Tensor<double>, Labels> part) =>
            network.On(part.Inputs).Then(CrossEntropy(part.Targets));

        ImmutableArray<(Eigenpair<Parameters> Pair, double Residual)> Spectrum(string name, Func<Parameters, Parameters> product)
        {
            var clock = Stopwatch.StartNew();
            var pairs = Lanczos.Run(product, first, Products);
            screen.Line(Invariant($"{name}: {pairs.Length} products with a matrix of {θ.Dimension}×{θ.Dimension} in {clock.Elapsed.TotalSeconds:F1} s"));
            return [.. pairs.Select(pair => (pair, Lanczos.Residual(product, pair)))];
        }

        CostAlong Along(Eigenpair<Parameters> pair)
        {
            var slope = gradient.Dot(pair.Vector);
            return new(
                pair.Value, t => cost(θ.Plus(pair.Vector.Scale(t))).Output.Scalar, t => value.Scalar + slope * t + pair.Value * t * t / 2);
        }
    }

    private static Samples<Tensor<double>, Labels> Scaled(Samples<Tensor<double>, Labels> samples) => new(samples.Inputs / Darkest, samples.Targets);

    private static Table Written(
        ImmutableArray<(Eigenpair<Parameters> Pair, double Residual)> h, ImmutableArray<(Eigenpair<Parameters> Pair, double Residual)> g, bool plain)
    {
        var table = new Table { Border = plain ? TableBorder.Ascii : TableBorder.Rounded };
        string[] columns = ["", "λ of H", "‖H·v − λ·v‖", "λ of G", "‖G·v − λ·v‖"];
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column).RightAligned());
        for (var i = 0; i < int.Min(Shown, int.Min(h.Length, g.Length)); i++)
            table.AddRow(
                Invariant($"{i + 1}"),
                Invariant($"{h[i].Pair.Value:F5}"), Invariant($"{h[i].Residual:G2}"),
                Invariant($"{g[i].Pair.Value:F5}"), Invariant($"{g[i].Residual:G2}"));
        return table;
    }
}

/// <summary>The cost along an eigenvector, as a function of the distance t from θ, and what the eigenvalue says of it.</summary>
internal sealed record CostAlong(double Eigenvalue, Func<double, double> Cost, Func<double, double> Parabola)
{
    /// <summary>How far the two are from each other at ±t.</summary>
    public double Gap(double t) => double.Max(double.Abs(Cost(t) - Parabola(t)), double.Abs(Cost(-t) - Parabola(-t)));
}
