using static Functional.Layers<float>;
using V = Functional.Tensor<float>;

namespace Functional.Tests.TrainingRuns;

/// <summary>Runs on pairs, on indices and masks, and on records of one's own; and what is refused before a step.</summary>
public class AnyInputTests
{
    private static readonly Key Seed = Key.FromSeed(11);

    [Fact]
    public void A_network_of_two_inputs_and_two_targets_is_trained_from_batches()
    {
        var network = Both(Dense(4), Dense(4)).Then(Concatenate).Then(Tanh).Then(Heads(("kind", Dense(3)), ("value", Dense(1))));
        Pair<V, V> inputs = (Seed.Normal<float>([12, 2]), Seed.Split("other").Normal<float>([12, 3]));
        Labels kinds = [.. Enumerable.Range(0, 12).Select(static i => i % 3)];
        var samples = new Samples<Pair<V, V>, Pair<Indices, V>>(inputs, new(kinds, Seed.Split("value").Normal<float>([12, 1])));
        Func<Pair<Indices, V>, Layer<float, TensorTree<float>, V>> cost = static targets =>
            WeightedCosts(("kind", 1f, CrossEntropy((Labels)targets.First)), ("value", 0.5f, MeanSquaredError(targets.Second)));
        var start = Training.Start(network, Shapes.Pair([2], [3]), Optimizer.Adam(0.01f), Seed);

        var run = Training.Run(start, network, cost, samples.Batches(5)).Take(6).ToArray();

        var expected = start;
        foreach (var (epoch, at) in Enumerable.Range(0, 6).Select(static i => (i / 3, i % 3)))
        {
            var batch = samples.Batches(5).Epoch(Seed.Split("epoch").Split(epoch)).ElementAt(at);
            expected = Training.Step(expected, network, cost(batch.Targets), batch.Inputs);
            Assert.Equal(expected.Parameters, run[expected.Step - 1].Parameters);
        }
        Assert.True(Training.Run(start, network, cost, samples.Batches(12)).ElementAt(60).Cost < run[0].Cost);
    }

    [Fact]
    public void A_network_of_tokens_is_trained_from_batches()
    {
        var network = new Layer<float, Indices, V>(
            "Table",
            static (key, _) => Initialization<float>.Of([2], TensorTree<float>.Of(("rows", key.Normal<float>([5, 2])))),
            static (theta, x, _) => new(theta["rows"].TakeRows(x.Span), dy => new(
                () => TensorTree<float>.Of(("rows", Tensor.Generate([5, 2], at => Enumerable.Range(0, x.Length).Where(i => x[i] == at / 2).Sum(i => dy[i, at % 2])))),
                () => x.Zero)));
        var samples = new Samples<Indices, V>([0, 3, 4, 1, 0], Tensor.Generate([5, 2], static i => (float)i));

        var last = Training.Run(Training.Start(network, [], Optimizer.Sgd(0.5f), Seed), network, MeanSquaredError, samples.Batches(5)).ElementAt(200);

        Assert.Equal(2f, last.Parameters["rows"][3, 0], 1e-3f);
        Assert.Equal(4f, last.Parameters["rows"][0, 0], 1e-3f);        // the mean of its two targets
    }

    [Fact]
    public void Steps_on_indices_a_pair_of_indices_and_mask_and_a_record_of_them_are_those_written_by_hand()
    {
        var tokens = Indices.Of([6, 2], 0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1);
        var there = Mask.OfLengths([2, 1, 0, 2, 1, 2], 2);
        AreThoseByHand(Counts<Indices>(static x => x, static _ => null), [2], tokens);
        AreThoseByHand(Counts<Pair<Indices, Mask>>(static x => x.First, static x => x.Second), Shapes.Pair([2], [2]), new(tokens, there));
        AreThoseByHand(Counts<Text>(static x => x.Tokens, static x => x.There), Shapes.Pair([2], [2]), new(tokens, there));

        // How often each of five words is there.
        static Layer<float, X, V> Counts<X>(Func<X, Indices> tokens, Func<X, Mask?> there)
            where X : IVectorSpace<X> => Pure<X, V>(
                "Counts",
                static _ => [5],
                x => (Tensor.Generate([tokens(x).Shape[0], 5], at => (float)Enumerable.Range(0, 2).Count(
                    place => tokens(x)[at / 5, place] == at % 5 && there(x)?[at / 5, place] != false)), dy => x.Zero));

        static void AreThoseByHand<X>(Layer<float, X, V> input, Shapes sample, X inputs)
            where X : IVectorSpace<X>, IRows<X>
        {
            var network = input.Then(Dense(3)).Then(Tanh).Then(Dense(2));
            var samples = new Samples<X, V>(inputs, Seed.Split("targets").Normal<float>([6, 2]));
            var start = Training.Start(network, sample, Optimizer.Adam(0.01f), Seed);
            var run = Training.Run(start, network, MeanSquaredError, samples.Batches(4)).Take(4).ToArray();
            var (theta, moments) = (start.Parameters, start.OptimizerState);
            for (var step = 0; step < 4; step++)
            {
                var batch = samples.Batches(4).Epoch(Seed.Split("epoch").Split(step / 2)).ElementAt(step % 2);
                var (_, back) = network.Then(MeanSquaredError(batch.Targets)).On(batch.Inputs)(theta);
                (theta, moments) = start.Optimizer.Update(back(1f), moments, theta);
                Assert.Equal(theta, run[step].Parameters);
            }
            Assert.NotEqual(start.Parameters, theta);
        }
    }

