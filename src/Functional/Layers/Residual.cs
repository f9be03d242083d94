namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ x + f(x): a layer that learns what to add to its input. Its parameters are those of <paramref name="body"/>.</summary>
    /// <param name="body">The layer f; its output has the shape of its input.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> Residual(Layer<T, Tensor<T>, Tensor<T>> body) => new(
        "Residual",
        (key, input) =>
        {
            var made = body.Initialize(key, input);
            return made.Output == input
                ? made with { Parts = made.Parts.IsEmpty ? [(body.Label ?? "body", made with { Name = body.Name })] : made.Parts }
                : throw new ShapeException($"Residual: the body turns shape {input} into {made.Output}, so that they cannot be added.");
        },
        (parameters, x, context) =>
        {
            var (y, back, statistics) = body.Forward(parameters, x, context);
            return new(x + y.Expect(x.Shape, "Residual: the body's output"), Pullback, statistics);

            Cotangents<T, Tensor<T>> Pullback(Tensor<T> dy)
            {
                var inner = back(dy);
                return new(() => inner.Parameters, () => dy + inner.Input);
            }
        })
    {
        NeedsContext = body.NeedsContext,
    };
}
