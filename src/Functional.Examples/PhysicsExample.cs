using System.Collections.Immutable;
using System.Diagnostics;
using static Functional.Layers<double>;

namespace Functional.Examples;

/// <summary>
/// A physics-informed network: it solves −u″ = f on [0, 1] with u(0) = u(1) = 0, and never sees the solution. The loss is how far the network u is
/// from the equation, so there is a second derivative by x in a function whose gradient by θ is taken.
/// Raissi, Perdikaris and Karniadakis, Journal of Computational Physics 378, 2019.
/// </summary>
internal static class PhysicsExample
{
    private const int Epochs = 5000;
    private const float Rate = 1e-2f;
    private const int Points = 64;
    private const long Looks = 100;
    private const double LastRate = 0.01;        // of the first
    private const double EndsWeight = 100;

    public static string Defaults { get; } = Invariant($"{Epochs} epochs, rate {Rate}");

    public static void Run(Settings settings, Screen screen)
    {
        var clock = Stopwatch.StartNew();
        var folder = new PictureFolder(settings.Output);
        screen.Title("The equation");
        screen.Line("to solve:         −u″ = f on [0, 1], u(0) = u(1) = 0");
        screen.Line("the network sees: f = π²·(sin πx + 4·sin 4πx)");
        screen.Line("and never:        u = sin πx + ¼·sin 4πx");

        screen.Title("The network");
        var network = Chain(Dense(20), Tanh, Dense(20), Tanh, Dense(1));
        Shape input = [1];
        screen.Line($"{network.Describe(input, Points)}");
        var start = network.Start(settings.Key, input).Parameters;

        // The points that the equation is asked at, as a column, and the two ends.
        var x = Tensor.Generate<double>([Points, 1], static i => (i + 0.5) / Points);
        var f = x.Map(Force);
        var along = Tensor.Ones<double>(x.Shape);
        var ends = Tensor.Create<double>([2, 1], 0, 1);

        var loss = Differentiable.Trace((TensorTree<double> θ) =>
        {
            var u = network.At(θ);
            var residual = u.Directional(2)(x, along) + f;          // u″ + f, which the equation says is 0
            var boundary = u.Apply(ends);                           // so are u(0) and u(1)
            return (residual * residual).Mean() + EndsWeight * (boundary * boundary).Mean();
        });

        screen.Title("u″ of the network before training, and by differences");
        ShowSecondDerivative(screen, network.At(start));

        screen.Title("Training");
        var grid = Tensor.Generate<double>([401, 1], static i => i / 400.0);
        var solution = grid.Map(Solution);
        var epochs = settings.Epochs ?? Epochs;
        // The rate falls by the same factor in each step, and each step is an epoch: all points at once.
        var optimizer = Optimizer.Adam<double>(Schedule.Exponential(settings.Rate ?? Rate, epochs, LastRate));
        var objective = Objective.Of((Tensor<double> _, Context<double> _) => loss, "−u″ = f");
        var run = Training.Run(Training.Start(start, optimizer, settings.Key), objective, x);
        var last = run.Show(screen.Console, epochs, state =>
        {
            if (state.Step * Looks / epochs == (state.Step - 1) * Looks / epochs)
                return null;
            var (largest, typical) = Sizes(Error(state));
            return Invariant($"epoch {state.Step}: loss {state.Cost:G3}, error max {largest:G3}, rms {typical:G3}");
        }).Last();

        screen.Title("Result");
        var (worst, rms) = Sizes(Error(last));
        screen.Line(Invariant($"network − solution: max {worst:G3}, root mean square {rms:G3}, after {clock.Elapsed.TotalSeconds:F1} s"));
        screen.Line(Invariant($"u(0) = {Network(last)[0]:G3}, u(1) = {Network(last)[^1]:G3}"));
        folder.Save(Pictures.Solution(Numbers(grid), Numbers(solution), Network(last)), "physics-solution.png", screen);

        Tensor<double> Error(TrainingState<double> at) => network.At(at.Parameters)(grid).Output - solution;
        double[] Network(TrainingState<double> at) => Numbers(network.At(at.Parameters)(grid).Output);
    }

    /// <summary>The solution u.</summary>
    private static double Solution(double x) => double.SinPi(x) + double.SinPi(4 * x) / 4;

    /// <summary>f = −u″.</summary>
    private static double Force(double x) => double.Pi * double.Pi * (double.SinPi(x) + 4 * double.SinPi(4 * x));

    private static void ShowSecondDerivative(Screen screen, Differentiable<Tensor<double>, Tensor<double>> u)
    {
        const double h = 1e-3;
        foreach (var x in ImmutableArray.Create(0.2, 0.5, 0.8))
        {
            Tensor<double> at = Tensor.Create<double>([1, 1], x), step = Tensor.Create<double>([1, 1], h);
            var exact = u.Directional(2)(at, Tensor.Ones<double>(at.Shape)).Scalar;
            var differences = (u.Apply(at + step) - 2.0 * u.Apply(at) + u.Apply(at - step)).Scalar / (h * h);
            screen.Line(Invariant($"x = {x:F1}: by Directional(2) {exact,10:F6}, by differences {differences,10:F6}"));
        }
    }

    private static (double Largest, double RootMeanSquare) Sizes(Tensor<double> error) =>
        (error.Abs().Max().Scalar, double.Sqrt((error * error).Mean().Scalar));

    private static double[] Numbers(Tensor<double> column) => column.Span.ToArray();
}
