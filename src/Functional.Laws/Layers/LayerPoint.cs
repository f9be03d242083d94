using System.Numerics;
using System.Text;

namespace Functional.Laws;

/// <summary>A layer at a point: with parameters, an input, and a context where it needs one. Laws of layers are about this.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="X">The type of the input.</typeparam>
/// <typeparam name="Y">The type of the output.</typeparam>
/// <param name="Layer">The layer.</param>
/// <param name="Parameters">Its parameters θ.</param>
/// <param name="Input">A batch of inputs x.</param>
/// <param name="Context">Mode, key and statistics, if the layer needs them.</param>
/// <param name="Key">The key of cotangents and directions.</param>
public sealed record LayerPoint<T, X, Y>(Layer<T, X, Y> Layer, TensorTree<T> Parameters, X Input, Context<T>? Context = null, Key Key = default)
    where T : struct, IFloatingPointIeee754<T>
    where X : IVectorSpace<X>
    where Y : IVectorSpace<Y>
{
    private const int LongestLiteral = 64;

    /// <summary>The layer as C#; null for a layer of which only the name is known.</summary>
    public string? Code { get; init; }

    /// <summary>The shape of one sample of the input; null where it is not known.</summary>
    public Shapes? Sample { get; init; }

    /// <summary>The same layer at <c>float</c>, if there is one beside a layer in <c>double</c>.</summary>
    public Twin<X, Y>? Twin { get; init; }

    /// <summary>Whether the layer's output for one sample depends on the other samples of its batch.</summary>
    public bool MixesSamples { get; init; }

    /// <summary>The layer as a function of θ and x together.</summary>
    public Point<Arguments<T, X>, Y> Joint => new(
        arguments =>
        {
            var (y, back, _) = Layer.Forward(arguments.Parameters, arguments.Input, Context);
            return (y, dy => back(dy) is var cotangents ? new(cotangents.Parameters, cotangents.Input) : default);
        },
        new(Parameters, Input),
        Key);

    /// <summary>The point as C#, to paste into a test; null where its numbers are too many or of a type that is not written down.</summary>
    /// <param name="law">The law to check there.</param>
    internal string? AsCode(string law)
    {
        var besideTwin = Twin is not null && LayerLaws.NeedsTwin(law);
        if (Code is null || CSharp.OfInput<T>(Input) is not var (type, value, numbers)
            || Parameters.Count + numbers + (Context?.State.Count ?? 0) > LongestLiteral || (besideTwin && Input is not Tensor<T>))
            return null;
        var number = CSharp.Keyword<T>();
        var text = new StringBuilder();
        text.Append("var layer = ").Append(Code).Append(";\n");
        if (!Parameters.IsEmpty)
            text.Append("var parameters = ").Append(CSharp.Of(Parameters)).Append(";\n");
        text.Append(type.StartsWith("Pair<", StringComparison.Ordinal) ? type : "var").Append(" input = ").Append(value).Append(";\n");
        if (Context is not null)
            text.Append("var context = ").Append(CSharp.Of(Context)).Append(";\n");
        return text
            .Append("LayerLaws.Verify(").Append(CSharp.Of(law)).Append(", layer, ")
            .Append(Parameters.IsEmpty ? $"TensorTree<{number}>.Empty" : "parameters").Append(", input")
            .Append(Context is null ? "" : ", context").Append(", key: ").Append(CSharp.Of(Key))
            .Append(besideTwin ? $", inSingle: {Twin!.Code}" : "").Append(");")
            .ToString();
    }

    /// <summary>The layer's name, the parameters and the input.</summary>
    public override string ToString() => Invariant($"{Layer.Name} with\n{Parameters}\nat {Input}");
}
