using Functional.Laws;

namespace Functional.Properties.Losses;

/// <summary>What is said in each sample, and in which frames.</summary>
internal sealed record Spoken(LabelSequences Words, Mask Frames) : IRows<Spoken>
{
    public int RowCount => SampleRows.Count(Words, Frames);

    public Spoken TakeRows(params ReadOnlySpan<int> rows) => new(Words.TakeRows(rows), Frames.TakeRows(rows));
}

/// <summary>Sequences of labels beside scores <c>[batch, time, classes]</c>, and what their cost is by definition.</summary>
internal static class SequenceCosts
{
    /// <summary>−log Σ e^(sum of scores) over all paths that become the labels, one by one; 0 where there is none.</summary>
    public static DefinedCost<Spoken, Tensor<double>> Ctc { get; } = new(
        static draw => Drawn(draw, ZeroInfeasible(draw)),
        static (draw, spoken, scores) => Enumerable.Range(0, spoken.Words.Count).Sum(sample => Cost(
            [.. spoken.Words[sample]], ClassCosts.RowsOf(scores.TakeRows(sample)).Where((_, frame) => spoken.Frames[sample, frame]).ToArray(), Blank(draw))));

    public static int Blank(Draw draw) => draw.Choice("blank", Classes(draw));

    public static bool ZeroInfeasible(Draw draw) => draw.Coin("zero infeasible");

    /// <summary>All paths that become a sequence of labels: at each frame any class.</summary>
    public static IEnumerable<int[]> Paths(int[] labels, int frames, int classes, int blank)
    {
        IEnumerable<int[]> paths = [[]];
        for (var frame = 0; frame < frames; frame++)
            paths = paths.SelectMany(path => Enumerable.Range(0, classes).Select(each => (int[])[.. path, each]));
        return paths.Where(path => Joined(path, blank).SequenceEqual(labels));
    }

    /// <summary>Labels, frames and scores; a sample has more labels than frames allow only where that costs nothing.</summary>
    public static (Spoken Targets, Shapes Sample, Tensor<double> Scores) Drawn(Draw draw, bool infeasible)
    {
        var (batch, time, classes) = (draw.Batch(), draw.Size("time", 1, 4), Classes(draw));
        var frames = Enumerable.Range(0, batch * time).Select(frame => draw.Choice($"there {frame}", 4) > 0).ToArray();
        var words = Enumerable.Range(0, batch).Select(sample => Word(
            draw.Under($"word {sample}"), Blank(draw), classes, infeasible ? 5 : frames.AsSpan(sample * time, time).Count(true))).ToArray();
        return (new([.. words], Mask.Of([batch, time], frames)), Shape.Create(time, classes), draw.Tensor<double>("scores", [batch, time, classes]));
    }

    private static int Classes(Draw draw) => draw.Size("classes", 2, 3);

    private static double Cost(int[] labels, double[][] scores, int blank)
    {
        var classes = scores.Length == 0 ? 1 : scores[0].Length;
        var sums = Paths(labels, scores.Length, classes, blank).Select(path => path.Select((each, frame) => scores[frame][each]).Sum()).ToArray();
        return sums.Length == 0 ? 0 : -double.Log(sums.Sum(double.Exp));
    }

    /// <summary>Equal neighbours joined, then blanks left out.</summary>
    private static IEnumerable<int> Joined(int[] path, int blank) => path.Where((each, i) => each != blank && (i == 0 || path[i - 1] != each));

    /// <summary>Labels that fit into some frames.</summary>
    private static Labels Word(Draw draw, int blank, int classes, int frames)
    {
        List<int> labels = [];
        var length = draw.Size("length", 0, 3);
        for (var i = 0; i < length; i++)
        {
            var label = (blank + 1 + draw.Choice($"label {i}", classes - 1)) % classes;
            frames -= labels.Count > 0 && labels[^1] == label ? 2 : 1;
            if (frames >= 0)
                labels.Add(label);
        }
        return [.. labels];
    }
}
