namespace Functional.Tests.Evaluation;

/// <summary>What the tables look like.</summary>
public sealed class ReportTests
{
    private static readonly ConfusionMatrix Flowers = ConfusionMatrix.Of(
        Labels.Create(0, 0, 1, 1, 2, 1, 2, 2, 2), Labels.Create(0, 0, 1, 1, 1, 1, 2, 2, 2));

    // The class 3 has neither samples nor predictions, the class 2 no predictions.
    private static readonly ConfusionMatrix Odd = ConfusionMatrix.Of(Labels.Create(0, 1, 1, 0), Labels.Create(0, 0, 1, 2), 4);

    [Fact]
    public void A_report_has_a_row_for_each_class_and_the_averages() => Assert.Equal(
        """
        class             precision  recall     F1  support
        setosa                1.000   1.000  1.000        2
        versicolor            1.000   0.750  0.857        4
        virginica             0.750   1.000  0.857        3

        macro average         0.917   0.917  0.905        9
        weighted average      0.917   0.889  0.889        9

        accuracy 0.889: 8 of 9 samples predicted correctly
        """.ReplaceLineEndings("\n"),
        Flowers.Report(["setosa", "versicolor", "virginica"]));

    [Fact]
    public void What_is_undefined_is_a_dash_and_the_report_says_what_it_counts_as() => Assert.Equal(
        """
        class             precision  recall     F1  support
        0                     0.500   0.500  0.500        2
        1                     0.500   1.000  0.667        1
        2                         –   0.000  0.000        1
        3                         –       –      –        0

        macro average         0.250   0.375  0.292        4
        weighted average      0.375   0.500  0.417        4

        accuracy 0.500: 2 of 4 samples predicted correctly
        – stands for 0/0: the precision of a class that is never predicted, the recall
          of a class without samples, the F1 of one that is both. In the averages it
          counts as 0.
        """.ReplaceLineEndings("\n"),
        Odd.Report());

    [Theory]
    [InlineData(Undefined.One, "it\n  counts as 1.", "macro average         0.750   0.625  0.542        4")]
    [InlineData(Undefined.LeftOut, "It is left out of the\n  averages.", "macro average         0.500   0.500  0.389        4")]
    public void What_is_undefined_counts_as_the_caller_says(Undefined undefined, string said, string averages)
    {
        Assert.Contains(said, Odd.Report(undefined: undefined), StringComparison.Ordinal);
        Assert.Contains(averages, Odd.Report(undefined: undefined), StringComparison.Ordinal);
        Assert.Contains("class 2", Assert.Throws<InvalidOperationException>(() => Odd.Report(undefined: Undefined.Refused)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_confusion_matrix_is_a_table_whose_zeros_are_dots() => Assert.Equal(
        """
        9 samples: a row for each true class, a column for each predicted one

                    setosa  versicolor  virginica
        setosa           2           ·          ·
        versicolor       ·           3          1
        virginica        ·           ·          3
        """.ReplaceLineEndings("\n"),
        Flowers.Table(["setosa", "versicolor", "virginica"]));

    /// <summary>Long names go on in the next line, what is no character is written as C# writes it, and many columns are several tables.</summary>
    [Fact]
    public void Tables_fit_80_columns_and_leave_nothing_out()
    {
        const int classes = 30;
        var names = Enumerable.Range(0, classes).Select(static index => index == 7 ? "a name with a\nbreak" : Invariant($"class {index} {new string('x', 3 * index)}")).ToArray();
        var confusion = ConfusionMatrix.Of(
            Labels.Create([.. Enumerable.Range(0, 4000).Select(static i => i * i % classes)]), Labels.Create([.. Enumerable.Range(0, 4000).Select(static i => i % classes)]));

        Assert.All((string[])[confusion.Report(names), confusion.Table(names), confusion.Table()], static text =>
            Assert.All(text.Split('\n'), static line => Assert.True(line.Length <= 80 && line == line.TrimEnd(), line)));
        Assert.Contains(@"a name with a\u000abreak", confusion.Report(names), StringComparison.Ordinal);
        var shown = confusion.Table().Split('\n').Skip(1).Where(static line => line.Length > 0 && !line.StartsWith(' '))
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).GroupBy(static cells => cells[0], static cells => cells[1..]);
        Assert.Equal(classes, shown.Count());
        Assert.All(shown, row => Assert.Equal(
            Enumerable.Range(0, classes).Select(predicted => confusion[int.Parse(row.Key, System.Globalization.CultureInfo.InvariantCulture), predicted]),
            row.SelectMany(static cells => cells).Select(static cell => cell == "·" ? 0 : long.Parse(cell, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Metrics_tell_their_values_and_of_how_many_samples_they_are()
    {
        Tensor<double> scores = [0.1, 0.4, 0.35, 0.8], targets = [0, 0, 1, 1];

        Assert.Equal("accuracy 0.8889, 8 of 9 samples", Accuracy.Of(Labels.Create(0, 0, 0, 0, 0, 0, 0, 0, 0), Labels.Create(0, 0, 0, 0, 0, 0, 0, 0, 1)).ToString());
        Assert.Equal("confusion matrix of 3 classes: 8 of 9 samples predicted correctly", Flowers.ToString());
        Assert.Equal("accuracy 0.0000, among the first two 1.0000, among the first three 1.0000, of 1 sample", TopKAccuracy.Of<double>(scores, Labels.Create(1)).ToString());
        Assert.Equal("ranking of 2 positives and 2 negatives, area under the ROC curve 0.7500", Ranking.Of(scores, targets).ToString());
        Assert.Equal("expected calibration error 0.1375 of 4 samples in 10 bins", Calibration.Of(scores, targets).ToString());
        Assert.Equal("Brier score 0.1581 of 4 samples", BrierScore.Of(scores, targets).ToString());
        Assert.Equal("log loss 2.0000 of 50 samples", LogLoss.OfLogLikelihood(-100, 50).ToString());
        Assert.Equal("mean 0.4125, deviation 0.2509 of 4 numbers", Moments.Of(scores).ToString());
        Assert.Equal("mean absolute error 0.3375, root mean squared error 0.3976 of 4 samples", RegressionErrors.Of(scores, targets).ToString());
        Assert.Equal("median absolute error 0.3 of 4 errors", MedianAbsoluteError.Of(scores, targets).ToString());
    }
}