    [Fact]
    public void Samples_may_be_records_of_ones_own()
    {
        var network = Pure<Question, V>(
            "Masked", static shapes => shapes.Both.First, static x => (x.Image, dy => x with { Image = dy })).Then(Dense(2));
        var samples = new Samples<Question, Labels>(new(Seed.Normal<float>([6, 3]), Mask.OfLengths([1, 2, 3, 0, 1, 2], 3)), [0, 1, 0, 1, 0, 1]);
        var start = Training.Start(network, Shapes.Pair([3], [3]), Optimizer.Sgd(0.1f), Seed);

        Assert.Equal(4, Training.Run(start, network, CrossEntropy, samples.Batches(4)).ElementAt(3).Step);
        Assert.Equal(samples.Inputs.There.TakeRows(4, 0), samples.Take(4, 0).Inputs.There);
        Says(
            () => new Question(Tensor.Ones<float>([2, 3]), Mask.Create(true)).RowCount, "Samples of several parts: part 0 has 2 rows, part 1 has 1.");
    }

    [Fact]
    public void Pairs_have_rows_where_both_have_as_many()
    {
        Pair<V, Pair<Indices, Mask>> three = (Tensor.Matrix<float>([[1], [2], [3]]), ([4, 5, 6], [true, false, true]));
        Pair<V, Pair<Indices, Mask>> taken = (Tensor.Matrix<float>([[3], [1]]), ([6, 4], [true, true]));
        Assert.Equal(3, three.RowCount);
        Assert.Equal(taken, three.TakeRows(2, 0));
        Says(() => new Pair<V, Mask>(Tensor.Ones<float>([2, 3]), [true]).TakeRows(0), "Samples of several parts: part 0 has 2 rows, part 1 has 1.");
        Says(() => new Pair<V, TensorTree<float>>(Tensor.Ones<float>([2]), TensorTree<float>.Empty).RowCount, "Pair: a TensorTree has no rows.");
    }

    [Fact]
    public void Samples_of_another_shape_than_the_run_was_started_for_are_refused()
    {
        var network = Chain(Dense(3));
        var start = Training.Start(network, [7, 9, 4], Optimizer.Sgd(0.1f), Seed);
        var samples = new Samples<V, V>(Tensor.Ones<float>([6, 4]), Tensor.Ones<float>([6, 3]));
        const string message = "Training: the run was started for samples of shape [7, 9, 4], but this batch has shape [6, 4]: "
            + "it should be that shape with the number of samples before it.";

        Says(() => Training.Run(start, network, MeanSquaredError, samples.Batches(6)).First(), message);
        Says(() => Training.Run(start, network, MeanSquaredError(samples.Targets), samples.Inputs).First(), message);
        Says(() => Training.Step(start, network, MeanSquaredError(samples.Targets), samples.Inputs), message);
        Assert.Equal(1, Training.Step(start with { Sample = null }, network, MeanSquaredError(samples.Targets), samples.Inputs).Step);
    }

    [Fact]
    public void A_pair_of_samples_of_other_shapes_is_refused_with_both()
    {
        var network = Both(Dense(2), Dense(2)).Then(Add);
        var start = Training.Start(network, Shapes.Pair([3], [4]), Optimizer.Sgd(0.1f), Seed);
        Pair<V, V> inputs = (Tensor.Ones<float>([5, 4]), Tensor.Ones<float>([5, 3]));
        Says(
            () => Training.Step(start, network, MeanSquaredError(Tensor.Ones<float>([5, 2])), inputs),
            "Training: the run was started for samples of shape ([3], [4]), but this batch has shape ([5, 4], [5, 3]): "
            + "it should be that shape with the number of samples before it.");
    }

    private static void Says(Func<object> wrong, string message) => Assert.Equal(message, Assert.ThrowsAny<ArgumentException>(() => wrong()).Message);

    private sealed record Question(V Image, Mask There) : IRows<Question>
    {
        public int RowCount => SampleRows.Count(Image, There);

        public Question TakeRows(params ReadOnlySpan<int> rows) => new(Image.TakeRows(rows), There.TakeRows(rows));
    }

    private sealed record Text(Indices Tokens, Mask There) : IProduct<Text, Pair<Indices, Mask>>
    {
        public Pair<Indices, Mask> Parts => (Tokens, There);

        public static Text From(Pair<Indices, Mask> parts) => new(parts.First, parts.Second);
    }
}
