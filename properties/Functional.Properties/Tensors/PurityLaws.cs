using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;
using Functional.Properties.Generators;

namespace Functional.Properties.Tensors;

public abstract class PurityLaws<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private static readonly Arbitrary<(Tensor<T> X, Tensor<T> Y)> Pairs = (
        from size in Gen.Choose(1, 20)
        from x in TensorGenerators.Of([size, size], Reals.Between<T>(0.1, 3))
        from y in TensorGenerators.Of([size, size], Reals.Between<T>(0.1, 3))
        select (x, y)).ToArbitrary();

    [Law(30)]
    public Property No_operation_changes_its_operands() => Prop.ForAll(Pairs, pair =>
    {
        var (x, y) = (pair.X.Span.ToArray(), pair.Y.Span.ToArray());
        foreach (var (name, apply) in Operations.All<T>())
        {
            apply(pair.X, pair.Y);
            Assert.True(pair.X.Span.SequenceEqual(x), $"{name} changed its left operand.");
            Assert.True(pair.Y.Span.SequenceEqual(y), $"{name} changed its right operand.");
        }
    });

    [Law(30)]
    public Property Every_operation_gives_the_same_bits_again() => Prop.ForAll(Pairs, pair =>
    {
        foreach (var (_, apply) in Operations.All<T>())
            Naive.SameBits(apply(pair.X, pair.Y), apply(pair.X, pair.Y));
    });

    /// <summary>
    /// Where a kernel begins at the first aligned address, or computes a whole vector in another way because of one number in it, neighbours and places
    /// would be seen: some of these numbers are at the edges of the range of exponents.
    /// </summary>
    [Law(30)]
    public Property Every_operation_gives_the_same_bits_wherever_its_operands_lie() => Prop.ForAll(
        Gen.Choose(1, 20).SelectMany(static size => TensorGenerators.Of([size, size], AtTheEdges).Two()).ToArbitrary(),
        pair =>
        {
            foreach (var (_, apply) in Operations.All<T>())
            {
                var here = apply(pair.Item1, pair.Item2);
                for (var place = 1; place <= 4; place++)
                {
                    Naive.SameBits(here, apply(Tensor.Create<T>(pair.Item1.Shape, pair.Item1.Span), Tensor.Create<T>(pair.Item2.Shape, pair.Item2.Span)));
                    GC.KeepAlive(new byte[8 * place]);
                }
            }
        });

    private static readonly Gen<T> AtTheEdges = Gen.OneOf(
        Reals.Between<T>(-3, 3),
        Gen.Elements(0, -0.0, 1e-45, -1e-310, 1e-38, 88.5, -103.5, 400, -400, 709.5, -745, 3e38, -1e300).Select(T.CreateChecked));

    /// <summary>Kernels that lend each other buffers would mix up results here.</summary>
    [Law(10)]
    public Property Several_threads_at_once_give_the_same_bits() => Prop.ForAll(Pairs, pair =>
    {
        var alone = Results();
        var together = new Tensor<T>[8][];
        Task.WaitAll(Enumerable.Range(0, together.Length).Select(i =>
            Task.Factory.StartNew(() => together[i] = Results(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        foreach (var results in together)
            foreach (var (expected, actual) in alone.Zip(results))
                Naive.SameBits(expected, actual);

        Tensor<T>[] Results() => [.. Operations.All<T>().Select(operation => operation.Apply(pair.X, pair.Y))];
    });

    /// <summary>Large products run long enough for threads to meet in them.</summary>
    [Fact]
    public void Several_threads_multiply_large_matrices_to_the_same_bits()
    {
        var x = Tensor.Generate([150, 300], (int place) => T.CreateChecked(double.Sin(place)));
        var expected = x.MatMul(x, Transposed.Right);
        var results = new Tensor<T>[32];
        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => results[i] = x.MatMul(x, Transposed.Right));
        Assert.All(results, result => Naive.SameBits(expected, result));
    }
}

public sealed class PurityOfFloats : PurityLaws<float>;

public sealed class PurityOfDoubles : PurityLaws<double>;
