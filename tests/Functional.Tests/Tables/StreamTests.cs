using Functional.IO;

namespace Functional.Tests.Tables;

/// <summary>Files in batches, one after the other.</summary>
public sealed class StreamTests : TableFile
{
    private const int Rows = 103;

    private string Counted() => Written("x,class\n" + string.Concat(Enumerable.Range(0, Rows).Select(static i => FormattableString.Invariant($"{i},k{i % 3}\n"))));

    private TableEncoding Encoding() => Right(Csv.Learn(Counted(), Column.Class("class")));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Batches_of_a_file_are_its_rows_in_order(int ahead)
    {
        var (encoding, whole) = (Encoding(), Right(Csv.ReadClasses<float>(Counted(), "class")).Samples);

        var batches = Csv.StreamClasses<float>(At("table.csv"), encoding, 10, ahead: ahead).ToArray();

        Assert.Equal([10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 3], batches.Select(static batch => batch.Count));
        Assert.Equal(whole.Inputs, batches.SelectMany(static batch => batch.Inputs));
        Assert.Equal(whole.Targets, batches.SelectMany(static batch => batch.Targets));
        Assert.Equal(10, Csv.StreamClasses<float>(At("table.csv"), encoding, 10, last: LastBatch.Drop, ahead: ahead).Count());
    }

    [Fact]
    public void A_batch_and_a_window_that_are_larger_than_any_file_have_all_of_it() =>
        Assert.Equal(Rows, Csv.StreamClasses<float>(Counted(), Encoding(), int.MaxValue, new(Key.FromSeed(1), int.MaxValue)).Single().Targets.Count);

