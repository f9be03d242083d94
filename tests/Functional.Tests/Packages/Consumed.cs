using static Functional.Layers<float>;

namespace Functional.Tests.Packages;

/// <summary>What a new program does with the packages: the lines of it are taken from here, and its result is compared with this one, to the bit.</summary>
internal static class Consumed
{
    public static string Run()
    {
        // program
        var iris = DataSets.Iris<float>().Samples;
        var network = Chain(Dense(8), Tanh, Dense(3));
        var start = Training.Start(network, [4], Optimizer.Adam(1e-2f), Key.FromSeed(1));
        var trained = Training.Run(start, network, CrossEntropy, iris.Batches(16)).Take(20).Last();
        var result = FormattableString.Invariant($"{trained.Step} steps, cost {BitConverter.SingleToInt32Bits(trained.Cost!.Value):x8}");
        // end
        return result;
    }

    /// <summary>The same as the text of a program.</summary>
    public static string Text => $"""
        using Functional;
        using static Functional.Layers<float>;

        {Repository.Lines("tests/Functional.Tests/Packages/Consumed.cs", "program")}
        Console.WriteLine(result);

        """;
}
