using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;
using Functional.Properties.Generators;

namespace Functional.Properties.Tensors;

public abstract class RearrangementLaws<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private static readonly Arbitrary<CutTensor<T>> Cut = CutTensor<T>.Any;

    [Law]
    public void Permute_moves_axis_order_i_to_axis_i(TensorAndOrder<T> all)
    {
        var (x, order) = all;
        var permuted = x.Permute(order.AsSpan());
        Naive.SameBits(
            Naive.Tensor([.. order.Select(axis => x.Shape[axis])], index => Naive.At(x, [.. order.Select((_, axis) => index[order.IndexOf(axis)])])),
            permuted);
    }

    [Law]
    public void Permute_is_undone_by_the_inverse_order(TensorAndOrder<T> all)
    {
        int[] inverse = [.. Enumerable.Range(0, all.Order.Length).Select(axis => all.Order.IndexOf(axis))];
        Naive.SameBits(all.Tensor, all.Tensor.Permute(all.Order.AsSpan()).Permute(inverse));
    }

    [Law]
    public Property Transpose_exchanges_the_last_two_places_of_each_index() => Prop.ForAll(
        Arbitraries.ShapesOf(2, 4).SelectMany(static shape => TensorGenerators.Of(shape, Reals.Round<T>())).ToArbitrary(),
        static x => Naive.SameBits(
            Naive.Tensor(x.Shape[..^2].Then([x.Shape[^1], x.Shape[^2]]), index => Naive.At(x, [.. index[..^2], index[^1], index[^2]])),
            x.Transpose()));

    [Law]
    public Property Large_matrices_are_transposed_across_tiles() => Prop.ForAll(
        Gen.Choose(14, 35).Two().ToArbitrary(),
        sizes =>
        {
            var x = Tensor.Generate([sizes.Item1, sizes.Item2], (int place) => T.CreateChecked(place));
            Naive.SameBits(Naive.Tensor([sizes.Item2, sizes.Item1], index => Naive.At(x, index[1], index[0])), x.Transpose());
        });

    [Law]
    public void Reshape_keeps_the_elements_in_order(TensorAndOrder<T> all)
    {
        var reshaped = all.Tensor.Reshape(Shape.Create([.. all.Order.Select(axis => all.Tensor.Shape[axis])]));
        Assert.Equal(all.Tensor.Span.ToArray(), reshaped.Span.ToArray());
        Naive.SameBits(all.Tensor, reshaped.Reshape(all.Tensor.Shape));
    }

    [Law]
    public Property Reshape_finds_the_size_that_is_left_over(Tensor<T> x) => Prop.When(x.Length > 0, () =>
    {
        for (var axis = 0; axis < x.Rank; axis++)
        {
            var sizes = x.Shape.ToArray();
            sizes[axis] = -1;
            Assert.Equal(x.Shape, x.Reshape(sizes).Shape);
        }
    });

    [Law]
    public Property Slice_takes_the_places_from_its_start() => Prop.ForAll(Cut, cut =>
    {
        for (int i = 0, start = 0; i < cut.Sizes.Length; start += cut.Sizes[i++])
        {
            var from = start;
            var expected = Naive.Tensor(cut.Tensor.Shape.With(cut.Axis, cut.Sizes[i]), index =>
                Naive.At(cut.Tensor, [.. index.Select((place, axis) => axis == cut.Axis ? place + from : place)]));
            Naive.SameBits(expected, cut.Tensor.Slice(cut.Axis, start, cut.Sizes[i]));
            Range[] ranges = [.. Enumerable.Repeat(Range.All, cut.Axis), from..(from + cut.Sizes[i])];
            Naive.SameBits(expected, cut.Tensor[ranges]);
        }
    });

    [Law]
    public Property Concatenate_undoes_split() => Prop.ForAll(Cut, cut =>
    {
        var parts = cut.Tensor.Split(cut.Axis, cut.Sizes.AsSpan());
        Assert.Equal(cut.Sizes, parts.Select(part => part.Shape[cut.Axis]));
        Naive.SameBits(cut.Tensor, Tensor.Concatenate(cut.Axis, parts));
        Naive.SameBits(cut.Tensor, Tensor.Concatenate(cut.Axis - cut.Tensor.Rank, parts));
    });

    [Law]
    public void Stack_puts_each_part_at_its_place_of_the_new_axis(Tensor<T> x)
    {
        for (var axis = 0; axis <= x.Rank; axis++)
        {
            var stacked = Tensor.Stack(axis, x, -x, x + T.One);
            Assert.Equal([.. x.Shape[..axis], 3, .. x.Shape[axis..]], stacked.Shape);
            Naive.SameBits(-x, stacked.Slice(axis, 1, 1).Reshape(x.Shape));
            Naive.SameBits(x + T.One, stacked.Slice(axis, 2, 1).Reshape(x.Shape));
        }
    }

    [Law]
    public Property TakeRows_takes_each_place_in_turn() => Prop.ForAll(
        (from inner in Arbitraries.ShapesOf(0, 3)
         from count in Gen.Choose(1, 5)
         from x in TensorGenerators.Of(Shape.Create(count).Then(inner), Reals.Round<T>())
         from rows in Gen.Choose(0, count - 1).ArrayOf()
         select (x, rows)).ToArbitrary(),
        static some => Naive.SameBits(
            Naive.Tensor(some.x.Shape.With(0, some.rows.Length), index => Naive.At(some.x, [some.rows[index[0]], .. index[1..]])),
            some.x.TakeRows(some.rows)));
}

public sealed class RearrangementsOfFloats : RearrangementLaws<float>;

public sealed class RearrangementsOfDoubles : RearrangementLaws<double>;
