namespace Functional;

/// <summary>Sequences of labels that are to be found in the frames of samples, and what a cost is told about them.</summary>
/// <param name="Labels">The labels of each sample.</param>
/// <param name="Frames">Which frames are there; null for all.</param>
/// <param name="Blank">The class that says nothing.</param>
/// <param name="ZeroInfeasible">Whether samples of too few frames are left out, and not refused.</param>
internal sealed record AlignedLabels(LabelSequences Labels, Mask? Frames, int Blank, bool ZeroInfeasible)
{
    /// <summary>The same, after a look at what can be seen without scores.</summary>
    public AlignedLabels Checked()
    {
        if (Blank < 0)
            throw new ArgumentOutOfRangeException("blank", Invariant($"Ctc: the blank is a class, numbered from 0, got {Blank}."));
        if (Frames is not null && (Frames.Shape.Rank != 2 || Frames.Shape[0] != Labels.Count))
            throw new ShapeException(Invariant($"Ctc: frames of shape {Frames.Shape} are not of shape [batch, time] with a row for each of {Labels.Count} samples."));
        for (var sample = 0; sample < Labels.Count; sample++)
            if (Labels[sample].Span.IndexOf(Blank) is >= 0 and var place)
                throw new ArgumentException(Invariant($"Ctc: label {place} of sample {sample} is {Blank}, which is the blank: labels are given without blanks."));
        return this;
    }

    /// <summary>The samples that have enough frames for their labels.</summary>
    /// <exception cref="ShapeException">Scores do not fit, or a sample has too few frames and is not to be left out.</exception>
    public int[] Feasible(Shape scores)
    {
        if (scores.Rank != 3 || scores[0] != Labels.Count)
            throw new ShapeException(Invariant($"Ctc: scores of shape {scores} are not of shape [batch, time, classes] with {Labels.Count} samples."));
        if (Frames is not null && Frames.Shape[1] != scores[1])
            throw new ShapeException($"Ctc: the mask of frames has shape {Frames.Shape}, but the scores have shape {scores}.");
        if (Blank >= scores[2])
            throw new ShapeException(Invariant($"Ctc: the blank is {Blank}, but scores of shape {scores} have only the classes 0 to {scores[2] - 1}."));
        return [.. Enumerable.Range(0, Labels.Count).Where(sample => IsFeasible(sample, scores))];
    }

    private bool IsFeasible(int sample, Shape scores)
    {
        var labels = Labels[sample];
        if (labels.ClassCount > scores[2])
            throw new ShapeException(Invariant(
                $"Ctc: sample {sample} has the label {labels.ClassCount - 1}, but scores of shape {scores} have only the classes 0 to {scores[2] - 1}."));
        var frames = Frames is null ? scores[1] : Frames.TakeRows(sample).CountTrue;
        var needed = labels.Count + Enumerable.Range(1, Math.Max(0, labels.Count - 1)).Count(i => labels[i] == labels[i - 1]);
        return needed <= frames ? true : ZeroInfeasible ? false : throw new ShapeException(Invariant(
            $"Ctc: the {labels.Count} labels of sample {sample} need {needed} frames, one for each and one for the blank between two equal ones, but there are {frames}."));
    }
}