    [Fact]
    public void Targets_that_are_numbers_are_streamed()
    {
        var encoding = Right(Csv.Learn(Written("x,y\n1,2\n3,4\n5,6\n"), Column.Number("y")));

        var batches = Csv.StreamNumbers<double>(At("table.csv"), encoding, 2).ToArray();

        Assert.Equal(new Samples<Tensor<double>, Tensor<double>>(Tensor.Matrix<double>([1], [3]), Tensor.Matrix<double>([2], [4])), batches[0]);
        Assert.Equal(Tensor.Matrix<double>([5]), batches[1].Inputs);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void A_shuffle_shows_every_row_once_and_moves_none_forward_by_more_than_its_window(int window)
    {
        var encoding = Encoding();
        int[] Order(Key key) => [.. Csv.StreamClasses<float>(At("table.csv"), encoding, 10, new(key, window)).SelectMany(static batch => batch.Inputs).Select(static x => (int)x)];

        var order = Order(Key.FromSeed(1));

        Assert.Equal(Enumerable.Range(0, Rows), order.Order());
        Assert.All(order.Select(static (row, place) => row - place), ahead => Assert.True(ahead < window, FormattableString.Invariant($"{ahead}")));
        Assert.Equal(order, Order(Key.FromSeed(1)));
        Assert.Equal(window == 1, order.SequenceEqual(Order(Key.FromSeed(2))));
        Assert.Equal(window == 1, order.SequenceEqual(Enumerable.Range(0, Rows)));
    }

    /// <summary>Each of 4 rows is as often the first: 2000 keys, 500 each, within 5 standard deviations of √(2000·¼·¾).</summary>
    [Fact]
    public void A_window_as_large_as_the_file_begins_with_each_row_equally_often()
    {
        var encoding = Right(Csv.Learn(Written("x,class\n0,a\n1,a\n2,a\n3,a\n"), Column.Class("class")));
        var first = Enumerable.Range(0, 2000).Select(seed => (int)Csv.StreamClasses<float>(At("table.csv"), encoding, 4, new(Key.FromSeed(6).Split(seed), 4), ahead: 0).First().Inputs.Span[0])
            .CountBy(static row => row).ToDictionary();

        Assert.All(Enumerable.Range(0, 4), row => Assert.InRange(first[row], 500 - 5 * 19.4, 500 + 5 * 19.4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_problem_comes_out_where_the_rows_before_it_are_read(int ahead)
    {
        var encoding = Encoding();
        File.AppendAllText(At("table.csv"), "104,unknown\n");
        var seen = 0;

        var problem = Assert.Throws<InvalidDataException>(() =>
        {
            foreach (var batch in Csv.StreamClasses<float>(At("table.csv"), encoding, 10, ahead: ahead))
                seen += batch.Count;
        });

        Assert.Equal(100, seen);
        Assert.Equal($"{At("table.csv")}: line 105, column 'class': the class 'unknown' is not known: there are 'k0', 'k1', 'k2'.", problem.Message);
        Assert.Equal($"{At("none")}: there is no such file.", Assert.Throws<IOException>(() => Csv.StreamClasses<float>(At("none"), encoding, 10, ahead: ahead).Any()).Message);
        Assert.Equal($"{Written("x;klass\n1;k0\n", "other")}: there is no column 'class': near it is 'klass'.", Assert.Throws<InvalidDataException>(() => Csv.StreamClasses<float>(At("other"), encoding, 10, ahead: ahead).Any()).Message);
    }

    [Fact]
    public void A_stream_that_is_left_closes_the_file_and_one_that_is_gone_through_again_reads_it_again()
    {
        var stream = Csv.StreamClasses<float>(Counted(), Encoding(), 10);

        Assert.Equal(10, stream.First().Count);
        using (var alone = File.Open(At("table.csv"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            Assert.True(alone.CanWrite);                        // nobody else has it
        Assert.Equal(11, stream.Count());
        Assert.Equal(11, stream.Count());
    }

    [Fact]
    public void Reading_ahead_is_bounded_and_ends_when_it_is_left()
    {
        var (made, ended) = (0, false);
        IEnumerable<int> Source()
        {
            try
            {
                while (true)
                    yield return Interlocked.Increment(ref made);
            }
            finally
            {
                ended = true;
            }
        }

        using (var ahead = Source().ReadAhead(3).GetEnumerator())
        {
            for (var i = 1; i <= 100; i++)
            {
                Assert.True(ahead.MoveNext());
                Assert.Equal(i, ahead.Current);
                Assert.InRange(Volatile.Read(ref made), i, i + 4);           // one is taken, three wait, one is held by the thread
            }
        }

        Assert.True(ended);
        Assert.Equal([1, 2, 3], Enumerable.Range(1, 3).ReadAhead(1));
        Assert.Empty(Array.Empty<int>().ReadAhead(5));
    }

    [Fact]
    public void Reading_ahead_passes_an_exception_on_as_it_is()
    {
        static IEnumerable<int> Source()
        {
            yield return 1;
            throw new FormatException("as it is");
        }

        using var ahead = Source().ReadAhead(2).GetEnumerator();

        Assert.True(ahead.MoveNext());
        Assert.Equal("as it is", Assert.Throws<FormatException>(() => ahead.MoveNext()).Message);
    }

    [Fact]
    public void An_asynchronous_sequence_is_waited_for_by_the_thread_that_reads_ahead()
    {
        var (threads, mine) = (new HashSet<int>(), Environment.CurrentManagedThreadId);
        Assert.Equal([0, 1, 2, 3], Later().ToBlockingEnumerable().ReadAhead(2));
        Assert.DoesNotContain(mine, threads);

        async IAsyncEnumerable<int> Later()
        {
            for (var i = 0; i < 4; i++)
            {
                threads.Add(Environment.CurrentManagedThreadId);
                await Task.Yield();
                yield return i;
            }
        }
    }

    [Fact]
    public void A_file_that_is_cut_off_while_it_is_read_is_told_with_the_line()
    {
        var file = Written("x,y\n" + string.Concat(Enumerable.Range(0, 200_000).Select(static row => FormattableString.Invariant($"{row}.25,{row % 7}\n"))));
        var encoding = Right(Csv.Learn(file, Column.Number("y")));
        using var batches = Csv.StreamNumbers<float>(file, encoding, 10, ahead: 0).GetEnumerator();
        Assert.True(batches.MoveNext());

        using (var cut = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            cut.SetLength(System.Array.IndexOf(File.ReadAllBytes(file), (byte)',', 1_000_000));
        var read = 10;
        var problem = Assert.Throws<InvalidDataException>(() =>
        {
            while (batches.MoveNext())
                read += batches.Current.Count;
        });

        Assert.InRange(read, 11, 199_999);
        Assert.Matches($"^{System.Text.RegularExpressions.Regex.Escape(file)}: line [0-9]+ has 1 field, but the first one has 2\\.$", problem.Message);
    }
}
