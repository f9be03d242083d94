using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace Functional.IO;

/// <summary>
/// What a training state is beside its tensors, as texts by name: places of the run as whole numbers, the key as its two words, the cost as the shortest decimal that
/// is read as the same number.
/// </summary>
internal sealed class TrainingTexts
{
    public const string FormatName = "format";
    private const string Format = "functional training state 1";
    private const string Step = "step", Epoch = "epoch", Batch = "batch", EndsEpoch = "ends epoch", Cost = "cost", Updates = "updates", KeyName = "key", Sample = "sample",
        Samples = "samples";

    private readonly IReadOnlyDictionary<string, string> texts;
    private readonly List<string> problems = [];

    private TrainingTexts(IReadOnlyDictionary<string, string> texts) => this.texts = texts;

    /// <summary>The texts of a state.</summary>
    public static ImmutableSortedDictionary<string, string> Of<T>(TrainingState<T> state)
        where T : struct, IFloatingPointIeee754<T>
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        texts[FormatName] = Format;
        texts[Step] = Invariant($"{state.Step}");
        texts[Epoch] = Invariant($"{state.Epoch}");
        texts[Batch] = Invariant($"{state.Batch}");
        texts[EndsEpoch] = state.EndsEpoch ? "true" : "false";
        texts[Updates] = Invariant($"{state.OptimizerState.Step}");
        texts[KeyName] = Invariant($"{state.Key.First} {state.Key.Second}");
        if (state.Cost is { } cost)
            texts[Cost] = Invariant($"{cost:R}");
        if (state.Samples is { } samples)
            texts[Samples] = Invariant($"{samples}");
        if (state.Sample is { } sample)
            texts[Sample] = sample.ToString()!;
        return texts.ToImmutable();
    }

    /// <summary>Whether a file is a training state's at all.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static void Expect(IReadOnlyDictionary<string, string> texts)
    {
        if (texts.GetValueOrDefault(FormatName) != Format)
            throw new InvalidDataException($"it is no training state: its metadata '{FormatName}' should be '{Format}', but "
                + (texts.TryGetValue(FormatName, out var other) ? $"is '{other}'" : "there is none"));
    }

    /// <summary>A state with the tensors of another and the places, key and cost of the texts; and all that is wrong with these.</summary>
    public static (TrainingState<T> State, IReadOnlyList<string> Problems) Read<T>(IReadOnlyDictionary<string, string> texts, TrainingState<T> state)
        where T : struct, IFloatingPointIeee754<T>
    {
        var from = new TrainingTexts(texts);
        if (state.Sample is { } sample && texts.TryGetValue(Sample, out var written) && written != sample.ToString())
            from.problems.Add($"the run was started for samples of shape {written}, but these have shape {sample}");
        return (state with
        {
            Step = from.Whole<long>(Step),
            Epoch = from.Whole<int>(Epoch),
            Batch = from.Whole<int>(Batch),
            EndsEpoch = from.Flag(EndsEpoch),
            Samples = texts.ContainsKey(Samples) ? from.Whole<long>(Samples) : null,
            Cost = from.Real<T>(Cost),
            Key = from.Key(),
            OptimizerState = state.OptimizerState with { Step = from.Whole<long>(Updates) },
        }, from.problems);
    }

    private N Whole<N>(string name)
        where N : struct, IBinaryInteger<N> => texts.TryGetValue(name, out var text) && N.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : Wrong<N>(name, Invariant($"a whole number from 0 to {(typeof(N) == typeof(int) ? int.MaxValue : long.MaxValue)}"));

    private bool Flag(string name) => texts.GetValueOrDefault(name) switch
    {
        "true" => true,
        "false" => false,
        _ => Wrong<bool>(name, "true or false"),
    };

    private T? Real<T>(string name)
        where T : struct, IFloatingPointIeee754<T> => !texts.TryGetValue(name, out var text) ? null
        : T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : Wrong<T>(name, "a number");

    private Key Key() => texts.TryGetValue(KeyName, out var text) && text.Split(' ') is [var first, var second]
        && uint.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var one)
        && uint.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var two)
        ? new(one, two)
        : Wrong<Key>(KeyName, "two whole numbers of 32 bits");

    private A Wrong<A>(string name, string expected)
        where A : struct
    {
        problems.Add($"its metadata '{name}' should be {expected}, but " + (texts.TryGetValue(name, out var text) ? $"is '{text}'" : "there is none"));
        return default;
    }
}
