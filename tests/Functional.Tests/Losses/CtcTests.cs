using static Functional.Layers<double>;
using static Functional.Tests.Tensors.Refused;

namespace Functional.Tests.Losses;

/// <summary>The cost of sequences of labels, where the paths can be counted by hand.</summary>
public class CtcTests
{
    private const double Inf = double.PositiveInfinity;
    private static readonly TensorTree<double> Empty = TensorTree<double>.Empty;
    private static readonly Tensor<double> Uniform = Tensor.Full([1, 3, 2], double.Log(0.5));

    [Fact]
    public void Of_one_label_in_two_frames_there_are_three_paths()
    {
        var p = Tensor.Create<double>([1, 2, 2], 0.25, 0.75, 0.5, 0.5);

        var (cost, back) = Ctc([[1]]).At(Empty)(p.Log());

        // (1, 1), (1, blank), (blank, 1)
        double[] paths = [0.75 * 0.5, 0.75 * 0.5, 0.25 * 0.5];
        var sum = paths.Sum();
        Assert.Equal(-double.Log(sum), cost.Scalar, 1e-15);
        double[] expected = [paths[2], paths[0] + paths[1], paths[1], paths[0] + paths[2]];
        Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(-expected[i] / sum, back(1.0).Span[i], 1e-15));
    }

    [Fact]
    public void Between_equal_labels_there_is_a_blank() => Assert.Equal(3 * double.Log(2), Ctc([[1, 1]]).At(Empty)(Uniform).Output.Scalar, 1e-15);

    [Fact]
    public void Where_nothing_is_said_all_is_blank()
    {
        Assert.Equal(3 * double.Log(2), Ctc([[]]).At(Empty)(Uniform).Output.Scalar, 1e-15);
        Assert.Equal(3 * double.Log(2), Ctc([[]], blank: 1).At(Empty)(Uniform).Output.Scalar, 1e-15);
        Assert.Equal(0, Ctc([[]]).At(Empty)(Tensor.Zeros<double>([1, 0, 2])).Output.Scalar);
    }

    /// <summary>Of S labels of which no neighbours are equal there are (T + S over 2·S) paths over T frames.</summary>
    [Theory]
    [InlineData(5, 2)]
    [InlineData(100, 30)]
    [InlineData(3000, 200)]
    public void Equally_likely_paths_are_counted_however_long(int time, int length)
    {
        const int classes = 5;
        LabelSequences labels = [[.. Enumerable.Range(0, length).Select(static i => 1 + i % 4)]];
        var paths = Enumerable.Range(1, 2 * length).Sum(i => double.Log(time - length + i) - double.Log(i));
        var expected = time * double.Log(classes) - paths;

        var (cost, back) = Ctc(labels).At(Empty)(Tensor.Full([1, time, classes], -double.Log(classes)));
        var single = Layers<float>.Ctc(labels).At(TensorTree<float>.Empty)(Tensor.Full([1, time, classes], -float.Log(classes)));

        Assert.Equal(expected, cost.Scalar, 1e-13 * time * double.Log(classes));
        Assert.All(back(1.0).Sum([-1]), static frame => Assert.Equal(-1, frame, 1e-9));
        // A float's log 5 is off by 3e-8, in each frame.
        Assert.Equal(expected, single.Output.Scalar, 1e-7 * time);
        Assert.All(single.Pullback(1f).Sum([-1]), static frame => Assert.Equal(-1, frame, 1e-5f));
    }

    [Fact]
    public void Certain_frames_say_what_they_say()
    {
        // 1, 1, blank, 1, 2
        var x = Tensor.OneHot<double>([1, 1, 0, 1, 2], [1, 5, 3]).Log();

        var (cost, back) = Ctc([[1, 1, 2]]).At(Empty)(x);

        Assert.Equal(0, cost.Scalar);
        Assert.Equal(-Tensor.OneHot<double>([1, 1, 0, 1, 2], [1, 5, 3]) + 0.0, back(1.0) + 0.0);
        Assert.Equal(Inf, Ctc([[1, 2]]).At(Empty)(x).Output.Scalar);
    }

    [Fact]
    public void Derivatives_of_any_order_are_finite_where_classes_are_impossible()
    {
        var x = Tensor.Create<double>([1, 4, 3], 0.1, 0.2, -Inf, -0.3, -Inf, 0.4, 0.5, -0.6, 0.7, -Inf, 0.8, -0.9);
        var cost = Ctc([[1, 2]]).At(Empty);

        var (gradient, product) = cost.Hvp()(x, Tensor.Ones<double>(x.Shape));

        Assert.True(gradient.IsFinite);
        // The parts of a frame add up to 1, whatever is added to its scores.
        Assert.All(product, static number => Assert.Equal(0, number, 1e-15));
        var finite = x.Map(static score => double.IsFinite(score) ? score : -700);        // as good as impossible
        var along = Tensor.Generate<double>(x.Shape, static i => double.Sin(i));
        var (expected, actual) = (cost.Hvp()(finite, along).Product, cost.Hvp()(x, along).Product);
        Assert.All(Enumerable.Range(0, x.Length), i => Assert.Equal(expected.Span[i], actual.Span[i], 1e-14));
    }

    [Fact]
    public void Frames_that_are_not_there_are_not_heard()
    {
        var x = Key.FromSeed(1).Normal<double>([2, 4, 3]);
        var there = Mask.Of([2, 4], true, false, true, true, true, true, false, false);
        var heard = Tensor.Where(there.Reshape([2, 4, 1]), x, double.NaN);

        var (cost, back) = Ctc([[1, 2], [2]], Reduction.Sum, there).At(Empty)(heard);
        var (first, firstBack) = Ctc([[1, 2]]).At(Empty)(x.TakeRows(0).TakePlaces(1, 0, 2, 3));
        var (second, secondBack) = Ctc([[2]]).At(Empty)(x.TakeRows(1).TakePlaces(1, 0, 1));

        Assert.Equal((first + second).Scalar, cost.Scalar, 1e-15);
        Assert.Equal(firstBack(1.0), back(1.0).TakeRows(0).TakePlaces(1, 0, 2, 3));
        Assert.Equal(secondBack(1.0), back(1.0).TakeRows(1).TakePlaces(1, 0, 1));
        Assert.Equal(Tensor.Zeros<double>([1, 2, 3]), back(1.0).TakeRows(1).TakePlaces(1, 2, 3));
    }

    [Fact]
    public void Too_few_frames_are_refused_by_name_or_cost_nothing_if_that_is_asked_for()
    {
        var x = Key.FromSeed(1).Normal<double>([2, 3, 3]);
        LabelSequences labels = [[1, 2], [1, 1, 2]];

        Message(() => Ctc(labels).At(Empty)(x), "the 3 labels of sample 1 need 4 frames", "there are 3");
        Message(() => Ctc(labels, frames: Mask.OfLengths([1, 3], 3)).At(Empty)(x), "the 2 labels of sample 0 need 2 frames", "there are 1");
        Message(() => Ctc(labels).At(Empty)(x.Reshape(1, 6, 3)), "[1, 6, 3]", "2 samples");

        var (cost, back) = Ctc(labels, zeroInfeasible: true).At(Empty)(x);
        var (alone, aloneBack) = Ctc([[1, 2]]).At(Empty)(x.TakeRows(0));
        Assert.Equal(alone.Scalar / 2, cost.Scalar, 1e-15);
        Assert.Equal(0.5 * aloneBack(1.0), back(1.0).TakeRows(0));
        Assert.Equal(Tensor.Zeros<double>([1, 3, 3]), back(1.0).TakeRows(1));

        var (none, noneBack) = Ctc([[1, 1, 1, 1]], zeroInfeasible: true).At(Empty)(x.TakeRows(0));
        Assert.Equal(0, none.Scalar);
        Assert.Equal(Tensor.Zeros<double>([1, 3, 3]), noneBack(1.0));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Message(() => Ctc([[1], [2, 0]]), "label 1 of sample 1 is 0, which is the blank");
        Message(() => Ctc([[1]], blank: -1), "the blank is a class", "-1");
        Message(() => Ctc([[1]], frames: Mask.Create(true)), "[1]", "[batch, time]");
        Message(() => Ctc([[1]], frames: Mask.OfLengths([2], 2)).At(Empty)(Uniform), "[1, 2]", "[1, 3, 2]");
        Message(() => Ctc([[2]]).At(Empty)(Uniform), "sample 0 has the label 2", "[1, 3, 2]", "classes 0 to 1");
        Message(() => Ctc([[1]], blank: 2).At(Empty)(Uniform), "the blank is 2", "classes 0 to 1");
        Message(() => Ctc([[1]]).At(Empty)(Uniform.Reshape(3, 2)), "[3, 2]", "[batch, time, classes]");
        Message(() => Ctc([]).At(Empty)(Tensor.Zeros<double>([0, 3, 2])), "no samples");
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var x = Key.FromSeed(2).Normal<double>([16, 60, 20]);
        LabelSequences labels = [.. Enumerable.Range(0, 16).Select(static sample => Labels.Create([.. Enumerable.Range(0, 10).Select(i => 1 + (i * (sample + 3)) % 19)]))];
        var cost = Ctc(labels).At(Empty);

        var alone = Threads.AtMost(1, () => cost(x) is var (value, back) ? (value, back(1.0)) : default);
        var together = Threads.AtMost(4, () => cost(x) is var (value, back) ? (value, back(1.0)) : default);

        Assert.Equal(alone, together);
    }

    [Fact]
    public void Sequences_are_rows()
    {
        LabelSequences words = [[3, 1, 1], [2], []];

        Assert.Equal("[[3, 1, 1], [2], []]", words.ToString());
        Assert.Equal((3, 4), (words.Count, words.ClassCount));
        Assert.Equal([[], [2]], words.TakeRows(2, 1));
        Assert.Equal([3, 1, 1], words[0]);
        Message(() => words.TakeRows(3), "no sequence 3 among 3");
        Assert.Equal(0, LabelSequences.Create().ClassCount);
    }
}
