using Spectre.Console;

namespace Functional.Tests.Readme;

public class ReadmeTests
{
    [Fact]
    public void The_tour_trains_a_network_in_a_network()
    {
        var (cost, gradient, accuracy) = Tour.Run();

        Assert.InRange(cost, 2.0f, 4.0f);       // about log 10 before the first step
        Assert.Equal(["encoder.0.bias", "encoder.0.weight", "encoder.2.0.bias"], gradient.Leaves.Select(leaf => leaf.Path).Take(3));
        Assert.True(accuracy > 0.95, $"{accuracy:P1} of the held-out digits are right.");
    }

    [Fact]
    public void A_layer_with_parameters_is_trained_like_any_other()
    {
        var network = Layers<float>.Chain(Layers<float>.Dense(3), new Layer<float, Tensor<float>, Tensor<float>>(new Gain(2)));
        var start = Training.Start(network, [4], Optimizer.Sgd(0.1f), Key.FromSeed(1));
        var (x, y) = (Key.FromSeed(2).Normal<float>([8, 4]), Key.FromSeed(3).Normal<float>([8, 3]));
        var costs = Training.Run(start, network, Layers<float>.MeanSquaredError(y), x).Take(50).Select(static state => state.Cost).ToArray();

        Assert.Equal("Chain(Dense(3), Gain(2))", network.ToString());
        Assert.Equal(Tensor.Full([3], 2f), start.Parameters["1.gain"]);
        Assert.True(costs[^1] < costs[0]);
    }

    [Fact]
    public void Derivatives_of_any_order_are_those_of_the_formulas_and_of_differences()
    {
        const double h = 1e-5;
        var shown = Derivatives.Run();

        Assert.Equal((3, 6), (shown.Three, shown.Six));
        Assert.Equal(shown.Cost.Gradient()(shown.At), shown.Gradient);
        var change = shown.Cost.Gradient()(shown.At.Plus(shown.Along.Scale(h))) - shown.Cost.Gradient()(shown.At.Plus(shown.Along.Scale(-h)));
        var difference = change.Scale(1 / (2 * h)) - shown.Product;
        Assert.InRange(difference.Dot(difference), 0, 1e-16 * shown.Product.Dot(shown.Product));        // truncation h², rounding 1e-16 / h
        Assert.True(shown.Value > 0 && shown.ByParameters.IsFinite);
        var start = shown.ByParameters.WithCoordinates(i => double.Sin(i + 1));
        Assert.Equal(Verdict.Passed, GradientCheck.Of(shown.Equation, start).Verdict);
    }

