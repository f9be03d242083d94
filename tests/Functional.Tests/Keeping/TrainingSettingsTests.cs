using Functional.IO;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.Tests.Keeping;

/// <summary>Hyper-parameters from outside: all that is wrong is told at once, and nothing is lost in silence.</summary>
public sealed class TrainingSettingsTests : ScratchFolder
{
    [Fact]
    public void Settings_of_a_file_and_of_a_command_line_become_one_record()
    {
        var file = Written("""
            {
                // found by trying
                "optimizer": "sgd", "momentum": 0.9, "rate": 3e-2,
                "schedule": "cosine", "warm-up": 0.1, "clip": 1, "batch": 16, "epochs": 7, "patience": 3, "seed": 18446744073709551615,
            }
            """);
        var settings = SettingsSource.Json(file).Map(source => SettingsSource.Of("the command line", ("rate", "0.5")).Over(source)).Bind(static source => TrainingSettings.From(source));

        Assert.Equal(
            new TrainingSettings
            {
                OptimizerName = "sgd", Momentum = 0.9, Rate = 0.5, Schedule = "cosine", WarmUp = 0.1, Clip = 1, Batch = 16, Epochs = 7, Patience = 3, Seed = ulong.MaxValue,
            },
            Value(settings));
    }

    [Fact]
    public void Without_a_word_the_defaults_hold() => Assert.Equal(new TrainingSettings(), Value(TrainingSettings.From(SettingsSource.Of("nowhere"))));

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var source = SettingsSource.Of("settings", ("rate", "-1"), ("epoch", "3"), ("batch", "1.5"), ("momentum", "0.9"), ("schedule", "cosin"), ("seed", "-1"), ("width", "3"));

