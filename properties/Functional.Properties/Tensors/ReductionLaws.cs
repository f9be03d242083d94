using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;
using Functional.Properties.Generators;

namespace Functional.Properties.Tensors;

public abstract class ReductionLaws<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private static double Number(T value) => double.CreateChecked(value);

    private static readonly double Epsilon = Number(T.BitIncrement(T.One) - T.One);

    /// <summary>The naive reduction: the elements that fall together, in row-major order, made into one.</summary>
    private static Tensor<T> Reduce(TensorAndAxes<T> some, bool keepAxes, Func<T[], T> ofElements)
    {
        var (x, chosen) = (some.Tensor, some.Chosen);
        var groups = Naive.Indices(x.Shape).ToLookup(index => Key(index), index => Naive.At(x, index));
        Shape kept = [.. x.Shape.Select((size, axis) => chosen[axis] ? 1 : size)];
        var reduced = Naive.Tensor(kept, index => ofElements([.. groups[Key(index)]]));
        return keepAxes ? reduced : reduced.Reshape([.. x.Shape.Where((_, axis) => !chosen[axis])]);

        string Key(int[] index) => string.Join(",", index.Where((_, axis) => !chosen[axis]));
    }

    private static bool HasSomethingToReduce(TensorAndAxes<T> some) => !some.Tensor.Shape.Where((size, axis) => some.Chosen[axis] && size == 0).Any();

    [Law]
    public void Sum_adds_the_elements_that_fall_together(TensorAndAxes<T> some, bool keepAxes) =>
        Assert.Equal(Reduce(some, keepAxes, group => group.Aggregate(T.Zero, (x, y) => x + y)), some.Tensor.Sum(some.Axes.AsSpan(), keepAxes));

    [Law]
    public Property Mean_is_the_sum_divided_by_the_number_of_elements(TensorAndAxes<T> some, bool keepAxes) => Prop.When(
        HasSomethingToReduce(some),
        () => Assert.Equal(
            Reduce(some, keepAxes, group => group.Aggregate(T.Zero, (x, y) => x + y) / T.CreateChecked(group.Length)),
            some.Tensor.Mean(some.Axes.AsSpan(), keepAxes)));

    [Law]
    public Property Max_is_the_largest_of_the_elements_that_fall_together(TensorAndAxes<T> some, bool keepAxes) => Prop.When(
        HasSomethingToReduce(some),
        () => Assert.Equal(Reduce(some, keepAxes, Enumerable.Max), some.Tensor.Max(some.Axes.AsSpan(), keepAxes)));

    /// <summary>
    /// With d = x − max: each d is rounded by u|d| and eᵈ by about two units, the sum of n by n·u, the logarithm by a unit, the last
    /// sum by u|result|: in absolute terms no more than ε·(n + max|d| + 4 + |log Σ| + |result|) together.
    /// </summary>
    [Law]
    public Property LogSumExp_is_the_logarithm_of_the_sum_of_exponentials(TensorAndAxes<T> some, bool keepAxes) => Prop.When(
        HasSomethingToReduce(some),
        () =>
        {
            var count = some.Tensor.Length;
            var expected = Reduce(some, keepAxes, group => T.CreateChecked(double.Log(group.Sum(x => double.Exp(Number(x))))));
            var actual = some.Tensor.LogSumExp(some.Axes.AsSpan(), keepAxes);
            Assert.Equal(expected.Shape, actual.Shape);
            Assert.All(Enumerable.Zip(expected, actual), pair => Assert.InRange(
                Number(pair.Item2 - pair.Item1) / Epsilon, -Bound(pair.Item1), Bound(pair.Item1)));

            double Bound(T result) => count + 8 + 4 + double.Log(count) + (2 * double.Abs(Number(result)));     // |d| ≤ 8; twice for the reference
        });

    [Law]
    public void ArgMax_is_the_first_place_of_the_largest(TensorAndOrder<T> all)
    {
        var x = all.Tensor;
        for (var axis = 0; axis < x.Rank; axis++)
        {
            if (x.Shape[axis] == 0)
                continue;
            var others = x.Shape.With(axis, 1);
            var expected = Naive.Indices(others).Select(index =>
                Enumerable.Range(0, x.Shape[axis]).MaxBy(place => (Naive.At(x, [.. index[..axis], place, .. index[(axis + 1)..]]), -place)));
            Assert.Equal(expected, x.ArgMax(axis));
            Assert.Equal(x.ArgMax(axis).AsEnumerable(), x.ArgMax(axis - x.Rank));
        }
    }

    /// <summary>|error| ≤ (n − 1)·u·Σ|x| whatever the order of the sum (Higham, "Accuracy and Stability", §4.2), to first order; ε = 2u.</summary>
    [Law]
    public Property Sums_of_any_length_are_near_the_exact_one() => Prop.ForAll(
        Gen.Choose(0, 2000).SelectMany(length => TensorGenerators.Of([length], Reals.Between<T>(-1, 1))).ToArbitrary(),
        x => Assert.InRange(Number(x.Sum().Scalar) - x.Sum(Number), -Bound(x), Bound(x)));

    private static double Bound(Tensor<T> x) => x.Length * Epsilon * x.Sum(value => double.Abs(Number(value)));

    [Law]
    public void An_axis_that_does_not_exist_is_refused(Tensor<T> x) =>
        Assert.Contains(x.Shape.ToString(), Assert.Throws<ShapeException>(() => x.Sum([x.Rank])).Message, StringComparison.Ordinal);
}

public sealed class ReductionsOfFloats : ReductionLaws<float>;

public sealed class ReductionsOfDoubles : ReductionLaws<double>;
