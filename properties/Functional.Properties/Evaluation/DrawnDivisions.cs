using Functional.Laws;
using Numbered = Functional.Samples<Functional.Indices, Functional.Labels>;

namespace Functional.Properties.Evaluation;

/// <summary>Samples whose inputs are their own numbers, so that where they went can be seen, divided in each of the ways.</summary>
internal static class DrawnDivisions
{
    /// <summary>Up to 29 samples of up to 3 classes, each with as many samples as there are folds at least; up to 6 groups, and no fewer than folds.</summary>
    public static (Numbered Samples, Labels Groups, int Folds, int Repetitions) Samples(Draw draw)
    {
        var (folds, classes) = (draw.Size("folds", 2, 4), draw.Size("classes", 1, 3));
        var count = classes * folds + draw.Choice("more", 18);
        var (labels, groups) = (draw.Labels("classes", count, classes), draw.Labels("groups", count, 6));
        var order = draw.Key.Split("order").Permutation(count);
        return (
            new(Indices.Create([.. Enumerable.Range(0, count)]), [.. order.Select(place => place < classes * folds ? place % classes : labels[place])]),
            [.. order.Select(place => 10 * (place < folds ? place : groups[place]))],
            folds, draw.Size("repetitions", 1, 3));
    }

    /// <summary>A division of drawn samples.</summary>
    public static Division Of(Draw draw, Func<Numbered, Labels, int, int, IEnumerable<(Numbered Training, Numbered HeldOut)>> divide)
    {
        var (samples, groups, folds, repetitions) = Samples(draw);
        var pairs = divide(samples, groups, folds, repetitions).Select(static fold => (fold.Training.Inputs.ToArray(), fold.HeldOut.Inputs.ToArray()));
        return new(samples.Targets, groups, folds, [.. pairs]);
    }

    public static Division KFold(Draw draw) => Of(draw, (samples, _, folds, repetitions) => samples.KFold(folds, draw.Key, repetitions));

    public static Division StratifiedKFold(Draw draw) => Of(draw, (samples, _, folds, repetitions) => samples.StratifiedKFold(folds, draw.Key, repetitions));

    public static Division GroupKFold(Draw draw) => Of(draw, (samples, groups, folds, repetitions) => samples.GroupKFold(groups, folds, draw.Key, repetitions));

    public static Division LeaveOneGroupOut(Draw draw) =>
        Of(draw, static (samples, groups, _, _) => samples.LeaveOneGroupOut(groups)) is var division ? division with { Folds = division.Pairs.Length } : division;
}

public sealed class SplitsObeyTheLaws
{
    private static readonly LawSuite<Draw>[] All =
    [
        SplitLaws.For(nameof(CrossValidation.KFold), DrawnDivisions.KFold, sizes: true),
        SplitLaws.For(nameof(CrossValidation.StratifiedKFold), DrawnDivisions.StratifiedKFold, sizes: true, shares: true),
        SplitLaws.For(nameof(CrossValidation.GroupKFold), DrawnDivisions.GroupKFold, groups: true),
        SplitLaws.For(nameof(CrossValidation.LeaveOneGroupOut), DrawnDivisions.LeaveOneGroupOut, groups: true),
    ];

    public static TheoryData<string, string> Laws
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var suite in All)
                foreach (var law in suite.Names)
                    all.Add(suite.Subject, law);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Of_folds(string split, string law) => All.Single(suite => suite.Subject == split).Only(law).Check();

    [Fact]
    public void Every_way_to_divide_has_its_laws() => Assert.Equal(
        typeof(CrossValidation).GetMethods().Where(static method => method.IsStatic).Select(static method => method.Name).Order(StringComparer.Ordinal),
        All.Select(static suite => suite.Subject).Order(StringComparer.Ordinal));

    /// <summary>Each repetition is divided by a key of its own: of 30 repetitions of 12 samples hardly two are alike, and all are where the key is forgotten.</summary>
    [Law(20)]
    public void Repetitions_differ(Key key)
    {
        var samples = new Numbered(Indices.Create([.. Enumerable.Range(0, 12)]), [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
        Labels groups = [.. Enumerable.Range(0, 12)];
        Differ(samples.KFold(3, key, 30));
        Differ(samples.StratifiedKFold(3, key, 30));
        Differ(samples.GroupKFold(groups, 3, key, 30));

        static void Differ(IEnumerable<(Numbered Training, Numbered HeldOut)> folds) => Assert.InRange(
            folds.Chunk(3).Select(static repetition => string.Join("; ", repetition.Select(static fold => fold.HeldOut.Inputs.ToString()))).Distinct().Count(), 25, 30);
    }

    /// <summary>A part of a class is its share of the class, rounded, and both parts together are all samples.</summary>
    [Law]
    public void A_stratified_part_has_its_share_of_each_class(Draw draw)
    {
        var samples = DrawnDivisions.Samples(draw).Samples;
        var (training, heldOut) = samples.SplitStratified(0.5, draw.Key);
        Assert.Equal(Enumerable.Range(0, samples.Count), training.Inputs.Concat(heldOut.Inputs).Order());
        Assert.All(samples.Targets.Distinct(), label =>
            Assert.InRange(training.Targets.Count(each => each == label) - samples.Targets.Count(each => each == label) / 2.0, -0.5, 0.5));
    }
}
