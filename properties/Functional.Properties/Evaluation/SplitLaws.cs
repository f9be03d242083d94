using Functional.Laws;

namespace Functional.Properties.Evaluation;

/// <summary>Samples that were divided, and how.</summary>
/// <param name="Classes">The class of each sample.</param>
/// <param name="Groups">The group of each sample.</param>
/// <param name="Folds">How many folds.</param>
/// <param name="Pairs">The samples of both parts, by their numbers: all folds of one repetition, and of the next.</param>
internal sealed record Division(Labels Classes, Labels Groups, int Folds, (int[] Training, int[] HeldOut)[] Pairs)
{
    /// <summary>How many samples of the division are held out in each fold, one repetition after the other.</summary>
    /// <param name="isMeant">Which samples count.</param>
    public IEnumerable<int[]> HeldOut(Func<int, bool> isMeant) => Pairs.Chunk(Folds).Select(folds => folds.Select(fold => fold.HeldOut.Count(isMeant)).ToArray());

    public override string ToString() =>
        $"classes {Classes}, groups {Groups}, held out: {string.Join(", ", Pairs.Select(static fold => Indices.Create(fold.HeldOut).ToString()))}";
}

/// <summary>What each way to divide samples obeys, and what those of classes or groups obey as well.</summary>
internal static class SplitLaws
{
    /// <summary>The laws of a way to divide samples.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="divide">Divides samples that are drawn.</param>
    /// <param name="sizes">Whether folds are of one size, but for one sample.</param>
    /// <param name="shares">Whether folds have as many samples of a class each, but for one.</param>
    /// <param name="groups">Whether groups stay together.</param>
    public static LawSuite<Draw> For(string name, Func<Draw, Division> divide, bool sizes = false, bool shares = false, bool groups = false) => new(name, Arbitraries.Draws, [
        new("once", "each sample is held out exactly once in a repetition", draw => Each(divide(draw), static each =>
            each.Pairs.Chunk(each.Folds).All(folds => folds.SelectMany(static fold => fold.HeldOut).Order().SequenceEqual(Enumerable.Range(0, each.Classes.Count))))),
        new("apart", "what is held out is not learnt from, and all else is", draw => Each(divide(draw), static each =>
            each.Pairs.All(fold => fold.Training.Concat(fold.HeldOut).Order().SequenceEqual(Enumerable.Range(0, each.Classes.Count))))),
        new("parts", "there is something to learn from and something held out", draw => Each(divide(draw), static each =>
            each.Pairs.All(static fold => fold.Training.Length > 0 && fold.HeldOut.Length > 0))),
        new("order", "the samples keep their order", draw => Each(divide(draw), static each =>
            each.Pairs.All(static fold => fold.Training.Order().SequenceEqual(fold.Training) && fold.HeldOut.Order().SequenceEqual(fold.HeldOut)))),
        new("key", "the same key divides in the same way", draw => (divide(draw), divide(draw)) is var (first, second)
            && first.Pairs.Zip(second.Pairs).All(static both => both.Item1.HeldOut.SequenceEqual(both.Item2.HeldOut))
            ? Outcome.Holds : Outcome.Broken($"{first} and {second}")),
        .. sizes ? [new("sizes", "folds have as many samples each, but for one", draw => Each(divide(draw), static each =>
            each.HeldOut(static _ => true).All(static counts => counts.Max() - counts.Min() <= 1)))] : (Law<Draw>[])[],
        .. shares ? [new("shares", "folds have as many samples of a class each, but for one", draw => Each(divide(draw), static each =>
            each.Classes.Distinct().All(label => each.HeldOut(row => each.Classes[row] == label).All(static counts => counts.Max() - counts.Min() <= 1))))] : (Law<Draw>[])[],
        .. groups ? [
            new("groups", "no group is on both sides", draw => Each(divide(draw), static each =>
                each.Pairs.All(fold => !fold.Training.Select(row => each.Groups[row]).Intersect(fold.HeldOut.Select(row => each.Groups[row])).Any()))),
            new("balance", "no two folds differ by more samples than the largest group has", draw => Each(divide(draw), static each =>
                each.HeldOut(static _ => true).All(counts =>
                    counts.Max() - counts.Min() <= each.Groups.CountBy(static group => group).Max(static group => group.Value))))] : (Law<Draw>[])[],
    ]);

    private static Outcome Each(Division division, Func<Division, bool> holds) => holds(division) ? Outcome.Holds : Outcome.Broken($"{division}");
}
