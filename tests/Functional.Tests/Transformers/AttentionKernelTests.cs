using System.Numerics;

namespace Functional.Tests.Transformers;

/// <summary>
/// Attention in kernels beside attention in operations, on configurations large enough for several strips of queries and blocks of keys: sizes that fill no
/// vector, shared keys, masks of every kind, queries that see nothing.
/// </summary>
public sealed class AttentionKernelTests
{
    private static readonly Key Seed = Key.FromSeed(11);

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void In_double(int number) => Compare<double>(number, 1e-12);

    [Theory]
    [MemberData(nameof(Cases))]
    public void In_float(int number) => Compare<float>(number, 2e-5);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Threads_and_the_place_in_memory_change_no_bit(int number)
    {
        var (form, mask, x) = Drawn<float>(number);
        var (y, back) = Attend.Run(form, mask, x);
        var dy = Seed.Split("dy").Split(number).Normal<float>(y.Shape);
        var d = back(dy);
        foreach (var threads in (int[])[1, 2, 5])
        {
            var moved = Array.ConvertAll(x, each => Tensor.Concatenate(0, Tensor.Zeros<float>([1, .. each.Shape.Sizes[1..]]), each)[1..]);
            var (again, dagain) = Threads.AtMost(threads, () => Attend.Run(form, mask, moved) is var (one, way) ? (one, way(dy)) : default);
            Assert.Equal(y, again);
            Assert.Equal(d, dagain);
        }
    }

    /// <summary>The scores of 8192 queries and keys would take 268 MB a head; what is allocated is linear in the length.</summary>
    [Fact]
    public void Memory_grows_with_the_length_and_not_with_its_square()
    {
        var (half, whole) = (Allocated(4096), Allocated(8192));

        Assert.InRange(whole, 1, 64 * 8192 * 16 * sizeof(float));
        Assert.InRange(whole / (double)half, 1.5, 2.5);
    }

    [Fact]
    public void What_sees_nothing_is_zero_and_nothing_flows_back()
    {
        var x = Seed.Normal<double>([2, 3, 12]);
        var mask = Mask.Of([2, 3], true, false, true, false, false, false);
        var (y, back) = Attend.Run(new(2, 2), mask, x);
        var dx = back(Tensor.Ones<double>(y.Shape))[0];

        Assert.Equal(Tensor.Zeros<double>([1, 3, 4]), y[1..]);
        Assert.Equal(Tensor.Zeros<double>([1, 3, 12]), dx[1..]);
        Assert.True(dx[..1].Abs().Max().Scalar > 0);
    }

    [Fact]
    public void Where_no_key_is_any_number_may_stand()
    {
        var x = Seed.Normal<double>([1, 3, 6]);
        var mask = Mask.Of([1, 3], true, false, true);
        var (y, back) = Attend.Run(new(1, 1), mask, x);
        var broken = Tensor.Generate<double>(x.Shape, i => i is >= 8 and < 12 ? double.NaN : x.Span[i]);      // key and value of the second step
        var (other, otherBack) = Attend.Run(new(1, 1), mask, broken);

        Assert.Equal(y, other);
        Assert.Equal(back(y)[0], otherBack(y)[0]);
    }

    /// <summary>Of fewer queries than keys, the queries are the last ones; of more, the first ones see nothing.</summary>
    [Theory]
    [InlineData(2, 5)]
    [InlineData(5, 2)]
    public void A_causal_mask_is_aligned_at_the_end(int queries, int keys)
    {
        var (q, k) = (Seed.Split("q").Normal<double>([1, queries, 3]), Seed.Split("k").Normal<double>([1, keys, 3]));
        var seen = Mask.Of([1, queries, keys], [.. Enumerable.Range(0, queries * keys).Select(i => i % keys <= i / keys + keys - queries)]);

        Assert.Equal(Attend.Run(new(1, 1), seen, q, k, k).Output, Attend.Run(new(1, 1, IsCausal: true), null, q, k, k).Output);
    }