    [Fact]
    public void Each_flower_is_predicted_once_and_most_of_them_rightly()
    {
        var (confusion, report) = CrossValidated.Run();

        Assert.Equal<long>([50, 50, 50], confusion.Support);
        Assert.True(confusion.Accuracy > 0.93, report);
        Assert.StartsWith("class             precision  recall     F1  support\nsetosa                1.000   1.000  1.000       50\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_clips_decays_and_freezes_and_the_run_stops_and_chooses()
    {
        var (start, best, epochs) = Shaped.Run();

        Assert.Equal(start.Parameters["encoder.0.bias"], best.Parameters["encoder.0.bias"]);
        Assert.NotEqual(start.Parameters["encoder.0.weight"], best.Parameters["encoder.0.weight"]);
        Assert.InRange(best.Cost!.Value, 0, 0.3f);
        Assert.InRange(epochs, 2, 100);
        Assert.DoesNotContain(best.OptimizerState.Moments.Leaves, static leaf => leaf.Path.EndsWith("encoder.0.bias", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_is_kept_and_its_encoder_loaded_into_another_network()
    {
        var folder = Directory.CreateTempSubdirectory("functional-").FullName;
        try
        {
            var (trained, saved, loaded) = Kept.Run(Path.Combine(folder, "run"), Path.Combine(folder, "parameters.safetensors"));

            var state = trained.IfFail(static problems => throw new InvalidDataException(problems.Head.Message));
            Assert.True(saved.IfFail(static problems => throw new InvalidDataException(problems.Head.Message)).IsSucc);
            Assert.True(state is { Epoch: 1, EndsEpoch: true });
            Assert.Equal(state.Parameters.Subtree("encoder"), loaded.IfFail(TensorTree<float>.Empty).Subtree("encoder"));
            Assert.Equal(["step-00000060.safetensors", "step-00000080.safetensors", "step-00000100.safetensors"],
                Directory.GetFiles(Path.Combine(folder, "run")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void An_optimiser_is_made_of_the_settings_of_a_file_and_of_a_command_line()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """{ "optimizer": "sgd", "momentum": 0.9, "schedule": "cosine", "epochs": 3 }""");

        Assert.Equal("Sgd(Schedule.Cosine(0.01, 30, 0), 0.9)", Asked.Run(file, batchesOfAnEpoch: 10).IfFail(new Optimizer<float>()).ToString());
        File.WriteAllText(file, """{ "optimiser": "sgd", "epochs": 0 }""");
        Assert.Equal(2, Asked.Run(file, batchesOfAnEpoch: 10).FailToSeq().Count);
        File.Delete(file);
    }

    [Fact]
    public void A_file_of_ones_own_is_learnt_from_and_another_predicted()
    {
        var folder = Directory.CreateTempSubdirectory("functional-").FullName;
        try
        {
            var (file, unseen) = (Path.Combine(folder, "flowers.csv"), Path.Combine(folder, "unseen.csv"));
            var iris = DataSets.Iris<float>();
            File.WriteAllLines(file, [
                "length,width,site,species",
                .. Enumerable.Range(0, 150).Select(row => FormattableString.Invariant(
                    $"{(row % 50 == 7 ? "" : $"{iris.Samples.Inputs[row, 2]:R}")},{iris.Samples.Inputs[row, 3]:R},{"ab"[row % 2]},{iris.Classes[iris.Samples.Targets[row]]}")),
            ]);
            File.WriteAllText(unseen, "site,width,length\na,0.2,1.4\nb,1.3,4.5\na,2.3,6\n");

            var predicted = OwnData.Run(file, unseen, Path.Combine(folder, "model.safetensors"), Key.FromSeed(1));
            var streamed = LargeData.Run(file, Key.FromSeed(1));

            Assert.Equal(["setosa", "versicolor", "virginica"], predicted.IfFail(static problems => throw new InvalidDataException(problems.Head.Message)));
            Assert.Equal(5 * 10, streamed.Step);
            Assert.True(streamed.Cost < 1.0f);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_folder_of_images_is_learnt_from()
    {
        var folder = Directory.CreateTempSubdirectory("functional-").FullName;
        try
        {
            foreach (var (kind, source) in new[] { ("bright", "smooth.jpg"), ("dark", "palette.png"), ("dark", "colour.png") })
                File.Copy(Path.Combine(AppContext.BaseDirectory, "Golden", source), Path.Combine(Directory.CreateDirectory(Path.Combine(folder, kind)).FullName, source));

            var trained = Pictures.Run(folder, Key.FromSeed(1));

            Assert.Equal(10, trained.Step);
            Assert.InRange(trained.Cost!.Value, 0, 2);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_run_is_drawn_and_reported()
    {
        var folder = Directory.CreateTempSubdirectory("functional-").FullName;
        try
        {
            var digits = DataSets.Digits<float>();
            var (train, test) = digits.Samples.SplitStratified(0.8, Key.FromSeed(1));
            var scale = Standardization.Fit(train.Inputs);

            var (picture, report) = Plotted.Run(scale.Apply(train), scale.Apply(test), digits.Classes, folder, Key.FromSeed(2));

            Assert.True(picture.IsSucc && report.IsSucc);
            Assert.Equal(["confusion.png", "digits.html"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            Assert.Contains("<tr><th>optimiser</th><td>Adam(0.003)</td></tr>", File.ReadAllText(Path.Combine(folder, "digits.html")), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_run_is_logged_and_shown_and_measured()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("functional-").FullName, "run.csv");
        using var output = new StringWriter();

        var trained = Looking.Run(path, AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No }));

        Assert.Equal("step,epoch,batch,cost,rate,norm.gradient,norm.update", File.ReadLines(path).First());
        Assert.Equal(trained.Step, File.ReadLines(path).Count() - 1);
        Assert.StartsWith("step 100 of 100 (100 %), epoch 10: cost ", output.ToString().TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Theory]
    [InlineData("Shaped.cs", 8)]
    [InlineData("Tour.cs", 8)]
    [InlineData("Looking.cs", 8)]
    [InlineData("CrossValidated.cs", 8)]
    [InlineData("Derivatives.cs", 8)]
    [InlineData("Gain.cs", 0)]
    [InlineData("Kept.cs", 8)]
    [InlineData("Kept.cs", 8, "src/Functional.IO/README.md")]
    [InlineData("Asked.cs", 8, "src/Functional.IO/README.md")]
    [InlineData("OwnData.cs", 8, "src/Functional.IO/README.md")]
    [InlineData("LargeData.cs", 8, "src/Functional.IO/README.md")]
    [InlineData("Pictures.cs", 8, "src/Functional.Images/README.md")]
    [InlineData("Plotted.cs", 8, "src/Functional.Plots/README.md")]
    public void The_page_shows_code_that_runs(string file, int indent, string at = "README.md")
    {
        var source = File.ReadAllLines(Path.Combine(Root(), "tests/Functional.Tests/Readme", file))
            .SkipWhile(line => !line.EndsWith("// begin", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.EndsWith("// end", StringComparison.Ordinal))
            .Select(line => line.Length >= indent ? line[indent..] : line);

        var page = File.ReadAllText(Path.Combine(Root(), at));

        Assert.Contains(string.Join("\n", source), page, StringComparison.Ordinal);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Functional.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Functional.sln is in none of the folders above the tests.");
        return folder.FullName;
    }
}
