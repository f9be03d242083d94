using System.Numerics;

namespace Functional;

// Jacobians written out: a product with each unit vector, from the side where there are fewer.
public static partial class Differentiable
{
    /// <summary>
    /// x ↦ ∂y/∂x: each tensor of x, <c>[x…]</c>, is replaced by its derivatives <c>[y…, x…]</c>. Of a function of one tensor that is one tensor, of a function
    /// of a tree a tree. It is computed row by row or column by column, whichever are fewer.
    /// </summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="T">The element type of the output.</typeparam>
    /// <param name="function">The function f, traced, or with a pullback that is written with operations on tensors.</param>
    /// <example><code>
    /// var jacobian = Differentiable.Trace((Tensor&lt;double&gt; x) => x * x).Jacobian()([1, 2]);       // [[2, 0], [0, 4]]
    /// </code></example>
    public static Func<X, X> Jacobian<X, T>(this Differentiable<X, Tensor<T>> function)
        where X : IVectorSpace<X>
        where T : struct, IFloatingPointIeee754<T> => x =>
    {
        var (y, back) = function(x);
        return y.Length <= x.Dimension ? ByRows(x, y.Shape, back) : ByColumns(x, y.Shape, Tracing.Transpose(back, y, Tracing.Direction));
    };

    private static X ByRows<X, T>(X x, Shape output, Func<Tensor<T>, X> back)
        where X : IVectorSpace<X>
        where T : struct, IFloatingPointIeee754<T>
    {
        var rows = new TensorList[output.ElementCount];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = TensorList.Of(back(UnitTensor<T>(output, i)));
        return x.WithTensors(new StackedRows(rows, output));
    }

    private static X ByColumns<X, T>(X x, Shape output, Func<X, Tensor<T>> derivative)
        where X : IVectorSpace<X>
        where T : struct, IFloatingPointIeee754<T>
    {
        var zero = x.Zero;
        var columns = new Tensor<T>[x.Dimension];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = derivative(zero.WithCoordinates(at => at == i ? 1 : 0));
        return x.WithTensors(new StackedColumns<T>(columns, output));
    }

    private static Tensor<T> UnitTensor<T>(Shape shape, int index)
        where T : struct, IFloatingPointIeee754<T> => Tensor.Generate(shape, i => i == index ? T.One : T.Zero);

    /// <summary>The k-th tensors of all rows, one on the other.</summary>
    private sealed class StackedRows(TensorList[] rows, Shape output) : ITensorMap
    {
        private int at;

        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, IFloatingPointIeee754<T>
        {
            var k = at++;
            var shape = output.Then(tensor.Shape);
            return rows.Length == 0 ? Tensor.Zeros<T>(shape) : Tensor.Stack<T>(Array.ConvertAll(rows, row => row.At<T>(k))).Reshape(shape);
        }
    }

    /// <summary>The derivatives by the elements of each tensor, side by side.</summary>
    private sealed class StackedColumns<U>(Tensor<U>[] columns, Shape output) : ITensorMap
        where U : struct, IFloatingPointIeee754<U>
    {
        private int at;

        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, IFloatingPointIeee754<T>
        {
            var own = columns[at..(at += tensor.Length)];
            var shape = output.Then(tensor.Shape);
            if (own.Length == 0)
                return Tensor.Zeros<T>(shape);
            var stacked = Tensor.Stack<U>(output.Rank, own).Reshape(shape);
            return stacked as Tensor<T> ?? stacked.Cast<T>();
        }
    }
}
