using Functional.Examples;
using Functional.Tests.Keeping;

namespace Functional.Tests.Examples;

/// <summary>A network for a table of the user's own, and what it says of another.</summary>
public sealed class TableProgramTests : ScratchFolder
{
    [Fact]
    public void Classes_are_learnt_kept_and_predicted()
    {
        var iris = DataSets.Iris<float>();
        var file = Written("iris.csv", "length,width,species\n" + string.Join("\n", Enumerable.Range(0, 150).Select(row => FormattableString.Invariant(
            $"{iris.Samples.Inputs[row, 2]},{iris.Samples.Inputs[row, 3]},{iris.Classes[iris.Samples.Targets[row]]}"))));
        var (code, output, error) = Run("train", file, "--target", "species", "--folds", "3", "--output", Folder);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("species  target: 3 classes: setosa, versicolor, virginica", output, StringComparison.Ordinal);
        Assert.Contains("How good it will be, by 3 folds", output, StringComparison.Ordinal);
        Assert.InRange(Percent(output), 90, 100);
        Assert.All(["model.safetensors", "confusion.png", "loss.png", "report.html"], name => Assert.True(File.Exists(At(name))));

        var unseen = Written("unseen.csv", "width,length\n0.2,1.4\n1.3,4.3\n2.3,6\n");
        var predicted = Run("predict", At("model.safetensors"), unseen);
        Assert.Equal((0, ""), (predicted.Code, predicted.Error));
        var lines = predicted.Output.TrimEnd().Split(Environment.NewLine);
        Assert.Equal("species,p(setosa),p(versicolor),p(virginica)", lines[0]);
        Assert.Equal(["setosa", "versicolor", "virginica"], lines.Skip(1).Select(static line => line.Split(',')[0]));
    }

    [Fact]
    public void Numbers_are_learnt_kept_and_predicted_in_their_own_unit()
    {
        var key = Key.FromSeed(1);
        var (areas, noise) = (key.Split(1).Uniform<float>([200], 30, 200), key.Split(2).Normal<float>([200]));
        var file = Written("houses.csv", "area;city;price\n" + string.Join("\n", Enumerable.Range(0, 200).Select(row => FormattableString.Invariant(
            $"{areas[row]:F2};{"AB"[row % 2]};{1000 + 20 * areas[row] + 500 * (row % 2) + 10 * noise[row]:F2}").Replace('.', ','))));
        var (code, output, error) = Run("train", file, "--target", "price", "--decimal-comma", "--folds", "2", "--output", Folder);

        Assert.Equal((0, ""), (code, error));
        Assert.All(["predicted.png", "report.html"], name => Assert.True(File.Exists(At(name))));
        Assert.All(["houses.csv: price", "target: a number", "2 classes: A, B", "0.003", "Predicted and found"], part =>
            Assert.Contains(part, File.ReadAllText(At("report.html")), StringComparison.Ordinal));
        var share = double.Parse(output[(output.IndexOf("R² ", StringComparison.Ordinal) + 3)..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(share, 0.98, 1);
        var predicted = Run("predict", At("model.safetensors"), Written("unseen.csv", "city;area\nA;100\nB;100\n")).Output.TrimEnd().Split(Environment.NewLine);
        Assert.Equal("price", predicted[0]);
        Assert.InRange(float.Parse(predicted[1], System.Globalization.CultureInfo.InvariantCulture), 2900, 3100);
        Assert.InRange(float.Parse(predicted[2], System.Globalization.CultureInfo.InvariantCulture), 3400, 3600);
    }

    [Fact]
    public void All_that_is_wrong_with_the_table_and_the_settings_is_told_at_once()
    {
        var (file, settings) = (Written("table.csv", "id,x,y\na,1,1.5\nb,2,2.5\nc,3,4\n"), Written("settings.json", """{ "rate": "fast", "epoch": 3 }"""));
        var (code, output, error) = Run("train", file, "--target", "z", "--settings", settings, "--output", At("none"));

        Assert.Equal((1, ""), (code, output));
        Assert.Equal(
            [
                $"{settings}: 'rate' is a positive number of at most 1000000, but is 'fast'.",
                $"{settings}: there is no setting 'epoch': near it is 'epochs'.",
                $"{file}: there is no column 'z': there are 'id', 'x', 'y'.",
                $"{file}: the column 'id' is neither of numbers nor of dates, and for classes it has too many different values in 3 rows; it can be left out.",
            ],
            error.TrimEnd().Split(Environment.NewLine));
        Assert.False(Directory.Exists(At("none")));
    }

    [Theory]
    [InlineData("1e30", "'rate' is a positive number of at most 1000000, but is '1E+30'.")]
    [InlineData("100000", "not finite")]
    [InlineData("30", "The run diverged: the loss was ")]
    public void A_run_that_diverges_ends_with_an_error(string rate, string expected)
    {
        var file = Written("table.csv", "x,y\n" + string.Join("\n", Enumerable.Range(0, 100).Select(static row => FormattableString.Invariant($"{row},{row * row / 3.0}"))));
        var (code, _, error) = Run("train", file, "--target", "y", "--rate", rate, "--epochs", "3", "--folds", "0", "--output", Folder);

        Assert.Equal(1, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.False(File.Exists(At("model.safetensors")));
    }

    [Fact]
    public void An_example_that_diverges_says_so()
    {
        var (code, _, error) = Run("digits", "--rate", "30", "--epochs", "1", "--output", Folder);

        Assert.Equal(1, code);
        Assert.Contains("The run diverged: the loss was ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_model_is_refused_and_so_is_another_table()
    {
        var (table, other) = (Written("table.csv", "x,y\n" + string.Join("\n", Enumerable.Range(0, 40).Select(static row => $"{row}.5,{"ab"[row / 20]}"))), Written("other.csv", "z\n1\n"));
        _ = Run("train", table, "--target", "y", "--epochs", "2", "--folds", "0", "--output", Folder);

        Assert.Equal((1, "", $"{other}: there is no column 'x': there is 'z'."), Trimmed(Run("predict", At("model.safetensors"), other)));
        Assert.Equal(1, Run("predict", table, table).Code);
        Assert.Equal((1, "", $"{At("none")}: there is no such file."), Trimmed(Run("predict", At("none"), table)));

        static (int, string, string) Trimmed((int Code, string Output, string Error) run) => (run.Code, run.Output, run.Error.TrimEnd());
    }

    private static double Percent(string output) => double.Parse(output[(output.IndexOf("accuracy ", StringComparison.Ordinal) + 9)..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (CommandLine.Run(args, output, error, plain: true), output.ToString(), error.ToString());
    }

    private string Written(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }
}
