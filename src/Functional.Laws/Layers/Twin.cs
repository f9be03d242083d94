namespace Functional.Laws;

/// <summary>The same layer at <c>float</c>, seen through <c>double</c>: what goes in is a number of both, what comes out was computed at <c>float</c>.</summary>
/// <typeparam name="X">The type of the input, in <c>double</c>.</typeparam>
/// <typeparam name="Y">The type of the output, in <c>double</c>.</typeparam>
/// <param name="Code">The layer at <c>float</c> as C#.</param>
/// <param name="Forward">The layer's forward pass.</param>
public sealed record Twin<X, Y>(string Code, Func<TensorTree<double>, X, Context<double>?, (Y Output, Func<Y, Arguments<double, X>> Pullback)> Forward)
    where X : IVectorSpace<X>
    where Y : IVectorSpace<Y>;

/// <summary>Layers at <c>float</c> for the law that compares them with those at <c>double</c>.</summary>
public static class Twin
{
    /// <summary>A layer between tensors at <c>float</c>.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="code">The layer as C#.</param>
    public static Twin<Tensor<double>, Tensor<double>> Of(Layer<float, Tensor<float>, Tensor<float>> layer, string? code = null) =>
        Of(layer, static x => x.Cast<float>(), static x => x.Cast<double>(), static y => y.Cast<float>(), static y => y.Cast<double>(), code);

    /// <summary>A layer between any types at <c>float</c>, with the ways between the precisions.</summary>
    /// <typeparam name="X">The type of the input, in <c>double</c>.</typeparam>
    /// <typeparam name="Y">The type of the output, in <c>double</c>.</typeparam>
    /// <typeparam name="XSingle">The type of the input, in <c>float</c>.</typeparam>
    /// <typeparam name="YSingle">The type of the output, in <c>float</c>.</typeparam>
    /// <param name="layer">The layer.</param>
    /// <param name="input">Rounds an input.</param>
    /// <param name="inputBack">Widens an input's cotangent.</param>
    /// <param name="output">Rounds an output's cotangent.</param>
    /// <param name="outputBack">Widens an output.</param>
    /// <param name="code">The layer as C#.</param>
    public static Twin<X, Y> Of<X, Y, XSingle, YSingle>(
        Layer<float, XSingle, YSingle> layer, Func<X, XSingle> input, Func<XSingle, X> inputBack, Func<Y, YSingle> output, Func<YSingle, Y> outputBack, string? code = null)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new(code ?? layer.Name, (parameters, x, context) =>
    {
        var (y, back, _) = layer.Forward(parameters.Cast<float>(), input(x), context is null ? null : InSingle(context));
        return (outputBack(y), dy => back(output(dy)) is var cotangents ? new(cotangents.Parameters.Cast<double>(), inputBack(cotangents.Input)) : default);
    });

    private static Context<float> InSingle(Context<double> context) => context.Mode == Mode.Training
        ? Context<float>.Training(context.Key, context.State.Cast<float>())
        : Context<float>.Inference(context.State.Cast<float>());
}
