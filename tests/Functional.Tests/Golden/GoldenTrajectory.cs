using System.Globalization;
using System.IO.Compression;
using System.Numerics;

namespace Functional.Tests.Golden;

/// <summary>What an optimiser makes of given gradients, or what a schedule is step by step: a line of optimizers.txt.gz, which optimizers.py made.</summary>
/// <param name="Name">The optimiser or the schedule.</param>
/// <param name="Text">Its settings as text.</param>
/// <param name="Values">θ after every fifth step, or one number a step.</param>
internal sealed record GoldenTrajectory(string Name, string Text, double[][] Values)
{
    private const int Matrix = 12, Every = 5;

    private static readonly string[][] Lines = Read();

    /// <summary>θ before the first step.</summary>
    private static double[] Start { get; } = Numbers(Lines[0][1]);

    /// <summary>One gradient a step.</summary>
    private static double[][] Gradients { get; } = [.. Lines[1][1].Split(';').Select(Numbers)];

    /// <summary>All of them, those of PyTorch, those of formulas, and schedules.</summary>
    public static ILookup<string, GoldenTrajectory> All { get; } =
        Lines.Skip(2).ToLookup(static line => line[0], static line => new GoldenTrajectory(line[1], line[2], [.. line[3].Split(';').Select(Numbers)]));

    /// <summary>A cosine, a power, and some products and differences of numbers that are no larger than the largest value: in parts of that.</summary>
    public static double ScheduleRounding => 16 * 1.2e-16;

    /// <summary>Those of a name.</summary>
    public static IEnumerable<GoldenTrajectory> Named(string name) => All.SelectMany(static kind => kind).Where(golden => golden.Name == name);

    /// <summary>A setting.</summary>
    public double this[string name] => double.Parse(
        Text.Split(';').Single(setting => setting.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..], CultureInfo.InvariantCulture);

    /// <summary>
    /// Compares θ, or what is shown beside it, after every fifth step. In step s what an optimiser remembers has been rounded some 2·s times, and the update from it some
    /// 16 times, each time by at most half a unit of the largest update that this number has seen; θ itself, and an average of it, is rounded once or twice.
    /// </summary>
    /// <param name="optimizer">The optimiser.</param>
    /// <returns>The largest error, in parts of the error allowed, and where it is.</returns>
    public (double Error, string Worst) Compare<T>(Optimizer<T> optimizer)
        where T : struct, IFloatingPointIeee754<T>
    {
        var unit = double.CreateChecked(T.BitIncrement(T.One) - T.One) / 2;
        // Where a singular value is near 0, a Newton–Schulz step makes it and its rounding 3.4445 times larger.
        var amplified = Name == "muon" ? Math.Pow(3.4445, this["steps"]) : 1;
        var isAverage = Name is "average-of-adam" or "mean-of-adam";
        var theta = Tree<T>(Start);
        var (state, allowed, largest, worst) = (optimizer.Initialize(theta), new double[Start.Length], new double[Start.Length], (Error: 0.0, ""));
        for (var step = 1; step <= Gradients.Length; step++)
        {
            var before = Flat(theta);
            (theta, state) = optimizer.Update(Tree<T>(Gradients[step - 1]), state, theta);
            var after = Flat(theta);
            for (var i = 0; i < after.Length; i++)
            {
                largest[i] = Math.Max(largest[i], Math.Abs(after[i] - before[i]));
                allowed[i] += unit * (amplified * (2 * step + 16) * largest[i] + 2 * Math.Max(Math.Abs(before[i]), Math.Abs(after[i])));
            }
            if (step % Every != 0)
                continue;
            var (expected, actual) = (Values[step / Every - 1], isAverage ? Flat(Optimizer.AverageOf(state)) : after);
            for (var i = 0; i < actual.Length; i++)
            {
                var error = Math.Abs(expected[i] - actual[i]);
                if (!(error <= worst.Error * allowed[i]))
                    worst = (error > 0 ? error / allowed[i] : double.PositiveInfinity, Invariant(
                        $"{Name} {Text}: θ[{i}] after step {step} is {actual[i]:R}, expected {expected[i]:R}; {allowed[i]:G2} is allowed"));
            }
        }
        Assert.Equal(Gradients.Length, state.Step);
        return worst;
    }

    private TensorTree<T> Tree<T>(double[] numbers)
        where T : struct, IFloatingPointIeee754<T>
    {
        var rows = Text.EndsWith(";rows=3", StringComparison.Ordinal) ? 3 : 4;
        return TensorTree<double>.Of(("weight", Tensor.Create(Shape.Create(rows, Matrix / rows), numbers.AsSpan(0, Matrix))), ("bias", Tensor.Vector(numbers.AsSpan(Matrix)))).Cast<T>();
    }

    private static double[] Flat<T>(TensorTree<T> tree)
        where T : struct, IFloatingPointIeee754<T> => [.. tree["weight"].Cast<double>(), .. tree["bias"].Cast<double>()];

    private static double[] Numbers(string text) => [.. text.Split(' ').Select(static number => double.Parse(number, CultureInfo.InvariantCulture))];

    private static string[][] Read()
    {
        using var file = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden", "optimizers.txt.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('|'))];
    }
}
