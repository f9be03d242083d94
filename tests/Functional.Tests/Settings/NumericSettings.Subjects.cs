using System.Numerics;
using Functional.Laws;

namespace Functional.Tests.Settings;

// What is done with a setting that is taken: all numbers that come of it.
internal static partial class NumericSettings
{
    /// <summary>Output and gradients at a batch with a constant feature and one that is not, and what training leaves.</summary>
    private static IEnumerable<double> Run<T>(Layer<T, Tensor<T>, Tensor<T>> layer)
        where T : struct, IFloatingPointIeee754<T>
    {
        var made = layer.Start(Seed, [2]);
        var x = Tensor.Generate<T>([4, 2], static i => T.CreateChecked(i % 2 == 0 ? 3 : i * 0.25));
        var (y, back, statistics) = layer.Forward(made.Parameters, x, Context<T>.Training(Seed, made.State));
        var cotangents = back(Tensor.Ones<T>(y.Shape));
        return Numbers(y).Concat(Numbers(cotangents.Input)).Concat(statistics.Leaves.Concat(cotangents.Parameters.Leaves).SelectMany(static leaf => Numbers(leaf.Value)));
    }

    private static double[] Length<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => [x.Length];

    /// <summary>Output and gradients of a sequence, at inference.</summary>
    private static IEnumerable<double> Sequenced(Layer<double, Tensor<double>, Tensor<double>> layer, int time = 3)
    {
        var made = layer.Start(Seed, [time, 2]);
        var (y, back, state) = layer.Forward(made.Parameters, Seed.Normal<double>([2, time, 2]));
        var cotangents = back(Tensor.Ones<double>(y.Shape));
        return y.Concat(cotangents.Input).Concat(state.Leaves.Concat(cotangents.Parameters.Leaves).SelectMany(static leaf => leaf.Value));
    }

    /// <summary>The first parameters of a layer of a sequence and something beside it.</summary>
    private static IEnumerable<double> Planned<X, Y>(Layer<double, X, Y> layer, Shapes beside) =>
        layer.Initialize(Seed, Shapes.Pair([3, 2], beside)).Parameters.Leaves.SelectMany(static leaf => leaf.Value);

    private static IEnumerable<double> RunSequence<T>(Layer<T, Tensor<T>, Tensor<T>> layer)
        where T : struct, IFloatingPointIeee754<T> => Run(Layers<T>.Reshape([2, 1]).Then(layer));

    private static Tensor<double> Clipped<T>(double norm)
        where T : struct, IFloatingPointIeee754<T>
    {
        var network = Layers<T>.Dense(2);
        var x = Tensor.Generate<T>([3, 2], static i => T.CreateChecked(i * 0.25));
        return Numbers(network.PerSample(Layers<T>.CrossEntropy([0, 1, 0]))(network.Start(Seed, [2]).Parameters, x).Clipped(norm)["weight"]);
    }

    private static Tensor<double> Weights<T>(WeightInitializer<T> initializer)
        where T : struct, IFloatingPointIeee754<T> => Numbers(initializer(Seed, [5, 2], 1, 1));

    private static Tensor<double> Numbers<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Cast<double>();

    private static IEnumerable<TrainingState<double>> Trained() => Training.Run(
        Training.Start(Layers<double>.Dense(2), [1], Optimizer.Sgd(0.1), Seed), Layers<double>.Dense(2), Layers<double>.CrossEntropy, Ten.Batches(5));

    /// <summary>An equation of which each solver finds the very solution.</summary>
    private static Tensor<double> Solved(LinearSolver solver) => solver.Solve(static x => 2.0 * x, Tensor.Vector(1.0, 0.5)).Value;

    private static Tensor<double> Found(FixedPointIteration iteration) =>
        Differentiable.FixedPoint(static (Tensor<double> a, Tensor<double> x) => 0.0 * x + a, Tensor.Zeros<double>([2]), iteration)([0.5, 0.25]).Output;

    private static Tensor<double> Found(Newton newton) =>
        Differentiable.Root(static (Tensor<double> a, Tensor<double> x) => x - a, Tensor.Zeros<double>([2]), newton)([0.5, 0.25]).Output;

    private static Tensor<double> Convolved(Layer<double, Tensor<double>, Tensor<double>> layer) =>
        layer.At(layer.Start(Seed, [3, 1]).Parameters)(Tensor.Ones<double>([1, 3, 1])).Output;

    /// <summary>So short a way that one step is enough.</summary>
    private static Tensor<double> Followed(OdeSolver solver) => solver.Solve(static (_, y) => y.Zero, Tensor.Vector(1.0, 0.5), 0, 1e-7)[^1];

    private static double[] Checked(int cases)
    {
        LayerLaws.For(Layers<double>.Tanh, [2]).Only("linearity").Check(cases);
        return [cases];
    }
}
