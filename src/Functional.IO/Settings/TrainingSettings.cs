using System.Numerics;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

/// <summary>
/// The hyper-parameters of a run: how it is optimised, how long, and from which seed. From a file or a command line they come by <see cref="From"/>, which tells
/// all that is wrong at once; in code a wrong value throws where it is set.
/// </summary>
/// <example><code>
/// var settings = SettingsSource.Json("settings.json").Bind(source => TrainingSettings.From(source));
/// settings.Match(
///     Succ: each => Learn(each.Optimizer&lt;float&gt;(steps: each.Epochs * batches.Count), each.Seed),
///     Fail: problems => problems.Iter(problem => Console.Error.WriteLine(problem.Message)));
/// </code></example>
public sealed record TrainingSettings
{
    private static readonly Setting<string> Method = Setting.Choice(
        "optimizer", "adamw", "sgd", "adam", "adamw", "adabelief", "amsgrad", "nadam", "rmsprop", "adagrad", "lion", "lamb");
    private static readonly Setting<double> LearningRate = Setting.Real(
        "rate", 1e-3, "a positive number of at most 1000000", static x => x <= 1e6 && (float)x > 0);
    private static readonly Setting<double> Velocity = Setting.Real("momentum", 0, "at least 0 and below 1", static x => x >= 0 && (float)x < 1);
    private static readonly Setting<double> WeightDecay = Setting.Real("decay", 0.01, "a number of at least 0", static x => x >= 0 && float.IsFinite((float)x));
    private static readonly Setting<string> Shape = Setting.Choice("schedule", "constant", "constant", "linear", "cosine");
    private static readonly Setting<double> Rise = Setting.Real("warm-up", 0, "a share of the steps, at least 0 and below 1", static x => x is >= 0 and < 1);
    private static readonly Setting<double> Norm = Setting.Real("clip", 0, "a number of at least 0", static x => x >= 0 && float.IsFinite((float)x));
    private static readonly Setting<int> BatchSize = Setting.Whole("batch", 32, from: 1);
    private static readonly Setting<int> Rounds = Setting.Whole("epochs", 20, from: 1);
    private static readonly Setting<int> Looks = Setting.Whole("patience", 0);
    private static readonly Setting<ulong> Start = Setting.Seed("seed", 1);

    /// <summary>sgd, adam, adamw, adabelief, amsgrad, nadam, rmsprop, adagrad, lion or lamb.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is another word.</exception>
    public string OptimizerName { get; init => field = Method.Expect(value); } = Method.Default;

    /// <summary>The learning rate, at its highest; positive, and at most a million, with which every optimiser can be made.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive, or larger.</exception>
    public double Rate { get; init => field = LearningRate.Expect(value); } = LearningRate.Default;

    /// <summary>How much of the velocity stays, in [0, 1); for sgd alone, which has none where this is null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public double? Momentum { get; init => field = value is { } momentum ? Velocity.Expect(momentum) : null; }

    /// <summary>How much of the weights decays for each unit of the rate, beside the gradient; for adamw, lion and lamb alone, which take 0.01 where this is null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double? Decay { get; init => field = value is { } decay ? WeightDecay.Expect(decay) : null; }

    /// <summary>How the rate goes on to the last step: constant, linear or cosine; the last two fall to 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is another word.</exception>
    public string Schedule { get; init => field = Shape.Expect(value); } = Shape.Default;

    /// <summary>The share of all steps in which the rate rises first, in [0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public double WarmUp { get; init => field = Rise.Expect(value); } = Rise.Default;

    /// <summary>The norm of the whole gradient from which on it is scaled down; 0 for never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public double Clip { get; init => field = Norm.Expect(value); } = Norm.Default;

    /// <summary>How many samples a batch has.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int Batch { get; init => field = BatchSize.Expect(value); } = BatchSize.Default;

    /// <summary>How often the data is seen.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int Epochs { get; init => field = Rounds.Expect(value); } = Rounds.Default;

    /// <summary>After how many epochs without a better one the run ends; 0 for never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int Patience { get; init => field = Looks.Expect(value); } = Looks.Default;

    /// <summary>The seed of all that is random.</summary>
    public ulong Seed { get; init => field = Start.Expect(value); } = Start.Default;

    /// <summary>The settings of a source, or all that is wrong with them at once: values, names that there are not, and what does not go together.</summary>
    /// <param name="source">A JSON file, a command line, or one over the other.</param>
    /// <param name="preset">The settings where the source has none; those of <c>new TrainingSettings()</c> when none are given.</param>
    public static Validation<Error, TrainingSettings> From(SettingsSource source, TrainingSettings? preset = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var start = preset ?? new();
        var known = source.Only(
            Method.Name, LearningRate.Name, Velocity.Name, WeightDecay.Name, Shape.Name, Rise.Name, Norm.Name, BatchSize.Name, Rounds.Name, Looks.Name, Start.Name);
        var steps = (Method.GivenIn(source), LearningRate.GivenIn(source), Velocity.GivenIn(source), WeightDecay.GivenIn(source), Shape.GivenIn(source), Rise.GivenIn(source), Norm.GivenIn(source))
            .Apply((method, rate, momentum, decay, schedule, warmUp, clip) => start with
            {
                OptimizerName = method.IfNone(start.OptimizerName),
                Rate = rate.IfNone(start.Rate),
                Momentum = momentum.ToNullable() ?? start.Momentum,
                Decay = decay.ToNullable() ?? start.Decay,
                Schedule = schedule.IfNone(start.Schedule),
                WarmUp = warmUp.IfNone(start.WarmUp),
                Clip = clip.IfNone(start.Clip),
            });
        return (steps, BatchSize.GivenIn(source), Rounds.GivenIn(source), Looks.GivenIn(source), Start.GivenIn(source), known, Together(source, start))
            .Apply((made, batch, epochs, patience, seed, _, _) => made with
            {
                Batch = batch.IfNone(start.Batch),
                Epochs = epochs.IfNone(start.Epochs),
                Patience = patience.IfNone(start.Patience),
                Seed = seed.IfNone(start.Seed),
            });
    }

