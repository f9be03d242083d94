using System.Numerics;

namespace Functional;

/// <summary>A link that is a composition of others, which follows from its settings and from how many features its input has. Its parameters are theirs.</summary>
internal abstract record ComposedLink<T, X, Y> : Link<T, X, Y>
    where T : struct, IFloatingPointIeee754<T>
{
    private Composition? remembered;

    /// <summary>The composition for inputs of so many features.</summary>
    /// <exception cref="ShapeException">There is none.</exception>
    protected abstract Layer<T, X, Y> Compose(int features);

    /// <summary>How many features an input has, of which the shape of one sample is given.</summary>
    protected abstract int FeaturesOf(Shapes input);

    /// <summary>How many features an input has.</summary>
    protected abstract int FeaturesOf(X input);

    public sealed override Initialization<T> Initialize(Key key, Shapes input) => Body(FeaturesOf(input)).InitializeBody(key, input);

    public sealed override Evaluation<T, X, Y> Apply(TensorTree<T> parameters, X input, Context<T> context) =>
        Body(FeaturesOf(input)).Forward(parameters, input, context);

    /// <inheritdoc/>
    public virtual bool Equals(ComposedLink<T, X, Y>? other) => base.Equals(other);      // what was composed follows from the settings

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <summary>The composition is remembered, for its links are joined once.</summary>
    private Layer<T, X, Y> Body(int features)
    {
        if (Volatile.Read(ref remembered) is { } known && known.Features == features)
            return known.Body;
        var made = new Composition(features, Compose(features));
        Volatile.Write(ref remembered, made);
        return made.Body;
    }

    private sealed class Composition(int features, Layer<T, X, Y> body)
    {
        public int Features => features;

        public Layer<T, X, Y> Body => body;
    }
}

/// <summary>A composition between tensors.</summary>
internal abstract record ComposedLink<T> : ComposedLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    protected sealed override int FeaturesOf(Shapes input) => Layers<T>.Features(input.Shape, Name);

    protected sealed override int FeaturesOf(Tensor<T> input) => Layers<T>.Features(input.Shape, Name);
}
