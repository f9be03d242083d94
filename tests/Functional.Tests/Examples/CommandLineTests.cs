using Functional.Examples;

namespace Functional.Tests.Examples;

public sealed class CommandLineTests : IDisposable
{
    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private readonly string folder = Directory.CreateTempSubdirectory("functional-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("two-class", "two-class-regions.png", "two-class-loss.png")]
    [InlineData("multi-class", "multi-class-regions.png", "multi-class-loss.png")]
    [InlineData("digits", "digits-confusion.png", "digits-loss.png")]
    [InlineData("convolution", "convolution-filters.png", "convolution-loss.png", "convolution-mistakes.png")]
    [InlineData("sequence", "sequence-loss.png", "sequence-memory.png")]
    [InlineData("gan", "gan-samples.png")]
    [InlineData("fine-tune", "fine-tune-accuracy.png")]
    [InlineData("physics", "physics-solution.png")]
    [InlineData("curvature", "curvature-parabolas.png")]
    [InlineData("equilibrium", "equilibrium-regions.png", "equilibrium-loss.png")]
    public void An_example_writes_its_pictures_and_plain_lines(string name, params string[] pictures)
    {
        var (code, output, error) = Run(name, "--epochs", "2", "--output", folder);

        Assert.Equal((0, ""), (code, error));
        Assert.DoesNotContain('\e', output);
        Assert.Contains("epoch 2: loss", output, StringComparison.Ordinal);
        var result = name switch { "physics" => "network − solution: max", "curvature" => "largest:  H", "gan" => "of 8 heaps", _ => "held out: loss" };
        Assert.Contains(result, output, StringComparison.Ordinal);
        Assert.Equal(pictures.Order(), Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        Assert.All(pictures, picture => Assert.Equal(PngSignature, File.ReadAllBytes(Path.Combine(folder, picture))[..8]));
    }

    [Fact]
    public void Without_a_command_it_is_the_two_class_classifier()
    {
        Assert.Equal(Run("two-class", "--epochs", "3", "--output", folder), Run("--epochs", "3", "--output", folder));
    }

    [Fact]
    public void The_numbers_by_pullbacks_are_those_of_the_closed_formulas()
    {
        var (_, output, _) = Run("--epochs", "1", "--output", folder);

        var text = output[(output.IndexOf("difference is ", StringComparison.Ordinal) + "difference is ".Length)..].Split('\n')[0];
        var difference = double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(difference, 0, 1e-5);        // sums of a few float products of about 1
        Assert.All(["z¹", "z²", "z³", "z⁴", "δ⁴", "δ³", "δ²", "∂C/∂W", "∂C/∂b"], name => Assert.Contains(name, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("7")]
    public void The_digits_are_read_at_97_percent(string seed)
    {
        var (_, output, _) = Run("digits", "--seed", seed, "--output", folder);

        var text = output[(output.IndexOf("accuracy ", StringComparison.Ordinal) + "accuracy ".Length)..].Split(' ')[0];
        Assert.True(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) >= 97, $"{text} %");
    }

    [Fact]
    public void The_convolutional_network_reads_the_digits_at_98_8_percent()
    {
        var (_, output, _) = Run("convolution", "--output", folder);

        Assert.InRange(NumberAfter("accuracy ", output[output.IndexOf("held out: loss ", StringComparison.Ordinal)..]), 98.8, 100);
    }

    /// <summary>From every fifth window, or with FUNCTIONAL_SCHEDULED set from all of them.</summary>
    [Fact]
    public void The_transformer_learns_more_than_how_often_each_character_is_there()
    {
        using var lines = new StringWriter();
        using (var screen = new Screen(lines, plain: true))
            LanguageExample.Run(new(1, null, 1, folder), screen, stride: Scheduled.IsOn ? 12 : 60);
        var output = lines.ToString().ReplaceLineEndings("\n");

        Assert.Contains("epoch 1: loss", output, StringComparison.Ordinal);
        var written = output.Split("== What it writes ==\n\n")[1].Split("\n\n== Result ==")[0];
        Assert.StartsWith("Alice ", written, StringComparison.Ordinal);
        Assert.Equal(400 + "Alice ".Length, written.Length);
        // The entropy of single characters of this text is 3.17 nats.
        Assert.InRange(NumberAfter("held out: loss ", output[output.IndexOf("Result", StringComparison.Ordinal)..]), 1, Scheduled.IsOn ? 2.6 : 2.9);
        Assert.Equal("language-loss.png", Path.GetFileName(Assert.Single(Directory.GetFiles(folder))));
    }

    [Fact]
    public void The_generator_finds_the_heaps()
    {
        var (_, output, _) = Run("gan", "--output", folder);

        var result = output[output.IndexOf("== Result ==", StringComparison.Ordinal)..];
        Assert.InRange(NumberAfter("== Result ==", result), 80, 100);
        Assert.Contains("on 8 of 8 heaps", result, StringComparison.Ordinal);
    }

    [Fact]
    public void An_encoder_that_can_read_helps_with_a_new_task()
    {
        var (_, output, _) = Run("fine-tune", "--output", folder);

        var result = output[output.IndexOf("== Result ==", StringComparison.Ordinal)..];
        Assert.True(NumberAfter("all layers             held out", result) > NumberAfter("from nothing           held out", result) + 2, result);
    }

    [Fact]
    public void Schedules_are_drawn_in_text_and_as_pictures()
    {
        var (code, output, error) = Run("schedules", "--output", folder);

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(["schedules-falling.png", "schedules-rising.png"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        Assert.Contains("Schedule.Cosine(0.001, 900, 0).WarmUp(100)", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n'), static line => Assert.True(line.Length <= 100 || line.StartsWith("picture: ", StringComparison.Ordinal), line));
    }

    [Fact]
    public void The_equation_is_solved()
    {
        var (_, output, _) = Run("physics", "--epochs", "2000", "--output", folder);

        Assert.InRange(NumberAfter("network − solution: max ", output), 0, 5e-3);
        // Differences of second order at step 1e-3: truncation 1e-6 of the fourth derivative, rounding 1e-10.
        Assert.All(output.Split('\n').Where(static line => line.StartsWith("x = ", StringComparison.Ordinal)), static line =>
            Assert.Equal(NumberAfter("Directional(2) ", line), NumberAfter("differences ", line), 1e-5));
    }

    [Fact]
    public void The_eigenpairs_are_eigenpairs_and_the_parabola_leaves_out_the_third_order()
    {
        var (_, output, _) = Run("curvature", "--epochs", "20", "--output", folder);

        var rows = output.Split('\n')
            .Where(static line => line.StartsWith('|'))
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(static cells => cells[1].Length is 1 or 2 && char.IsAsciiDigit(cells[1][0]))
            .Select(static cells => cells[2..6].Select(Number).ToArray())
            .ToArray();
        Assert.Equal(10, rows.Length);
        Assert.All(rows, static row => Assert.True(row[1] < 1e-6 * row[0] && row[3] < 1e-6 * row[2], string.Join(' ', row)));
        Assert.Equal(rows.Select(static row => row[0]).OrderDescending(), rows.Select(static row => row[0]));
        Assert.All(output.Split('\n').Where(static line => line.Contains("they differ by", StringComparison.Ordinal)), static line =>
            Assert.InRange(NumberAfter(", by ", line) / NumberAfter("differ by ", line), 0, 2e-3));
    }

    [Fact]
    public void The_equilibrium_layer_tells_two_spirals_apart()
    {
        var (_, output, _) = Run("equilibrium", "--output", folder);

        var text = output[(output.LastIndexOf("accuracy ", StringComparison.Ordinal) + "accuracy ".Length)..].Split(' ')[0];
        Assert.True(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) >= 95, $"{text} %");
        Assert.All(output.Split('\n'), static line => Assert.True(line.Length <= 100 || line.StartsWith("picture: ", StringComparison.Ordinal), line));
    }

    [Fact]
    public void Help_lists_all_commands_and_options()
    {
        var (code, output, _) = Run("--help");

        Assert.Equal(0, code);
        string[] words = ["two-class", "multi-class", "digits", "convolution", "sequence", "language", "gan", "fine-tune", "schedules", "physics", "curvature", "equilibrium", "--epochs", "--rate", "--seed", "--output"];
        Assert.All(words, word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("digitz")]
    [InlineData("--epochs", "0")]
    [InlineData("--epochs", "many")]
    [InlineData("--rate", "0")]
    [InlineData("--rate", "-1")]
    [InlineData("--rate", "NaN")]
    [InlineData("--seed", "-1")]
    [InlineData("--epochs")]
    [InlineData("digits", "--depth")]
    public void A_mistake_gives_one_line_and_an_exit_code_and_writes_nothing(params string[] args)
    {
        var (code, output, error) = Run([.. args, "--output", folder]);

        Assert.Equal((2, ""), (code, output));
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Contains(args[^1], error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var (code, output, error) = Run("digits", "--epochs", "0", "--rate", "-1", "--seed", "none", "--output", folder);

        Assert.Equal((2, ""), (code, output));
        string[] lines = error.TrimEnd().Split('\n');
        Assert.Equal(["--epochs: '0'", "--rate: '-1'", "--seed: 'none'"], lines.Select(static line => line.Split(" is ")[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_that_cannot_be_is_refused_before_any_work()
    {
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");

        var (code, output, error) = Run("digits", "--output", Path.Combine(file, "pictures"));

        Assert.Equal((1, ""), (code, output));
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Contains(file, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rate_that_is_too_large_ends_in_one_line_that_names_the_step()
    {
        var (code, _, error) = Run("--rate", "3e38", "--output", folder);

        Assert.Equal(1, code);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Contains("In step ", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void A_rate_that_the_optimiser_refuses_is_one_line()
    {
        var (code, _, error) = Run("digits", "--rate", "3e38", "--output", folder);

        Assert.Equal(1, code);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Contains("rate", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    private static double NumberAfter(string words, string text) =>
        Number(text[(text.IndexOf(words, StringComparison.Ordinal) + words.Length)..].TrimStart().Split(' ', ',', '\n')[0]);

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Run(args, output, error, plain: true);
        return (code, output.ToString(), error.ToString());
    }
}