    [Fact]
    public void A_query_that_is_no_number_leaves_the_others_alone()
    {
        var x = Seed.Normal<double>([1, 3, 6]);
        var broken = Tensor.Generate<double>(x.Shape, i => i == 1 ? double.NaN : x.Span[i]);
        var (y, other) = (Attend.Run(new(1, 1), null, x).Output, Attend.Run(new(1, 1), null, broken).Output);

        Assert.Equal(y[.., 1..], other[.., 1..]);
        Assert.All(other[.., ..1], static value => Assert.True(double.IsNaN(value)));
    }

    private static long Allocated(int length)
    {
        var x = Seed.Normal<float>([1, length, 48]);
        var form = new AttentionForm(1, 1, IsCausal: true);
        Attend.Run(form, null, x).Back(Tensor.Ones<float>([1, length, 16]));        // the pools of packing fill
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (y, back) = Threads.AtMost(1, () => Attend.Run(form, null, x));
        Threads.AtMost(1, () => back(y));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Compare<T>(int number, double tolerance)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (form, mask, x) = Drawn<T>(number);
        var sizes = AttentionSizes.Of(form, Array.ConvertAll(x, static each => each.Shape), mask);
        var (y, back) = Attend.Run(form, mask, x);
        var expected = new AttentionInOperations<T>(form, sizes, mask, x);
        var dy = Seed.Split("dy").Split(number).Normal<T>(y.Shape);

        Near(expected.Output, y, tolerance);
        var (wanted, found) = (expected.Back(dy), back(dy));
        Assert.Equal(wanted.Length, found.Length);
        for (var i = 0; i < found.Length; i++)
            Near(wanted[i], found[i], 8 * tolerance);
    }

    private static void Near<T>(Tensor<T> expected, Tensor<T> actual, double tolerance)
        where T : struct, IFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Shape, actual.Shape);
        if (expected.Length == 0)
            return;
        var (size, error) = (double.CreateChecked(expected.Abs().Max().Scalar), double.CreateChecked((expected - actual).Abs().Max().Scalar));
        Assert.True(error <= tolerance * Math.Max(1, size), Invariant($"off by {error} of {size}"));
    }

    private static (AttentionForm Form, Mask? Mask, Tensor<T>[] X) Drawn<T>(int number)
        where T : struct, IFloatingPointIeee754<T>
    {
        var key = Seed.Split("case").Split(number);
        var (heads, shared) = One((1, 1), (2, 2), (4, 2), (3, 1));
        var (batch, queries, keys) = (1 + Number("batch", 2), One(1, 3, 17, 64, 97, 130, 200), One(1, 5, 16, 33, 64, 100, 390, 410));
        var (size, value) = (One(1, 2, 7, 8, 32, 33, 64), One(1, 3, 16, 32, 40));
        var operands = 1 + Number("operands", 3);
        if (operands == 1)
            keys = queries;
        Tensor<T>[] x = operands switch
        {
            1 => [Normal("x", queries, (heads + 2 * shared) * size)],
            2 => [Normal("q", queries, heads * size), Normal("kv", keys, 2 * shared * size)],
            _ => [Normal("q", queries, heads * size), Normal("k", keys, shared * size), Normal("v", keys, shared * value)],
        };
        Shape? shape = Number("kind", 5) switch { 0 => [batch, keys], 1 => [batch, queries, keys], 2 => [batch, heads, queries, keys], _ => null };
        var (row, seen) = (key.Split("row"), key.Split("seen"));
        var mask = shape is null ? null : Mask.Of(shape, [.. Enumerable.Range(0, shape.ElementCount).Select(i => row.Uniform(i / keys) > 0.1 && seen.Uniform(i) > 0.3)]);
        return (new(heads, shared, Number("causal", 2) > 0, Number("alibi", 3) == 0), mask, x);

        int Number(string name, int count) => (int)(key.Split(name).Uniform(0) * count);

        V One<V>(params V[] values) => values[Number(string.Join(",", values), values.Length)];

        Tensor<T> Normal(string name, int time, int width) => key.Split(name).Normal<T>([batch, time, width]);
    }
}
