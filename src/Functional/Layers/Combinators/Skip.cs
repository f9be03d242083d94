using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// x ↦ [x, f(x)]: the input beside what a layer makes of it, along the last axis, <c>[batch, …, a]</c> to <c>[batch, …, a + b]</c>. Its parameters
    /// are those of <paramref name="body"/>. Huang et al., "Densely connected convolutional networks", CVPR 2017.
    /// </summary>
    /// <param name="body">The layer f; its output differs from its input in the last axis at most.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> Skip(Layer<T, Tensor<T>, Tensor<T>> body) => new(new SkipLink<T>(body));
}

/// <summary>x ↦ [x, f(x)].</summary>
internal sealed record SkipLink<T>(Layer<T, Tensor<T>, Tensor<T>> Body) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Skip";

    public override string Code => $"Skip({Body})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var made = Body.InitializeBody(key, input);
        return made with { Output = ConcatenateLink<T>.Beside("Skip", input.Shape, made.Output.Shape) };
    }

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        var (y, back, state) = Body.Forward(parameters, input, context);
        var (own, added) = (input.Shape[^1], y.Shape[^1]);
        return new(Tensor.Concatenate(-1, input, y), Pullback, state);

        Cotangents<T, Tensor<T>> Pullback(Tensor<T> d)
        {
            var parts = d.Split(-1, own, added);
            var inner = back(parts[1]);
            return new(() => inner.Parameters, () => parts[0] + inner.Input);
        }
    }
}
