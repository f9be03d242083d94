using System.Diagnostics;

namespace Functional.Tests.Benchmarks;

/// <summary>The benchmarks work. What they measure is no matter of a test.</summary>
public class BenchmarkTests
{
    [Theory]
    [InlineData(
        "steps 2",
        "softmax-2x2-b100-sgd mlp-784-512-256-10-b128-sgd mlp-784-512-256-10-b128-adam mlp-64-64-64-10-b32-adam deep-64x64-32layers-b32-sgd "
        + "lenet-28x28-b64-sgd cnn-32c3-64c3-28x28-b32-sgd transformer-d128-h4-ff512-t64-b16-adam lstm-64-128-t32-b32-adam hvp-mlp-784-512-256-10-b128 "
        + "infer-mlp-784-512-256-10-b1 infer-mlp-784-512-256-10-b128 infer-cnn-32c3-64c3-28x28-b32 infer-lenet-28x28-b64 "
        + "infer-transformer-d128-h4-ff512-t64-b16 infer-lstm-64-128-t32-b32")]
    [InlineData("steps 1 softmax", "softmax-2x2-b100-sgd")]
    public void Steps_print_a_name_and_microseconds_a_line(string arguments, string names)
    {
        var (code, output, error) = Run(arguments);

        Assert.Equal((0, ""), (code, error));
        var lines = output.TrimEnd().Split('\n').Select(static line => line.Split(' ')).ToArray();
        Assert.Equal(names.Split(' '), lines.Select(static line => line[0]));
        Assert.All(lines, static line => Assert.True(line.Length == 2 && Number(line[1]) > 0, string.Join(' ', line)));
    }

    [Theory]
    [InlineData("scaling", "1 2 4 8 16 32 64 128 256 1 4 16 64 256 1024 4096", 4)]
    [InlineData("memory", "softmax-2x2-b100-sgd mlp-64-64-64-10-b32-adam deep-64x64-32layers-b32-sgd mlp-784-512-256-10-b128-adam", 6)]
    [InlineData("normalization rms", "rms-1024x128 rms-1024x128", 7)]
    [InlineData("csv", "sep-numbers sep-rows learn stream stream-ahead stream-ahead-shuffled", 5)]
    [InlineData("optimizers", "adamw-4096 adamw-65536 adamw-4194304", 4)]
    [InlineData("memory deep", "deep-64x64-32layers-b32-sgd", 6)]
    public void Tables_have_a_row_for_each_case(string arguments, string cases, int columns)
    {
        var (code, output, error) = Run(arguments);

        Assert.Equal((0, ""), (code, error));
        var rows = output.Split('\n').Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(row => row.Length == columns && row[1..].All(static cell => !double.IsNaN(Number(cell)))).ToArray();
        Assert.Equal(cases.Split(' '), rows.Select(static row => row[0]));
    }

    [Fact]
    public void Derivatives_stand_beside_what_they_are_made_of()
    {
        var (code, output, error) = Run("derivatives");

        Assert.Equal((0, ""), (code, error));
        foreach (var line in new[] { "gradient, traced", "Hessian-vector product", "samples: norms, clipped sum", "derivative along a direction" })
            Assert.Equal(2, output.Split(line).Length - 1);
        Assert.Contains("tanh x", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Kernels_print_a_line_for_each_product()
    {
        var (code, output, error) = Run("kernels quick 256x256");

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("FMA peak of one core: ", output, StringComparison.Ordinal);
        Assert.Equal(["256x256·256x256", "256x256·256x256T", "256x256·256x256"], output.TrimEnd().Split('\n')[2..].Select(static line => line.Split(' ')[0]));
    }

    [Fact]
    public void Laws_are_checked()
    {
        var (code, output, error) = Run("laws");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("all-laws-a-case-network-depth-6 ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_every_command()
    {
        var (code, output, error) = Run("--help");

        Assert.Equal((0, ""), (code, error));
        Assert.All(["--brief", "steps", "scaling", "memory", "optimizers", "csv", "laws", "kernels quick"], name => Assert.Contains(name, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("stepps")]
    [InlineData("steps zero")]
    [InlineData("steps 0")]
    [InlineData("scaling up")]
    public void An_unknown_command_is_named_beside_the_known_ones(string arguments)
    {
        var (code, output, error) = Run(arguments);

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith($"There is no command '{arguments}'.", error, StringComparison.Ordinal);
        Assert.Contains("Usage:", error, StringComparison.Ordinal);
    }

    private static double Number(string text) =>
        double.TryParse(text, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static (int Code, string Output, string Error) Run(string arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory.Replace("Functional.Tests", "Functional.Benchmarks", StringComparison.Ordinal), "Functional.Benchmarks.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--brief", .. arguments.Split(' ')])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