    /// <summary>The optimiser of a run.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="steps">How many steps the run will have; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no steps.</exception>
    /// <exception cref="InvalidOperationException">Momentum or decay is set for an optimiser that has none.</exception>
    public Optimizer<T> Optimizer<T>(long steps)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (steps < 1)
            throw new ArgumentOutOfRangeException(nameof(steps), Invariant($"TrainingSettings: a run has at least 1 step, got {steps}."));
        Misfit(OptimizerName, Momentum, Decay).IfSome(static misfit => throw new InvalidOperationException($"TrainingSettings: {misfit}."));
        Rate<T> scale = RateOver(steps);
        var decay = Decay ?? WeightDecay.Default;
        Optimizer<T> made = OptimizerName switch
        {
            "sgd" => Functional.Optimizer.Sgd(scale, Momentum is > 0 and { } momentum ? momentum : null),
            "adam" => Functional.Optimizer.Adam(scale),
            "adamw" => Functional.Optimizer.AdamW(scale, decay),
            "adabelief" => Functional.Optimizer.AdaBelief(scale),
            "amsgrad" => Functional.Optimizer.AmsGrad(scale),
            "nadam" => Functional.Optimizer.Nadam(scale),
            "rmsprop" => Functional.Optimizer.RmsProp(scale),
            "adagrad" => Functional.Optimizer.Adagrad(scale),
            "lion" => Functional.Optimizer.Lion(scale, decay),
            "lamb" => Functional.Optimizer.Lamb(scale, decay),
            _ => throw new InvalidOperationException($"TrainingSettings: there is no optimiser '{OptimizerName}'."),
        };
        return Clip > 0 ? GradientTransformations<T>.ClipByGlobalNorm(Clip).Then(made) : made;
    }

    /// <summary>Each setting that has a value by its name, as a text: for a report.</summary>
    public IEnumerable<(string Name, string Value)> Named()
    {
        yield return (Method.Name, OptimizerName);
        yield return (LearningRate.Name, Invariant($"{Rate}"));
        if (Momentum is { } momentum)
            yield return (Velocity.Name, Invariant($"{momentum}"));
        if (Decay is { } decay)
            yield return (WeightDecay.Name, Invariant($"{decay}"));
        yield return (Shape.Name, Schedule);
        yield return (Rise.Name, Invariant($"{WarmUp}"));
        yield return (Norm.Name, Invariant($"{Clip}"));
        yield return (BatchSize.Name, Invariant($"{Batch}"));
        yield return (Rounds.Name, Invariant($"{Epochs}"));
        yield return (Looks.Name, Invariant($"{Patience}"));
        yield return (Start.Name, Invariant($"{Seed}"));
    }

    /// <summary>The settings as the JSON that <see cref="SettingsSource.Json"/> reads.</summary>
    public override string ToString() =>
        $"{{ {string.Join(", ", Named().Select(static each => each.Name == Method.Name || each.Name == Shape.Name ? $"\"{each.Name}\": \"{each.Value}\"" : $"\"{each.Name}\": {each.Value}"))} }}";

    /// <summary>The learning rate of each step.</summary>
    /// <param name="steps">How many steps the run will have; at least 1.</param>
    private Schedule RateOver(long steps)
    {
        var rise = (long)(WarmUp * steps);
        var rest = steps - rise;
        var falls = Schedule switch
        {
            "linear" => Functional.Schedule.Linear(Rate, 0, rest),
            "cosine" => Functional.Schedule.Cosine(Rate, rest),
            _ => Functional.Schedule.Constant(Rate),
        };
        return rise > 0 ? falls.WarmUp(rise) : falls;
    }

    /// <summary>What is set for an optimiser that has no such thing: a setting that is read by nobody would be lost in silence.</summary>
    private static Validation<Error, Unit> Together(SettingsSource source, TrainingSettings start) =>
        (Method.GivenIn(source), Velocity.GivenIn(source), WeightDecay.GivenIn(source))
            .Apply((method, momentum, decay) => Misfit(method.IfNone(start.OptimizerName), momentum.ToNullable() ?? start.Momentum, decay.ToNullable() ?? start.Decay)).Match(
            static misfit => misfit.Match(static each => Outside.Fail<Unit>($"{each}."), static () => Validation<Error, Unit>.Success(Unit.Default)),
            static _ => Validation<Error, Unit>.Success(Unit.Default));       // they are told by the settings themselves

    private static Option<string> Misfit(string method, double? momentum, double? decay) =>
        momentum is not null && method != "sgd" ? Prelude.Some(Invariant($"'momentum' is for sgd, but the optimizer is {method} and the momentum {momentum}"))
        : decay is not null && method is not ("adamw" or "lion" or "lamb") ? Prelude.Some(Invariant($"'decay' is for adamw, lion and lamb, but the optimizer is {method} and the decay {decay}"))
        : Option<string>.None;
}
