using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;
using Point = Functional.Laws.LayerPoint<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Properties.Memory;

/// <summary>
/// A workspace is invisible: the gradients of random networks are bitwise the same in one. The workspaces here are strict: tensors of any size are
/// theirs, and what they have taken back is NaN.
/// </summary>
public sealed class WorkspaceLaws
{
    [Law]
    public Property A_gradient_is_the_same_in_a_workspace() => Law((point, expected) =>
    {
        var workspace = new Workspace(strict: true);
        for (var i = 0; i < 3; i++)
            Assert.Equal(expected, Numbers(workspace.Run(() => Gradient(point))));
    });

    [Law]
    public Property A_gradient_is_the_same_in_workspaces_in_each_other() => Law((point, expected) =>
    {
        var (outer, inner) = (new Workspace(strict: true), new Workspace(strict: true));
        for (var i = 0; i < 2; i++)
        {
            var (first, second) = outer.Run(() =>
            {
                var within = inner.Run(() => Gradient(point));
                outer.Run(() => Gradient(point));
                return (Gradient(point), within);
            });
            Assert.Equal(expected, Numbers(first));
            Assert.Equal(expected, Numbers(second));
        }
    });

    [Law]
    public Property A_gradient_is_the_same_after_a_step_that_threw() => Law((point, expected) =>
    {
        var workspace = new Workspace(strict: true);
        for (var i = 0; i < 2; i++)
        {
            Assert.Throws<TimeoutException>(() => workspace.Run<Pair<TensorTree<double>, Tensor<double>>>(() => Gradient(point) is { } ? throw new TimeoutException() : default));
            Assert.Equal(expected, Numbers(workspace.Run(() => Gradient(point))));
        }
    });

    [Law(30)]
    public Property A_gradient_is_the_same_on_several_threads_with_one_workspace() => Law((point, expected) =>
    {
        var workspace = new Workspace(strict: true);
        System.Threading.Tasks.Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 3 }, _ => Assert.Equal(expected, Numbers(workspace.Run(() => Gradient(point)))));
    });

    [Law]
    public Property Steps_one_after_the_other_are_the_same() => Law((point, _) =>
    {
        Func<TensorTree<double>, TensorTree<double>> step = theta => theta - 0.01 * Gradient(point with { Parameters = theta }).First;
        var expected = Enumerable.Range(0, 3).Aggregate(point.Parameters, (theta, _) => step(theta));

        Assert.Equal(Numbers(expected), Numbers(new Workspace(strict: true).Repeat(point.Parameters, 3, step)));
    });

    private static Property Law(Action<Point, long[]> holds) => Prop.ForAll(Arbitraries.StandardNetworks, each =>
    {
        var point = (each with { Draw = each.Draw.Tame }).ToPoint();
        holds(point, Numbers(Gradient(point)));
    });

    private static Pair<TensorTree<double>, Tensor<double>> Gradient(Point point)
    {
        var (y, back, _) = point.Layer.Forward(point.Parameters, point.Input, point.Context);
        var cotangents = back(y);
        return (cotangents.Parameters, cotangents.Input);
    }

    private static long[] Numbers<V>(V vector)
        where V : IVectorSpace<V> => [.. Enumerable.Range(0, vector.Dimension).Select(i => BitConverter.DoubleToInt64Bits(vector.Coordinate(i)))];
}
