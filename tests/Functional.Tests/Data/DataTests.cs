using static Functional.Tests.Tensors.Refused;

namespace Functional.Tests.Data;

public sealed class DataTests
{
    private static readonly Key Seed = Key.FromSeed(8);

    [Fact]
    public void Iris_has_fifty_flowers_of_each_species()
    {
        var iris = DataSets.Iris<double>();

        Assert.Equal([150, 4], iris.Samples.Inputs.Shape);
        Assert.Equal(["setosa", "versicolor", "virginica"], iris.Classes.ToArray());
        Assert.All(Enumerable.Range(0, 3), species => Assert.Equal(50, iris.Samples.Targets.Count(label => label == species)));
        Assert.Equal(Tensor.Matrix<double>([5.1, 3.5, 1.4, 0.2]), iris.Samples.Inputs[..1]);       // the first row of the published table
    }

    [Fact]
    public void The_digits_have_their_published_counts()
    {
        var digits = DataSets.Digits<float>();

        Assert.Equal([1797, 64], digits.Samples.Inputs.Shape);
        // The counts of the test part in the description of the set at the UCI repository.
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], Enumerable.Range(0, 10).Select(digit => digits.Samples.Targets.Count(label => label == digit)));
        Assert.Equal((0f, 16f), (-(-digits.Samples.Inputs).Max().Scalar, digits.Samples.Inputs.Max().Scalar));
    }

    [Theory]
    [InlineData(LastBatch.Keep, 4, 10)]
    [InlineData(LastBatch.Drop, 3, 9)]
    public void An_epoch_shows_every_sample_once(LastBatch last, int count, int shown)
    {
        var batches = Numbered(10).Batches(3, last);
        var epoch = batches.Epoch(Seed).ToArray();

        Assert.Equal((count, count), (batches.Count, epoch.Length));
        var seen = epoch.SelectMany(batch => batch.Targets).ToArray();
        Assert.Equal(shown, seen.Distinct().Count());
        Assert.Equal(shown, seen.Length);
        Assert.All(epoch, batch => Assert.Equal(batch.Targets.Select(label => (double)label), batch.Inputs));
        Assert.Equal(epoch, batches.Epoch(Seed));
        Assert.NotEqual(epoch, batches.Epoch(Seed.Split(1)));
        Assert.Equal(epoch[2..], batches.Epoch(Seed, skip: 2));
    }

    [Fact]
    public void A_stratified_split_keeps_the_shares_of_classes()
    {
        var (train, test) = DataSets.Iris<double>().Samples.SplitStratified(0.8, Seed);

        Assert.All(Enumerable.Range(0, 3), species => Assert.Equal((40, 10), (train.Targets.Count(label => label == species), test.Targets.Count(label => label == species))));
    }

    [Fact]
    public void A_split_takes_every_sample_once()
    {
        var (train, test) = Numbered(10).Split(0.7, Seed);

        Assert.Equal((7, 3), (train.Count, test.Count));
        Assert.Equal(Enumerable.Range(0, 10), train.Targets.Concat(test.Targets).Order());
    }

    [Fact]
    public void Standardisation_is_learnt_on_the_training_part_only()
    {
        var (train, test) = DataSets.Iris<double>().Samples.SplitStratified(0.7, Seed);
        var standard = Standardization.Fit(train.Inputs);
        var (ready, unseen) = (standard.Apply(train.Inputs), standard.Apply(test).Inputs);

        Assert.All(ready.Mean([0]), mean => Assert.Equal(0, mean, 1e-12));
        Assert.All((ready * ready).Mean([0]), variance => Assert.Equal(1, variance, 1e-12));
        Assert.Contains(unseen.Mean([0]), mean => Math.Abs(mean) > 1e-3);
        Assert.Equal(standard, Standardization.Fit(train.Inputs));
    }

    [Fact]
    public void A_constant_feature_stays_finite()
    {
        Assert.Equal(Tensor.Zeros<double>([3, 1]), Standardization.Fit(Tensor.Full([3, 1], 7.0)).Apply(Tensor.Full([3, 1], 7.0)));
    }

    [Fact]
    public void Bad_data_is_refused()
    {
        Message(() => Standardization.Fit(Tensor.Generate<double>([3, 2], i => i == 5 ? double.NaN : 1)), "feature 1 of sample 2", "NaN");
        Message(() => Standardization.Fit(Tensor.Zeros<double>([0, 2])), "[0, 2]");
        Message(() => Standardization.Fit(Tensor.Ones<double>([3, 2])).Apply(Tensor.Ones<double>([3, 3])), "[2]", "[3, 3]");
        Message(() => Numbered(10).Batches(11), "11", "10");
        Message(() => Numbered(10).Batches(0), "0");
        Message(() => Numbered(10).Split(0, Seed), "0");
        Message(() => Numbered(10).Split(0.01, Seed), "0.01", "10");
        Message(() => Numbered(10).SplitStratified(0.5, Seed), "class");
        Message(() => new Samples<Tensor<double>, Labels>(Tensor.Ones<double>([3, 2]), [0, 1]), "3", "2");
    }

    private static Samples<Tensor<double>, Labels> Numbered(int count) =>
        new(Tensor.Generate<double>([count, 1], i => i), [.. Enumerable.Range(0, count)]);
}