        Assert.Equal(
            [
                "'momentum' is for sgd, but the optimizer is adamw and the momentum 0.9.",
                "settings: 'batch' is a whole number of at least 1, but is '1.5'.",
                "settings: 'rate' is a positive number of at most 1000000, but is '-1'.",
                "settings: 'schedule' is one of constant, linear, cosine, but is 'cosin'.",
                "settings: 'seed' is a whole number of at least 0, but is '-1'.",
                "settings: there is no setting 'epoch': near it is 'epochs'.",
                "settings: there is no setting 'width': there are 'optimizer', 'rate', 'momentum', 'decay', 'schedule', 'warm-up', 'clip', 'batch', 'epochs', 'patience', 'seed'.",
            ],
            Problems(TrainingSettings.From(source)));
    }

    [Theory]
    [InlineData("optimizer", "Adam")]
    [InlineData("rate", "0")]
    [InlineData("rate", "NaN")]
    [InlineData("rate", "1e30")]
    [InlineData("rate", "1e-60")]
    [InlineData("rate", "0,1")]
    [InlineData("rate", "1,000")]
    [InlineData("rate", "")]
    [InlineData("momentum", "1")]
    [InlineData("momentum", "0.99999999999")]
    [InlineData("decay", "-0.1")]
    [InlineData("decay", "1e39")]
    [InlineData("schedule", "exponential")]
    [InlineData("warm-up", "1")]
    [InlineData("warm-up", "-0.1")]
    [InlineData("clip", "-1")]
    [InlineData("clip", "inf")]
    [InlineData("batch", "0")]
    [InlineData("epochs", "0")]
    [InlineData("epochs", "99999999999")]
    [InlineData("patience", "-1")]
    [InlineData("seed", "18446744073709551616")]
    public void A_value_that_cannot_be_is_refused_with_the_name_and_the_value(string name, string value)
    {
        var problem = Assert.Single(Problems(TrainingSettings.From(SettingsSource.Of("settings", ("optimizer", name == "momentum" ? "sgd" : "adamw"), (name, value)))));

        Assert.StartsWith($"settings: '{name}' is ", problem);
        Assert.EndsWith($", but is '{value}'.", problem);
    }

    [Theory]
    [InlineData("[1]", "settings are one JSON object, but this is a list")]
    [InlineData("3", "settings are one JSON object, but this is a number")]
    [InlineData("", "it is no JSON, at line 1, byte 1")]
    [InlineData("{\n\"rate\": 1,\n\"rate\" 2}", "it is no JSON, at line 3, byte 8")]
    [InlineData("{\"rate\": [1], \"seed\": null}", "'rate' is a number, a text or a truth value, but is a list; 'seed' is a number, a text or a truth value, but is null")]
    [InlineData("{\"rate\": 1, \"rate\": 2}", "'rate' is there twice")]
    public void A_file_that_holds_no_settings_is_refused(string text, string expected)
    {
        var file = Written(text);

        Assert.Equal([.. expected.Split("; ").Select(each => $"{file}: {each}.")], Problems(SettingsSource.Json(file)));
    }

    [Fact]
    public void A_file_that_is_not_there_a_folder_and_one_that_is_too_large_are_refused()
    {
        Assert.Contains("there is no such file", Assert.Single(Problems(SettingsSource.Json(At("none.json")))), StringComparison.Ordinal);
        Assert.Contains(Folder, Assert.Single(Problems(SettingsSource.Json(Folder))), StringComparison.Ordinal);
        Assert.Contains("settings have at most 1048576", Assert.Single(Problems(SettingsSource.Json(Written(new string(' ', 1_048_577))))), StringComparison.Ordinal);
    }

    [Fact]
    public void In_code_a_wrong_value_throws_at_once()
    {
        Assert.Equal("rate", Assert.Throws<ArgumentOutOfRangeException>(static () => new TrainingSettings { Rate = -1 }).ParamName);
        Assert.Equal("batch", Assert.Throws<ArgumentOutOfRangeException>(static () => new TrainingSettings() with { Batch = 0 }).ParamName);
        Assert.Equal("optimizer", Assert.Throws<ArgumentOutOfRangeException>(static () => new TrainingSettings { OptimizerName = "best" }).ParamName);
        Assert.Throws<InvalidOperationException>(static () => new TrainingSettings { OptimizerName = "adam", Decay = 0.1 }.Optimizer<float>(10));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new TrainingSettings().Optimizer<float>(0));
    }

    [Theory]
    [InlineData("constant", 0, "AdamW(0.001, 0.01)", 0.001, 0.001, 0.001)]
    [InlineData("linear", 0, "AdamW(Schedule.Linear(0.001, 0, 100), 0.01)", 0.001, 0.0005, 0)]
    [InlineData("cosine", 0.1, "AdamW(Schedule.Cosine(0.001, 90, 0).WarmUp(10), 0.01)", 0.001 / 11, 0.00058682408883346521, 0)]
    public void The_optimiser_has_the_schedule_that_was_asked_for(string schedule, double warmUp, string code, double first, double middle, double last)
    {
        var optimizer = new TrainingSettings { Schedule = schedule, WarmUp = warmUp }.Optimizer<double>(100);

        Assert.Equal(code, optimizer.ToString());
        foreach (var (step, rate) in ((long, double)[])[(0, first), (50, middle), (100, last)])
            Assert.Equal(rate, optimizer.RateAt(step)!.Value, 1e-15);
    }

    [Theory]
    [InlineData("sgd"), InlineData("adam"), InlineData("adamw"), InlineData("adabelief"), InlineData("amsgrad"), InlineData("nadam"), InlineData("rmsprop"),
        InlineData("adagrad"), InlineData("lion"), InlineData("lamb")]
    public void Every_optimiser_that_can_be_named_makes_a_step(string name)
    {
        var optimizer = new TrainingSettings { OptimizerName = name, Clip = 0.5 }.Optimizer<float>(10);
        TensorTree<float> start = Tensor.Ones<float>([3]);
        var (moved, _) = optimizer.Update(start, optimizer.Initialize(start), start);

        Assert.StartsWith("ClipByGlobalNorm(0.5).Then(", optimizer.ToString());
        Assert.NotEqual(start, moved);
    }

    [Fact]
    public void What_is_printed_is_read_again()
    {
        foreach (var settings in (TrainingSettings[])[new(), new() { OptimizerName = "sgd", Momentum = 0.9, Rate = 1e-5, Seed = ulong.MaxValue }, new() { Decay = 0.25, Schedule = "linear", WarmUp = 0.1 }])
            Assert.Equal(settings, Value(SettingsSource.Json(Written(settings.ToString())).Bind(static source => TrainingSettings.From(source))));
    }

    [Fact]
    public void A_preset_holds_where_nothing_is_said()
    {
        var preset = new TrainingSettings { OptimizerName = "sgd", Momentum = 0.5, Rate = 0.1, Patience = 7, Seed = 9 };

        Assert.Equal(preset with { Rate = 0.2, Batch = 8 }, Value(TrainingSettings.From(SettingsSource.Of("settings", ("rate", "0.2"), ("batch", "8")), preset)));
        Assert.Equal("'momentum' is for sgd, but the optimizer is adam and the momentum 0.5.", Assert.Single(Problems(TrainingSettings.From(SettingsSource.Of("settings", ("optimizer", "adam")), preset))));
    }

    private static TrainingSettings Value(Validation<Error, TrainingSettings> settings) =>
        settings.Match(static each => each, static problems => throw new InvalidOperationException(string.Join(" ", problems.Map(static problem => problem.Message))));

    private static string[] Problems<A>(Validation<Error, A> read) =>
        read.Match(static _ => [], static problems => problems.Map(static problem => problem.Message).Order(StringComparer.Ordinal).ToArray());

    private string Written(string text)
    {
        File.WriteAllText(At("settings.json"), text);
        return At("settings.json");
    }
}
