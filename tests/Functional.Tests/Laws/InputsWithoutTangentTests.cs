using System.Numerics;
using Functional.Laws;

namespace Functional.Tests.Laws;

/// <summary>Layers of indices and of masks, which have no tangent, obey the laws or are caught, in both precisions.</summary>
public class InputsWithoutTangentTests
{
    private const int Words = 4;

    [Fact]
    public void A_table_of_words_obeys_the_laws()
    {
        LayerLaws.For(Table<double>(static (dy, words) => dy.SegmentSum(words, Words)), [3], Sentences).Check();
        LayerLaws.For(Table<float>(static (dy, words) => dy.SegmentSum(words, Words)), [3], Sentences).Check();
    }

    [Fact]
    public void A_gradient_that_goes_to_another_word_is_caught_and_printed()
    {
        var table = Table<double>(static (dy, words) => dy.SegmentSum(Indices.Of(words.Shape, [.. words.Select(static word => Math.Max(word, 1))]), Words));
        var found = LayerLaws.For(table, [3], Sentences).Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).Worst!;

        Assert.Equal("finite differences", found.Law);
        Assert.Contains("∂table[", found.Counterexample!.Message, StringComparison.Ordinal);
        Assert.Contains("\nvar input = Indices.Of([1, 3], ", found.Counterexample.Case, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mean_over_words_in_place_of_a_sum_is_caught_in_float_by_its_samples_and_by_its_derivatives() => Assert.Equal(
        ["batch additivity", "derived", "adjoint"],
        LayerLaws.For(Table<float>(static (dy, words) => dy.SegmentSum(words, Words) / words.Length), [3], Sentences)
            .Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).Results.Where(static result => result.Finding == Finding.Broken).Select(static result => result.Law));

    [Fact]
    public void A_table_that_looks_at_the_whole_batch_is_caught_by_its_samples()
    {
        var centred = Table<double>(static (dy, words) => dy.SegmentSum(words, Words)).Then(Layers<double>.Function("Centre", x =>
            (x - x.Mean([0], keepAxes: true), dy => dy - dy.Mean([0], keepAxes: true))));

        Assert.Equal(
            ["batch additivity"],
            LayerLaws.For(centred, [3], Sentences).Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).Results
                .Where(static result => result.Finding == Finding.Broken).Select(static result => result.Law));
    }

    [Fact]
    public void In_a_network_the_table_is_named() => Assert.StartsWith(
        "In layer '0' (Table): ",
        LayerLaws.For(Table<double>(static (dy, words) => 2.0 * dy.SegmentSum(words, Words)).Then(Layers<double>.Tanh), [3], Sentences)
            .Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).Worst!.Counterexample!.Message, StringComparison.Ordinal);

    [Fact]
    public void A_shape_that_is_not_the_one_that_was_inferred_is_caught()
    {
        var flat = new Layer<double, Indices, Tensor<double>>(
            "Flat", static (_, input) => Initialization<double>.Of(input.Shape, TensorTree<double>.Empty),
            static (_, words, _) => new(Tensor.Zeros<double>([words.Length]), _ => new(static () => TensorTree<double>.Empty, () => words.Zero), TensorTree<double>.Empty));

        Assert.Contains(
            "a batch of shape [1, 3] became [3]",
            LayerLaws.For(flat, [3], Sentences).Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).Worst!.Counterexample!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_mask_is_false_a_gradient_is_caught()
    {
        LayerLaws.For(Hidden<float>(faulty: false), Shapes.Pair([3], [3]), Pairs).Check();
        var found = LayerLaws.For(Hidden<float>(faulty: true), Shapes.Pair([3], [3]), Pairs).Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).Worst!;

        Assert.Equal("derived", found.Law);
        Assert.Contains("cotangent of input.first[", found.Counterexample!.Message, StringComparison.Ordinal);
        Assert.Matches(@"Pair<Tensor<float>, Mask> input = \(Tensor\.Matrix<float>\(\[\[.*\]\]\), Mask\.Of\(\[1, 3\], (true|false)(, (true|false)){2}\)\);", found.Counterexample.Case);
    }

    [Fact]
    public void A_mask_has_something_on_every_row_and_indices_stay_below_their_count()
    {
        for (var number = 0; number < 200; number++)
        {
            var draw = new Draw(Key.FromSeed((ulong)number));
            var (mask, words) = (draw.Mask("m", [3, 4]), draw.Indices("w", [2, 5], Words));
            Assert.All(Enumerable.Range(0, 3), row => Assert.True(mask.TakeRows(row).CountTrue > 0));
            Assert.InRange(words.Limit, 0, Words);
        }
    }

    private static Indices Sentences(Draw draw) => draw.Indices("words", [draw.Batch(), 3], Words);

    private static Pair<Tensor<float>, Mask> Pairs(Draw draw) => (draw.Tensor<float>("x", [draw.Batch(), 3]), draw.Mask("there", [draw.Batch(), 3]));

    /// <summary>A row for each word; the way back of the table is given, from ȳ by words and the words.</summary>
    private static Layer<T, Indices, Tensor<T>> Table<T>(Func<Tensor<T>, Indices, Tensor<T>> back)
        where T : struct, IFloatingPointIeee754<T> => new(
        "Table",
        static (key, input) => Initialization<T>.Of(input.Shape.Then([2]), TensorTree<T>.Of(("table", key.Normal<T>([Words, 2])))),
        (theta, words, _) => new(
            theta["table"].TakeRows([.. words]).Reshape(words.Shape.Then([2])),
            dy => new(() => TensorTree<T>.Of(("table", back(dy.Reshape(words.Length, 2), words.Reshape([words.Length])))), () => words.Zero),
            TensorTree<T>.Empty));

    /// <summary>x², where the mask is true.</summary>
    private static Layer<T, Pair<Tensor<T>, Mask>, Tensor<T>> Hidden<T>(bool faulty)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Pure<Pair<Tensor<T>, Mask>, Tensor<T>>("Hidden", static shapes => shapes.Both.First, input =>
    {
        var (x, mask) = input;
        var there = Tensor.Generate<T>(mask.Shape, i => mask.Span[i] ? T.One : T.Zero);
        return (x * x * there, dy => (T.CreateChecked(2) * x * dy * (faulty ? Tensor.Ones<T>([]) : there), mask.Zero));
    });
}
