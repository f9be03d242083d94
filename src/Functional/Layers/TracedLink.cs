using System.Numerics;

namespace Functional;

/// <summary>A link from a function as it is written. It equals another one of the same functions.</summary>
/// <param name="Named">What it is.</param>
/// <param name="Initializer">Makes θ; null where there are no parameters.</param>
/// <param name="Function">The function of θ and x.</param>
/// <param name="Written">The function that the user wrote: what tells two links apart.</param>
internal sealed record TracedLink<T>(
    string Named, Func<Key, Shape, TensorTree<T>>? Initializer, Func<TensorTree<T>, Tensor<T>, Tensor<T>> Function, Delegate Written) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Named;

    /// <inheritdoc/>
    public bool Equals(TracedLink<T>? other) =>
        other is not null && Label == other.Label && Named == other.Named && Equals(Initializer, other.Initializer) && Equals(Written, other.Written);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Label, Named, Initializer, Written);

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var parameters = Initializer?.Invoke(key, input.Shape) ?? TensorTree<T>.Empty;
        var graph = Graph.Of<Pair<TensorTree<T>, Tensor<T>>, Tensor<T>>(both => Function(both.First, both.Second), (parameters, Tensor.Zeros<T>([1, .. input.Shape])));
        return Initialization<T>.Of(WithoutBatch(graph.Nodes[graph.Outputs[0]].Shape, Named), parameters) with { MultiplyAdds = graph.MultiplyAdds };
    }

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        if (Initializer is null)
            parameters.Only();
        var (y, pass) = Tracing.Pass<Pair<TensorTree<T>, Tensor<T>>, Tensor<T>>(both => Function(both.First, both.Second), (parameters, input));
        return new(y, dy => new TracedCotangents<T, Tensor<T>, Tensor<T>>(pass, dy));
    }

    /// <summary>The shape of a sample in a batch of one.</summary>
    public static Shape WithoutBatch(Shape shape, string name) => shape.Rank > 0 && shape[0] == 1
        ? shape[1..]
        : throw new ShapeException($"{name} made an output of shape {shape} from a batch of one: the first axis should be the batch.");
}

/// <summary>The cotangents of a traced link: one way back for both, each half of it gone when it is asked for.</summary>
internal sealed class TracedCotangents<T, X, Y>(TracedPass<Pair<TensorTree<T>, X>, Y> pass, Y dy) : Cotangents<T, X>
    where T : struct, IFloatingPointIeee754<T>
    where X : IVectorSpace<X>
    where Y : IVectorSpace<Y>
{
    private TapeCotangents? made;

    protected override TensorTree<T> ComputeParameters() => pass.Part(made ??= pass.Begin(dy), pass.Input.First, 0);

    protected override X ComputeInput() => pass.Part(made ??= pass.Begin(dy), pass.Input.Second, TensorShapes.Of(pass.Input.First).Length);
}
