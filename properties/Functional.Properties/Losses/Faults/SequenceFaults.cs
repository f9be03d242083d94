using System.Runtime.CompilerServices;
using Functional.Laws;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Losses.Faults;

/// <summary>Mistakes in costs of sequences of labels, each in the paths that are summed over.</summary>
internal static class SequenceFaults
{
    /// <summary>Equal labels are joined after blanks are left out, so that the blank between two equal ones is forgotten.</summary>
    public static CostFault BlankForgottenBetweenRepeats { get; } = InPaths(static (faulty, draw, labels, frames, classes) => faulty
        ? SequenceCosts.Paths([.. labels.Where((label, i) => i == 0 || labels[i - 1] != label)], frames, classes, SequenceCosts.Blank(draw))
        : SequenceCosts.Paths(labels, frames, classes, SequenceCosts.Blank(draw)));

    /// <summary>Paths must end with the last label, and not with a blank after it.</summary>
    public static CostFault NoBlankAtTheEnd { get; } = InPaths(static (faulty, draw, labels, frames, classes) =>
        SequenceCosts.Paths(labels, frames, classes, SequenceCosts.Blank(draw)).Where(path => !faulty || path.Length == 0 || labels.Length == 0 || path[^1] == labels[^1]));

    /// <summary>A label may not stay for more frames than one.</summary>
    public static CostFault LabelsDoNotStay { get; } = InPaths(static (faulty, draw, labels, frames, classes) =>
        SequenceCosts.Paths(labels, frames, classes, SequenceCosts.Blank(draw))
            .Where(path => !faulty || path.Index().All(each => each.Index == 0 || each.Item == SequenceCosts.Blank(draw) || path[each.Index - 1] != each.Item)));

    /// <summary>Class 0 is the blank, whatever was said.</summary>
    public static CostFault FirstClassAlwaysBlank { get; } = InPaths(static (faulty, draw, labels, frames, classes) =>
        SequenceCosts.Paths(labels, frames, classes, faulty ? 0 : SequenceCosts.Blank(draw)));

    /// <summary>Frames that are not there are heard.</summary>
    public static CostFault AbsentFramesHeard { get; } = InPaths(
        static (_, draw, labels, frames, classes) => SequenceCosts.Paths(labels, frames, classes, SequenceCosts.Blank(draw)), hearsAll: true);

    private static CostFault InPaths(
        Func<bool, Draw, int[], int, int, IEnumerable<int[]>> paths, bool hearsAll = false, [CallerMemberName] string name = "") =>
        CostFault.InValue(
            SequenceCosts.Ctc,
            (faulty, draw, spoken, reduction, x) =>
            {
                V sum = 0;
                for (var sample = 0; sample < spoken.Words.Count; sample++)
                {
                    int[] frames = [.. Enumerable.Range(0, x.Shape[1]).Where(frame => (faulty && hearsAll) || spoken.Frames[sample, frame])];
                    var found = paths(faulty, draw, [.. spoken.Words[sample]], frames.Length, x.Shape[2]).ToArray();
                    if (found.Length == 0)
                        continue;
                    var flat = x.TakeRows(sample).Reshape(-1);
                    sum -= Tensor.Stack(0, [.. found.Select(path => flat.TakeRows([.. path.Select((each, i) => frames[i] * x.Shape[2] + each)]).Sum())]).LogSumExp();
                }
                return reduction == Reduction.Sum ? sum : sum / (double)spoken.Words.Count;
            },
            name);
}
