namespace Functional;

/// <summary>
/// Cross-validation: the samples are divided into folds, and each fold in turn is held out, while the others are there to learn from. Each sample is held out
/// exactly once, in every repetition. Pairs are made one by one when they are asked for; in both parts the samples keep their order. Which sample
/// is in which fold follows from the key alone.
/// </summary>
/// <example><code>
/// var confusion = samples.StratifiedKFold(5, key).Select(fold => Evaluate(fold.Training, fold.HeldOut)).Combine();
/// </code></example>
public static class CrossValidation
{
    /// <summary>Folds of random samples, of as many samples each, or one more.</summary>
    /// <typeparam name="X">The type of the inputs.</typeparam>
    /// <typeparam name="L">The type of the targets.</typeparam>
    /// <param name="samples">The samples.</param>
    /// <param name="folds">How many folds; with as many as there are samples, each is held out alone.</param>
    /// <param name="key">The random key.</param>
    /// <param name="repetitions">How often the samples are divided, each time in another way.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds, more than samples, or no repetitions.</exception>
    public static IEnumerable<(Samples<X, L> Training, Samples<X, L> HeldOut)> KFold<X, L>(
        this Samples<X, L> samples, int folds, Key key, int repetitions = 1)
        where X : IRows<X>
        where L : IRows<L>
    {
        Expect(nameof(KFold), folds, samples.Count, "samples", repetitions);
        return Repeated(samples, folds, key, repetitions, each => Dealt(each.Permutation(samples.Count), folds));
    }

    /// <summary>Folds in which each class has as many samples as in the others, or one more, as the folds have altogether.</summary>
    /// <typeparam name="X">The type of the inputs.</typeparam>
    /// <param name="samples">The samples.</param>
    /// <param name="folds">How many folds.</param>
    /// <param name="key">The random key.</param>
    /// <param name="repetitions">How often the samples are divided, each time in another way.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There are fewer than 2 folds, more than samples, or more than samples of a class, or no repetitions.
    /// </exception>
    public static IEnumerable<(Samples<X, Labels> Training, Samples<X, Labels> HeldOut)> StratifiedKFold<X>(
        this Samples<X, Labels> samples, int folds, Key key, int repetitions = 1)
        where X : IRows<X>
    {
        Expect(nameof(StratifiedKFold), folds, samples.Count, "samples", repetitions);
        foreach (var (label, count) in samples.Targets.CountBy(static label => label).OrderBy(static each => each.Key))
            if (count < folds)
                throw new ArgumentOutOfRangeException(nameof(folds), Invariant(
                    $"StratifiedKFold: class {label} has {Quantity.Of(count, "sample")}, fewer than {folds} folds: not each can have one."));
        // Class after class, so that all folds are of one size as well.
        return Repeated(samples, folds, key, repetitions, each =>
            Dealt([.. each.Permutation(samples.Count).OrderBy(row => samples.Targets[row])], folds));
    }

    /// <summary>
    /// Folds of whole groups, such as all samples of one person, so that nothing is predicted for a group that was learnt from. The largest groups are given
    /// first, each to the fold that has the fewest samples; the key says which comes first of equally large ones.
    /// </summary>
    /// <typeparam name="X">The type of the inputs.</typeparam>
    /// <typeparam name="L">The type of the targets.</typeparam>
    /// <param name="samples">The samples.</param>
    /// <param name="groups">The group of each sample, as any number.</param>
    /// <param name="folds">How many folds.</param>
    /// <param name="key">The random key.</param>
    /// <param name="repetitions">How often the groups are divided, each time in another way.</param>
    /// <exception cref="ShapeException">There are more or fewer groups named than samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds, more than groups, or no repetitions.</exception>
    public static IEnumerable<(Samples<X, L> Training, Samples<X, L> HeldOut)> GroupKFold<X, L>(
        this Samples<X, L> samples, Labels groups, int folds, Key key, int repetitions = 1)
        where X : IRows<X>
        where L : IRows<L>
    {
        ExpectGroups(nameof(GroupKFold), groups, samples.Count);
        Expect(nameof(GroupKFold), folds, groups.Distinct().Count(), "groups", repetitions);
        return Repeated(samples, folds, key, repetitions, each => Balanced(groups, folds, each));
    }

