using static Functional.Tests.Tensors.Refused;

namespace Functional.Tests.Evaluation;

public sealed class CrossValidationTests
{
    private static readonly Key Seed = Key.FromSeed(5);

    [Fact]
    public void Folds_of_iris_hold_out_ten_flowers_of_each_species()
    {
        var folds = DataSets.Iris<float>().Samples.StratifiedKFold(5, Seed).ToArray();

        Assert.Equal(5, folds.Length);
        Assert.All(folds, static fold => Assert.All(Enumerable.Range(0, 3), species =>
            Assert.Equal((40, 10), (fold.Training.Targets.Count(label => label == species), fold.HeldOut.Targets.Count(label => label == species)))));
    }

    [Fact]
    public void Folds_are_of_equal_size_or_one_more_and_go_through_all_samples_in_order()
    {
        var folds = Numbered(10).KFold(4, Seed).ToArray();

        Assert.Equal([3, 3, 2, 2], folds.Select(static fold => fold.HeldOut.Count));
        Assert.Equal(Enumerable.Range(0, 10), folds.SelectMany(static fold => fold.HeldOut.Targets).Order());
        Assert.All(folds, static fold =>
        {
            Assert.Equal(Enumerable.Range(0, 10), fold.Training.Targets.Concat(fold.HeldOut.Targets).Order());
            Assert.Equal(fold.Training.Targets.Order(), fold.Training.Targets);
            Assert.Equal(fold.HeldOut.Targets.Select(static label => (double)label), fold.HeldOut.Inputs);
        });
    }

    [Fact]
    public void The_key_says_the_folds_and_each_repetition_has_others()
    {
        var twice = Numbered(30).KFold(3, Seed, repetitions: 2).Select(static fold => fold.HeldOut).ToArray();

        Assert.Equal(6, twice.Length);
        Assert.Equal(twice, Numbered(30).KFold(3, Seed, repetitions: 2).Select(static fold => fold.HeldOut));
        Assert.Equal(twice[..3], Numbered(30).KFold(3, Seed).Select(static fold => fold.HeldOut));
        Assert.NotEqual(twice[..3], twice[3..]);
        Assert.NotEqual(twice[..3], Numbered(30).KFold(3, Seed.Split(1)).Select(static fold => fold.HeldOut));
    }

    /// <summary>The groups of 5, 3 and 2 samples go first, each to a fold of its own; then those of 1 go to the smallest.</summary>
    [Fact]
    public void The_largest_groups_are_given_first_each_to_the_smallest_fold()
    {
        Labels groups = [7, 7, 7, 7, 7, 3, 3, 3, 100, 100, 0, 1];
        var heldOut = Numbered(12).GroupKFold(groups, 3, Seed).Select(fold => fold.HeldOut.Targets.Select(row => groups[row]).Distinct().Order().ToArray()).ToArray();

        Assert.Equal([7], heldOut[0]);
        Assert.Equal([0, 1, 3, 100], heldOut[1].Concat(heldOut[2]).Order());
        Assert.Equal([3, 4], Numbered(12).GroupKFold(groups, 3, Seed).Select(static fold => fold.HeldOut.Count).Order().Take(2));
    }

    [Fact]
    public void Each_group_is_left_out_in_the_order_of_their_numbers()
    {
        Labels groups = [7, 3, 7, 100, 3];

        Assert.Equal([[1, 4], [0, 2], [3]], Numbered(5).LeaveOneGroupOut(groups).Select(static fold => fold.HeldOut.Targets.ToArray()));
        Assert.Equal([[0, 2, 3], [1, 3, 4], [0, 1, 2, 4]], Numbered(5).LeaveOneGroupOut(groups).Select(static fold => fold.Training.Targets.ToArray()));
    }

    [Fact]
    public void Folds_that_cannot_be_are_refused_before_the_first_is_asked_for()
    {
        With<ArgumentOutOfRangeException>(() => Numbered(10).KFold(1, Seed), "KFold", "at least 2 folds", "got 1");
        With<ArgumentOutOfRangeException>(() => Numbered(10).KFold(11, Seed), "11 folds", "10 samples");
        With<ArgumentOutOfRangeException>(() => Numbered(0).KFold(2, Seed), "2 folds", "0 samples");
        With<ArgumentOutOfRangeException>(() => Numbered(10).KFold(2, Seed, 0), "repetition", "got 0");
        With<ArgumentOutOfRangeException>(() => Classes(0, 0, 0, 1, 1).StratifiedKFold(3, Seed), "class 1", "2 samples", "3 folds");
        With<ArgumentOutOfRangeException>(() => Classes(0, 0).StratifiedKFold(3, Seed), "3 folds", "2 samples");
        With<ArgumentOutOfRangeException>(() => Classes(0, 0).StratifiedKFold(-1, Seed), "StratifiedKFold", "got -1");
        With<ArgumentOutOfRangeException>(() => Classes(0, 0).StratifiedKFold(2, Seed, -1), "got -1");
        With<ArgumentOutOfRangeException>(() => Numbered(4).GroupKFold([0, 5, 0, 5], 3, Seed), "GroupKFold", "3 folds", "2 groups");
        With<ArgumentOutOfRangeException>(() => Numbered(4).GroupKFold([0, 5, 0, 5], 0, Seed), "got 0");
        With<ArgumentOutOfRangeException>(() => Numbered(4).GroupKFold([0, 5, 0, 5], 2, Seed, 0), "repetition");
        Shape(() => Numbered(4).GroupKFold([0, 5, 0], 2, Seed), "4 samples", "groups of 3");
        Shape(() => Numbered(4).LeaveOneGroupOut([0, 5, 0, 5, 0]), "LeaveOneGroupOut", "4 samples", "groups of 5");
        Message(() => Numbered(2).LeaveOneGroupOut([3, 3]), "1 groups");
        Message(() => Numbered(0).LeaveOneGroupOut([]), "0 groups");
    }

    /// <summary>Nothing is copied for a fold that nobody asks for: a set of which one fold fits the memory can be gone through.</summary>
    [Fact]
    public void Pairs_are_made_when_they_are_asked_for()
    {
        var rows = new Counted(100);
        using var folds = new Samples<Counted, Labels>(rows, [.. Enumerable.Range(0, 100)]).KFold(50, Seed).GetEnumerator();

        Assert.Empty(rows.Taken);
        Assert.True(folds.MoveNext());
        Assert.Equal([98, 2], rows.Taken);
    }

    private static Samples<Tensor<double>, Labels> Numbered(int count) =>
        new(Tensor.Generate<double>([count, 1], static i => i), [.. Enumerable.Range(0, count)]);

    private static Samples<Tensor<double>, Labels> Classes(params int[] labels) => new(Tensor.Zeros<double>([labels.Length, 1]), [.. labels]);

    /// <summary>Rows that remember how many were taken.</summary>
    private sealed record Counted(int RowCount) : IRows<Counted>
    {
        public List<int> Taken { get; } = [];

        public Counted TakeRows(params ReadOnlySpan<int> rows)
        {
            Taken.Add(rows.Length);
            return new(rows.Length);
        }
    }
}
