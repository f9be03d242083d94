namespace Functional;

/// <summary>Gradient checks of layers.</summary>
public static class LayerGradientCheck
{
    /// <summary>Checks a layer's pullback against finite differences at a point: its parameters and its input, each by itself.</summary>
    /// <typeparam name="X">The type of the input, in <c>double</c>.</typeparam>
    /// <typeparam name="Y">The type of the output, in <c>double</c>.</typeparam>
    /// <param name="layer">The layer.</param>
    /// <param name="parameters">Its parameters; better random ones than a start with zeros and ones.</param>
    /// <param name="input">A batch of inputs.</param>
    /// <param name="context">Mode, key and state, if the layer needs them.</param>
    /// <param name="key">The random key of the directions; a fixed one when none is given.</param>
    /// <param name="directions">How many random directions to look along, whatever the size; see <see cref="GradientCheck.Of"/>.</param>
    /// <exception cref="ArgumentException">The output at the point is not finite.</exception>
    /// <example><code>
    /// var layer = Dense(3);
    /// Console.WriteLine(layer.CheckGradients(layer.Start(key, [5]).Parameters, key.Normal&lt;double&gt;([2, 5])));
    /// </code></example>
    public static GradientReport CheckGradients<X, Y>(
        this Layer<double, X, Y> layer, TensorTree<double> parameters, X input, Context<double>? context = null, Key key = default,
        int? directions = null)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        var byInput = GradientCheck.Of(layer.At(parameters, context), input, key.Split("input"), "input", directions);
        return parameters.IsEmpty
            ? byInput
            : new([.. GradientCheck.Of(layer.On(input, context), parameters, key.Split("parameters"), "parameters", directions).Arguments, .. byInput.Arguments]);
    }

    /// <summary>
    /// Checks the pullback of a layer in <c>float</c> at a point: its parameters and its input, each by itself. Differences of <c>float</c>s say too little,
    /// so it is held to the pullback that follows from the operations of the forward pass; how far both may be apart is what rounding explains.
    /// </summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="layer">The layer.</param>
    /// <param name="parameters">Its parameters; better random ones than a start with zeros and ones.</param>
    /// <param name="input">A batch of inputs.</param>
    /// <param name="context">Mode, key and state, if the layer needs them.</param>
    /// <param name="key">The random key of the directions; a fixed one when none is given.</param>
    /// <param name="directions">How many random combinations of outputs to look at, whatever the size; see <see cref="GradientCheck.Of"/>.</param>
    /// <exception cref="ArgumentException">The output at the point is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of directions is below 1.</exception>
    /// <exception cref="TraceException">The layer reads numbers, so that nothing follows from its operations: check it in <c>double</c>.</exception>
    /// <example><code>
    /// var layer = Dense(3);
    /// Console.WriteLine(layer.CheckGradients(layer.Start(key, [5]).Parameters, key.Normal&lt;float&gt;([2, 5])));
    /// </code></example>
    public static GradientReport CheckGradients<X, Y>(
        this Layer<float, X, Y> layer, TensorTree<float> parameters, X input, Context<float>? context = null, Key key = default, int? directions = null)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        GradientCheck.ExpectDirections(directions);
        var byInput = new TracedCheck<X, Y>(layer.At(parameters, context), input, "input", UnitOf.Single).Report(key.Split("input"), directions);
        return parameters.IsEmpty
            ? new([byInput])
            : new([new TracedCheck<TensorTree<float>, Y>(layer.On(input, context), parameters, "parameters", UnitOf.Single).Report(key.Split("parameters"), directions), byInput]);
    }
}
