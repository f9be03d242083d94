using System.Numerics;

namespace Functional;

/// <summary>
/// A dense layer and the activation after it as one link of a chain: the activation is computed where the sums lie, which nobody else has seen, and
/// the way back remembers the output alone. Outputs, gradients and errors are those of the two links.
/// </summary>
internal sealed class ActivatedDense<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly (string Label, string Name, DenseForward<T> Forward) dense;
    private readonly (string Label, string Name, Pointwise<T> Function) activation;

    private ActivatedDense((string, string, DenseForward<T>) dense, (string, string, Pointwise<T>) activation) =>
        (this.dense, this.activation) = (dense, activation);

    /// <summary>The forward pass of both links as one, if they are a dense layer and an activation that can be computed in place.</summary>
    public static Forward<T, Tensor<T>, Tensor<T>>? Join(Placed<T, Tensor<T>, Tensor<T>> first, Placed<T, Tensor<T>, Tensor<T>> second) =>
        first.Single is { Forward.Target: DenseForward<T> dense } before && second.Single is { Forward.Target: Pointwise<T> activation } after
            ? new ActivatedDense<T>((first.Names[0].Label, before.Name, dense), (second.Names[0].Label, after.Name, activation)).Run
            : null;

    private Evaluation<T, Tensor<T>, Tensor<T>> Run(Parameters<T> parameters, Tensor<T> x, Context<T>? context)
    {
        DensePass<T> pass;
        Tensor<T> y;
        try
        {
            pass = dense.Forward.Begin(parameters.Child(dense.Label), x);
            y = pass.Output(activation.Function);
        }
        catch (ArgumentException problem)
        {
            throw LayerException.Within(dense.Label, dense.Name, problem);
        }
        try
        {
            parameters.Child(activation.Label).Only();
        }
        catch (ArgumentException problem)
        {
            throw LayerException.Within(activation.Label, activation.Name, problem);
        }
        return new(y, dy => new(new Back(this, pass, y, dy)), Parameters<T>.Empty);
    }

    private sealed class Back(ActivatedDense<T> link, DensePass<T> pass, Tensor<T> y, Tensor<T> dy) : ICotangents<T, Tensor<T>>
    {
        private Tensor<T>? dsums;

        public Parameters<T> Parameters() => Functional.Parameters<T>.Of((link.dense.Label, pass.ParametersFrom(Sums())));

        public Tensor<T> Input() => pass.InputFrom(Sums());

        /// <summary>The cotangent between the dense layer and the activation.</summary>
        private Tensor<T> Sums()
        {
            var (label, name, function) = link.activation;
            try
            {
                return dsums ??= function.Back(function.Expect(dy, y.Shape), y);
            }
            catch (ArgumentException problem)
            {
                throw LayerException.Within(label, name, problem);
            }
        }
    }
}
