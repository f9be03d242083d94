using Functional.Laws;
using Functional.Properties.Evaluation;

namespace Functional.Properties.Faults;

/// <summary>Ways to divide samples with one mistake each.</summary>
internal static class SplitFaults
{
    private static int calls;

    /// <summary>A fold has a sample twice: that which begins the next one.</summary>
    public static EvaluationFault SampleTwice { get; } = EvaluationFault.InSplit(
        static (faulty, draw) => Cut(draw, (count, folds, fold) => (fold * count / folds, Math.Min(count, (fold + 1) * count / folds + (faulty ? 1 : 0)))), "once", sizes: true);

    /// <summary>What is left over when all folds are of one size is never held out.</summary>
    public static EvaluationFault RestForgotten { get; } = EvaluationFault.InSplit(
        static (faulty, draw) => Cut(draw, (count, folds, fold) => faulty
            ? (fold * (count / folds), (fold + 1) * (count / folds))
            : (fold * count / folds, (fold + 1) * count / folds)),
        "once", sizes: true);

    /// <summary>What is held out is learnt from as well.</summary>
    public static EvaluationFault LearntFromWhatIsHeldOut { get; } = EvaluationFault.InSplit(
        static (faulty, draw) => DrawnDivisions.KFold(draw) is var division && faulty
            ? division with { Pairs = [.. division.Pairs.Select(fold => (Enumerable.Range(0, division.Classes.Count).ToArray(), fold.HeldOut))] } : division,
        "apart", sizes: true);

    /// <summary>Samples are divided, whatever their group.</summary>
    public static EvaluationFault GroupsTornApart { get; } = EvaluationFault.InSplit(
        static (faulty, draw) => faulty ? DrawnDivisions.KFold(draw) : DrawnDivisions.GroupKFold(draw), "groups", groups: true);

    /// <summary>Samples are divided, whatever their class.</summary>
    public static EvaluationFault ClassesForgotten { get; } = EvaluationFault.InSplit(
        static (faulty, draw) => faulty ? DrawnDivisions.KFold(draw) : DrawnDivisions.StratifiedKFold(draw), "shares", sizes: true, shares: true);

    /// <summary>Each class is dealt out from the first fold on, which so has one more of each.</summary>
    public static EvaluationFault FirstFoldHasOneMoreOfEach { get; } = EvaluationFault.InSplit(
        static (faulty, draw) => faulty ? EachClassFromTheFirst(draw) : DrawnDivisions.StratifiedKFold(draw), "sizes", sizes: true, shares: true);

    /// <summary>Groups go to the folds in turn, whatever their sizes.</summary>
    public static EvaluationFault GroupsInTurn { get; } = EvaluationFault.InSplit(
        static (faulty, draw) => faulty ? Dealt(draw, static (row, samples, groups) => groups.Distinct().Order().ToList().IndexOf(groups[row])) : DrawnDivisions.GroupKFold(draw),
        "balance", groups: true);

    /// <summary>The folds depend on how often somebody has asked.</summary>
    public static EvaluationFault KeyForgotten { get; } = EvaluationFault.InSplit(
        static (faulty, draw) => DrawnDivisions.KFold(draw) is var division && faulty && Interlocked.Increment(ref calls) % 2 == 0
            ? division with { Pairs = [.. division.Pairs.Reverse()] } : division,
        "key", sizes: true);

    /// <summary>Folds that are cut from the samples in their order.</summary>
    private static Division Cut(Draw draw, Func<int, int, int, (int From, int To)> fold) => DrawnDivisions.Of(draw, (samples, _, folds, _) => Enumerable.Range(0, folds).Select(number =>
    {
        var (from, to) = fold(samples.Count, folds, number);
        return (samples.Take([.. Enumerable.Range(0, from), .. Enumerable.Range(to, samples.Count - to)]), samples.Take([.. Enumerable.Range(from, to - from)]));
    }));

    private static Division EachClassFromTheFirst(Draw draw) =>
        Dealt(draw, static (row, samples, _) => Enumerable.Range(0, row).Count(before => samples.Targets[before] == samples.Targets[row]));

    /// <summary>Folds in turn, by a number that a sample has.</summary>
    private static Division Dealt(Draw draw, Func<int, Samples<Indices, Labels>, Labels, int> number) => DrawnDivisions.Of(draw, (samples, groups, folds, _) =>
        Enumerable.Range(0, folds).Select(fold => Enumerable.Range(0, samples.Count).ToLookup(row => number(row, samples, groups) % folds == fold))
            .Select(isHeldOut => (samples.Take([.. isHeldOut[false]]), samples.Take([.. isHeldOut[true]]))));
}
