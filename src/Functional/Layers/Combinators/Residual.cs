using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ x + f(x): a layer that learns what to add to its input. Its parameters are those of <paramref name="body"/>.</summary>
    /// <param name="body">The layer f; its output has the shape of its input.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> Residual(Layer<T, Tensor<T>, Tensor<T>> body) => new(new ResidualLink<T>(body));
}

/// <summary>x ↦ x + f(x).</summary>
internal sealed record ResidualLink<T>(Layer<T, Tensor<T>, Tensor<T>> Body) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Residual";

    public override string Code => $"Residual({Body})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var made = Body.InitializeBody(key, input);
        return made.Output == input
            ? made
            : throw new ShapeException($"Residual: the body turns shape {input} into {made.Output}, so that they cannot be added.");
    }

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        var (y, back, state) = Body.Forward(parameters, input, context);
        return new(input + y.Expect(input.Shape, "Residual: the body's output"), Pullback, state);

        Cotangents<T, Tensor<T>> Pullback(Tensor<T> dy)
        {
            var inner = back(dy);
            return new(() => inner.Parameters, () => dy + inner.Input);
        }
    }
}
