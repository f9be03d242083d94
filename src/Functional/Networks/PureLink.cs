using System.Numerics;

namespace Functional;

/// <summary>A link without parameters, mode, key and state: a rule for shapes and a differentiable function.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="X">The type of the input.</typeparam>
/// <typeparam name="Y">The type of the output.</typeparam>
/// <example><code>
/// public sealed record Square&lt;T&gt; : PureLink&lt;T, Tensor&lt;T&gt;, Tensor&lt;T&gt;&gt; where T : struct, IFloatingPointIeee754&lt;T&gt;
/// {
///     public override string Name =&gt; "Square";
///
///     protected override Shapes Infer(Shapes input) =&gt; input;
///
///     protected override (Tensor&lt;T&gt;, Func&lt;Tensor&lt;T&gt;, Tensor&lt;T&gt;&gt;) Apply(Tensor&lt;T&gt; x) =&gt; (x * x, dy =&gt; (x + x) * dy);
/// }
/// </code></example>
public abstract record PureLink<T, X, Y> : Link<T, X, Y>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Infers the shape of one sample of the output.</summary>
    /// <param name="input">The shape of one sample of the input.</param>
    /// <exception cref="ArgumentException">The input does not fit; the message says how.</exception>
    protected abstract Shapes Infer(Shapes input);

    /// <summary>The multiply-adds of a forward pass for one sample; they are unknown where a link does not say.</summary>
    /// <param name="input">The shape of one sample of the input.</param>
    protected virtual MultiplyAdds MultiplyAddsOf(Shapes input) => default;

    /// <summary>Computes the output, and returns the way back.</summary>
    /// <param name="input">A batch of inputs.</param>
    protected abstract (Y Output, Func<Y, X> Pullback) Apply(X input);

    /// <inheritdoc/>
    public sealed override Initialization<T> Initialize(Key key, Shapes input) => Initialization<T>.Of(Infer(input)) with
    {
        MultiplyAdds = MultiplyAddsOf(input),
    };

    /// <inheritdoc/>
    public sealed override Evaluation<T, X, Y> Apply(TensorTree<T> parameters, X input, Context<T> context)
    {
        parameters.Only();
        var (y, back) = Apply(input);
        return new(y, dy => new PureCotangents<T, X, Y>(back, dy));
    }
}

/// <summary>A pure link from two functions. It equals another one of the same functions.</summary>
internal sealed record PureFunctionLink<T, X, Y>(
    string Named, Func<Shapes, Shapes> Output, Differentiable<X, Y> Function, Func<Shapes, MultiplyAdds>? Count) : PureLink<T, X, Y>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Named;

    protected override Shapes Infer(Shapes input) => Output(input);

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => Count?.Invoke(input) ?? default;

    protected override (Y Output, Func<Y, X> Pullback) Apply(X input) => Function(input);
}
