using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// (x, u) ↦ (x + f(x, u), u): a layer that learns what to add to its input, with something beside it that is passed on, such as a mask or a memory. Its
    /// parameters are those of <paramref name="body"/>.
    /// </summary>
    /// <typeparam name="U">The type of what is passed on.</typeparam>
    /// <param name="body">The layer f; its output has the shape of x.</param>
    public static Layer<T, Pair<Tensor<T>, U>, Pair<Tensor<T>, U>> ResidualWith<U>(Layer<T, Pair<Tensor<T>, U>, Tensor<T>> body)
        where U : IVectorSpace<U> => new(new ResidualWithLink<T, U>(body));
}

/// <summary>(x, u) ↦ (x + f(x, u), u).</summary>
internal sealed record ResidualWithLink<T, U>(Layer<T, Pair<Tensor<T>, U>, Tensor<T>> Body) : Link<T, Pair<Tensor<T>, U>, Pair<Tensor<T>, U>>
    where T : struct, IFloatingPointIeee754<T>
    where U : IVectorSpace<U>
{
    public override string Name => "ResidualWith";

    public override string Code => $"ResidualWith({Body})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var made = Body.InitializeBody(key, input);
        return made.Output == input.Both.First
            ? made with { Output = input }
            : throw new ShapeException($"ResidualWith: the body turns shape {input.Both.First} into {made.Output}, so that they cannot be added.");
    }

    public override Evaluation<T, Pair<Tensor<T>, U>, Pair<Tensor<T>, U>> Apply(TensorTree<T> parameters, Pair<Tensor<T>, U> input, Context<T> context)
    {
        var (y, back, state) = Body.Forward(parameters, input, context);
        return new((input.First + y.Expect(input.First.Shape, "ResidualWith: the body's output"), input.Second), Pullback, state);

        Cotangents<T, Pair<Tensor<T>, U>> Pullback(Pair<Tensor<T>, U> d)
        {
            var inner = back(d.First);
            return new(() => inner.Parameters, () => inner.Input is var (x, u) ? (d.First + x, d.Second.Plus(u)) : default);
        }
    }
}