    /// <summary>Each group in turn is held out alone, in the order of their numbers.</summary>
    /// <typeparam name="X">The type of the inputs.</typeparam>
    /// <typeparam name="L">The type of the targets.</typeparam>
    /// <param name="samples">The samples.</param>
    /// <param name="groups">The group of each sample, as any number.</param>
    /// <exception cref="ShapeException">There are more or fewer groups named than samples.</exception>
    /// <exception cref="ArgumentException">There are fewer than 2 groups.</exception>
    public static IEnumerable<(Samples<X, L> Training, Samples<X, L> HeldOut)> LeaveOneGroupOut<X, L>(this Samples<X, L> samples, Labels groups)
        where X : IRows<X>
        where L : IRows<L>
    {
        ExpectGroups(nameof(LeaveOneGroupOut), groups, samples.Count);
        int[] names = [.. groups.Distinct().Order()];
        if (names.Length < 2)
            throw new ArgumentException(Invariant(
                $"LeaveOneGroupOut: {names.Length} groups are fewer than 2: nothing is left to learn from where one is held out."), nameof(groups));
        return Pairs(samples, names.Length, [.. groups.Select(group => Array.BinarySearch(names, group))]);
    }

    private static IEnumerable<(Samples<X, L> Training, Samples<X, L> HeldOut)> Repeated<X, L>(
        Samples<X, L> samples, int folds, Key key, int repetitions, Func<Key, int[]> divide)
        where X : IRows<X>
        where L : IRows<L> => Enumerable.Range(0, repetitions).SelectMany(repetition => Pairs(samples, folds, divide(key.Split(repetition))));

    /// <summary>The pairs of folds, made one by one.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="folds">How many folds.</param>
    /// <param name="foldOf">The fold of each sample.</param>
    private static IEnumerable<(Samples<X, L> Training, Samples<X, L> HeldOut)> Pairs<X, L>(Samples<X, L> samples, int folds, int[] foldOf)
        where X : IRows<X>
        where L : IRows<L>
    {
        for (var fold = 0; fold < folds; fold++)
        {
            var isHeldOut = Enumerable.Range(0, samples.Count).ToLookup(row => foldOf[row] == fold);
            yield return (samples.Take([.. isHeldOut[false]]), samples.Take([.. isHeldOut[true]]));
        }
    }

    /// <summary>The fold of each sample, where they are dealt out in turn like cards.</summary>
    private static int[] Dealt(int[] order, int folds)
    {
        var foldOf = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            foldOf[order[i]] = i % folds;
        return foldOf;
    }

    private static int[] Balanced(Labels groups, int folds, Key key)
    {
        var sizes = groups.CountBy(static group => group).OrderBy(static each => each.Key).ToArray();
        var samplesOf = new int[folds];
        var foldOf = new Dictionary<int, int>();
        foreach (var (group, size) in key.Permutation(sizes.Length).Select(place => sizes[place]).OrderByDescending(static each => each.Value))
        {
            foldOf[group] = Array.IndexOf(samplesOf, samplesOf.Min());
            samplesOf[foldOf[group]] += size;
        }
        return [.. groups.Select(group => foldOf[group])];
    }

    private static void Expect(string split, int folds, int count, string what, int repetitions)
    {
        if (folds < 2)
            throw new ArgumentOutOfRangeException(nameof(folds), Invariant($"{split}: there are at least 2 folds, one to hold out and one to learn from, got {folds}."));
        if (folds > count)
            throw new ArgumentOutOfRangeException(nameof(folds), Invariant($"{split}: {folds} folds are more than {count} {what}: not each can have one."));
        if (repetitions < 1)
            throw new ArgumentOutOfRangeException(nameof(repetitions), Invariant($"{split}: there is at least 1 repetition, got {repetitions}."));
    }

    private static void ExpectGroups(string split, Labels groups, int samples)
    {
        if (groups.Count != samples)
            throw new ShapeException(Invariant($"{split}: there are {samples} samples, but the groups of {groups.Count}."));
    }
}
