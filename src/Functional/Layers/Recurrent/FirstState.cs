using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ (0, x): a sequence with a first state of zeros for <see cref="Scan{C}(Layer{T, Pair{C, Tensor{T}}, Pair{C, Tensor{T}}})"/>, as many as there are samples.</summary>
    /// <typeparam name="C">The type of the state: a tensor, or pairs.</typeparam>
    /// <param name="state">The shape of one sample's state.</param>
    public static Layer<T, Tensor<T>, Pair<C, Tensor<T>>> ZeroState<C>(Shapes state)
        where C : IVectorSpace<C> => new(new ZeroStateLink<T, C>(state));

    /// <summary>
    /// x ↦ (s, x): a sequence with a first state that is learnt, the same for all samples, for <see cref="Scan{C}(Layer{T, Pair{C, Tensor{T}}, Pair{C, Tensor{T}}})"/>. Parameter <c>state</c>, zero at first.
    /// </summary>
    /// <typeparam name="C">The type of the state: a tensor, or pairs.</typeparam>
    /// <param name="state">The shape of one sample's state.</param>
    public static Layer<T, Tensor<T>, Pair<C, Tensor<T>>> LearntState<C>(Shapes state)
        where C : IVectorSpace<C> => new(new LearntStateLink<T, C>(state));
}

/// <summary>A first state of zeros beside a sequence.</summary>
internal sealed record ZeroStateLink<T, C>(Shapes State) : PureLink<T, Tensor<T>, Pair<C, Tensor<T>>>
    where T : struct, IFloatingPointIeee754<T>
    where C : IVectorSpace<C>
{
    public override string Name => "ZeroState";

    public override string Code => $"ZeroState<{CSharpName.Of<C>()}>({State.Code})";

    protected override Shapes Infer(Shapes input) => Shapes.Pair(State, input.Shape);

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Pair<C, Tensor<T>> Output, Func<Pair<C, Tensor<T>>, Tensor<T>> Pullback) Apply(Tensor<T> input)
    {
        SampleAxis.Sample(input.Shape, Name);
        return ((TreeForm<T, C>.From(State.Tree(shape => Tensor.Zeros<T>(input.Shape[..1].Then(shape)))), input), static d => d.Second);
    }
}

/// <summary>A learnt first state beside a sequence.</summary>
internal sealed record LearntStateLink<T, C>(Shapes State) : Link<T, Tensor<T>, Pair<C, Tensor<T>>>
    where T : struct, IFloatingPointIeee754<T>
    where C : IVectorSpace<C>
{
    public override string Name => "LearntState";

    public override string Code => $"LearntState<{CSharpName.Of<C>()}>({State.Code})";

    public override Initialization<T> Initialize(Key key, Shapes input) =>
        Initialization<T>.Of(Shapes.Pair(State, input.Shape), TensorTree<T>.Of(("state", State.Tree(static shape => Tensor.Zeros<T>(shape)))));

    public override Evaluation<T, Tensor<T>, Pair<C, Tensor<T>>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        SampleAxis.Sample(input.Shape, Name);
        var state = parameters.Only("state").Child("state").ExpectLike(State.Tree(static shape => Tensor.Zeros<T>(shape)));
        var repeated = state.Map(leaf => Tensor.Zeros<T>(input.Shape[..1].Then(leaf.Shape)) + leaf);
        return new((TreeForm<T, C>.From(repeated), input), static d => new(
            () => TensorTree<T>.Of(("state", TreeForm<T, C>.Of(d.First).Map(static leaf => leaf.Sum([0])))),
            () => d.Second));
    }
}
