using System.Numerics;

namespace Functional;

/// <summary>
/// A layer that normalises within each sample, whatever the mode: what mean and variance are taken over, and what scales and shifts are of, is all in which
/// its kinds differ.
/// </summary>
/// <param name="Small">ε, as the element type holds it.</param>
internal abstract record NormalizationLink<T>(T Small) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Whether the mean is subtracted.</summary>
    protected virtual bool Centred => true;

    /// <summary>Whether there are scales.</summary>
    protected abstract bool Scales { get; }

    /// <summary>Whether there are shifts: not without scales.</summary>
    protected virtual bool Shifts => Scales;

    /// <summary>The shape of scales and shifts.</summary>
    /// <param name="shape">The shape of a sample.</param>
    /// <exception cref="ShapeException">It does not fit.</exception>
    protected abstract Shape ScaleOf(Shape shape);

    /// <summary>A batch as <c>[outer, rows, groups, width]</c>: there is a mean for each place on the first axis and each group.</summary>
    /// <param name="batch">The shape of a batch, which fits.</param>
    protected abstract Shape Seen(Shape batch);

    /// <inheritdoc/>
    public sealed override Initialization<T> Initialize(Key key, Shapes input)
    {
        var shape = ScaleOf(input.Shape);
        var parameters = !Scales ? TensorTree<T>.Empty
            : !Shifts ? TensorTree<T>.Of(("scale", Tensor.Ones<T>(shape)))
            : TensorTree<T>.Of(("scale", Tensor.Ones<T>(shape)), ("shift", Tensor.Zeros<T>(shape)));
        return Initialization<T>.Of(input, parameters) with { MultiplyAdds = 0 };
    }

    /// <inheritdoc/>
    public sealed override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        var shape = input.Shape;
        var parameter = ScaleOf(shape.Rank > 0 ? shape[1..] : throw new ShapeException($"{Name}: a batch has at least one axis, got a number."));
        parameters.Only(!Scales ? [] : !Shifts ? ["scale"] : ["scale", "shift"]);
        var (y, back) = Normalization<T>.Of(
            input, Seen(shape), Scales ? parameters.Leaf("scale", parameter) : null, Shifts ? parameters.Leaf("shift", parameter) : null, Small, Centred);
        return new(y, Pullback(shape, Name, back, Scales, Shifts));
    }

    private static Func<Tensor<T>, Cotangents<T, Tensor<T>>> Pullback(
        Shape shape, string name, Func<Tensor<T>, NormalizationCotangents<T>> back, bool scales, bool shifts) =>
        dy => new NormalizationLinkCotangents<T>(back(dy.Expect(shape, $"{name}: the cotangent")), scales, shifts);
}

/// <summary>The cotangents of a layer that normalises.</summary>
internal sealed class NormalizationLinkCotangents<T>(NormalizationCotangents<T> all, bool scales, bool shifts) : Cotangents<T, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    protected override TensorTree<T> ComputeParameters()
    {
        if (!scales)
            return TensorTree<T>.Empty;
        var (scale, shift) = all.Parameters();
        return shifts ? TensorTree<T>.Of(("scale", scale), ("shift", shift)) : TensorTree<T>.Of(("scale", scale));
    }

    protected override Tensor<T> ComputeInput() => all.Input;
}
