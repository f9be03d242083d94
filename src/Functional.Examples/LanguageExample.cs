using System.Collections.Immutable;
using System.Diagnostics;
using static Functional.Layers<float>;

namespace Functional.Examples;

/// <summary>A transformer that learns to write, character by character, from "Alice's Adventures in Wonderland".</summary>
internal static class LanguageExample
{
    private const int Epochs = 3;
    private const float Rate = 2e-3f;
    private const int BatchSize = 32;
    private const int Context = 64;
    private const int Stride = 12;
    private const int Heads = 4;
    private const int Features = 96;
    private const int Blocks = 2;
    private const int Written = 400;
    private const int WrittenMeanwhile = 60;
    private const int Looks = 20;
    private const double TrainingShare = 0.9;
    private const double Temperature = 0.7;
    private const string Prompt = "Alice ";

    public static string Defaults { get; } = Invariant($"{Epochs} epochs, rate {Rate}");

    public static void Run(Settings settings, Screen screen) => Run(settings, screen, Stride);

    /// <summary>The same with other distances from one window of the text to the next.</summary>
    internal static void Run(Settings settings, Screen screen, int stride)
    {
        var clock = Stopwatch.StartNew();
        var folder = new PictureFolder(settings.Output);
        var text = Text();
        ImmutableArray<char> alphabet = [.. text.Distinct().Order()];
        var tokens = text.Select(character => alphabet.BinarySearch(character)).ToArray();
        var share = (int)(TrainingShare * tokens.Length);
        var (train, test) = (Windows(tokens[..share], stride), Windows(tokens[share..], Context));

        var settingsOfBlocks = new BlockSettings<float> { Activation = Gelu, Positions = RelativePositions.Alibi };
        var network = Tied(
            Named("tokens", Embedding(alphabet.Length, Features))
                .Then(Named("blocks", Repeat(Blocks, DecoderBlock(Heads, 4 * Features, settingsOfBlocks, cache: Written + Prompt.Length))))
                .Then(Named("norm", LayerNorm()))
                .Then(Named("logits", Unembedding(alphabet.Length))),
            "tokens", "logits");
        Shape input = [Context];
        screen.Title("The network");
        screen.Line($"{network.Describe(input, BatchSize)}");

        screen.Title("Training");
        screen.Line(Invariant($"{share} characters to learn from, {tokens.Length - share} held out; {alphabet.Length} different ones, seen {Context} at a time"));
        screen.Line(Invariant($"to guess among all alike would have the loss {Math.Log(alphabet.Length):F4}"));
        var batches = train.Batches(BatchSize);
        var start = Training.Start(network, input, Optimizer.Adam(settings.Rate ?? Rate), settings.Key.Split("training"));
        var steps = checked((settings.Epochs ?? Epochs) * (long)batches.Count);
        var losses = ImmutableArray.CreateBuilder<EpochLoss>();
        var last = Training.Run(start, network, Cost, batches).Show(screen.Console, steps, state =>
        {
            if (state.EndsEpoch)
                losses.Add(new(state.Epoch + 1, Loss(state, train.Take([.. Enumerable.Range(0, test.Count)])), Loss(state, test)));
            if (state.Step * Looks / steps == (state.Step - 1) * Looks / steps && state.Step != steps)
                return null;
            var sample = Write(network, state.Parameters, alphabet, Prompt, WrittenMeanwhile, settings.Key.Split("meanwhile"));
            return (state.EndsEpoch ? Invariant($"epoch {state.Epoch + 1}: loss {losses[^1].Training:F4}, held out {losses[^1].HeldOut:F4}") : Invariant($"step {state.Step}"))
                + $" | {OneLine(sample)}";
        }).Last();

        screen.Title("What it writes");
        var writing = Stopwatch.StartNew();
        screen.Line(Write(network, last.Parameters, alphabet, Prompt, Written, settings.Key.Split("end")));
        screen.Title("Result");
        screen.Line(Invariant($"held out: loss {Loss(last, test):F4} nats a character, after {clock.Elapsed.TotalSeconds:F1} s; ")
            + Invariant($"{Written} characters written in {writing.Elapsed.TotalMilliseconds:F0} ms, one at a time"));
        folder.Save(Pictures.Losses(losses.ToImmutable()), "language-loss.png", 800, 450, screen);

        double Loss(TrainingState<float> state, Samples<Indices, Indices> part) =>
            network.On(part.Inputs).Then(Cost(part.Targets))(state.Parameters).Output.Scalar;
    }

    private static Layer<float, Tensor<float>, Tensor<float>> Cost(Indices next) => CrossEntropy(Labels.Create(next.Span));

    /// <summary>Windows [count, time] of a text, and the same one character later, which are to be guessed.</summary>
    private static Samples<Indices, Indices> Windows(int[] tokens, int stride)
    {
        var count = (tokens.Length - 1 - Context) / stride + 1;
        return new(Cut(0), Cut(1));

        Indices Cut(int later) => Indices.Of([count, Context], [.. Enumerable.Range(0, count * Context).Select(i => tokens[i / Context * stride + i % Context + later])]);
    }

    /// <summary>Goes on with a text, one character at a time: what was seen before is remembered by the state.</summary>
    private static string Write(
        Layer<float, Indices, Tensor<float>> network, TensorTree<float> parameters, ImmutableArray<char> alphabet, string prompt, int count, Key key)
    {
        var written = new System.Text.StringBuilder(prompt);
        var state = TensorTree<float>.Empty;
        var seen = Indices.Of([1, prompt.Length], [.. prompt.Select(character => alphabet.BinarySearch(character))]);
        for (var i = 0; i < count; i++)
        {
            (var logits, _, state) = network.Forward(parameters, seen, Functional.Context<float>.Inference(state));
            var next = Choose((logits.Slice(1, logits.Shape[1] - 1, 1) / (float)Temperature).Softmax(), key.Uniform(i));
            written.Append(alphabet[next]);
            seen = Indices.Of([1, 1], next);
        }
        return written.ToString();
    }

    /// <summary>The class in whose share of [0, 1) a number is.</summary>
    private static int Choose(Tensor<float> shares, double number)
    {
        var sum = 0.0;
        for (var i = 0; i < shares.Length; i++)
            if ((sum += shares.Span[i]) > number)
                return i;
        return shares.Length - 1;
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The text that comes with the program, without the spaces before and after lines.</summary>
    private static string Text()
    {
        using var reader = new StreamReader(typeof(LanguageExample).Assembly.GetManifestResourceStream("alice.txt")!);
        return string.Join('\n', reader.ReadToEnd().Split('\n').Select(static line => line.Trim()));
    }
}
