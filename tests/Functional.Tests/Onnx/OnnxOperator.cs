using System.Numerics;

namespace Functional.Tests.Onnx;

/// <summary>An operator of ONNX as a user of Functional would write it.</summary>
/// <param name="Function">From a call to its outputs.</param>
/// <param name="Rounding">How far they may be from those of ONNX.</param>
internal sealed record OnnxOperator<T>(Func<OnnxCall<T>, Tensor<T>[]> Function, OnnxRounding Rounding)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>An operator of one output.</summary>
    public static OnnxOperator<T> Of(Func<OnnxCall<T>, Tensor<T>> function, OnnxRounding rounding) => new(call => [function(call)], rounding);

    /// <summary>The outputs of a case.</summary>
    /// <exception cref="OnnxLimitException">The case asks for what has no counterpart.</exception>
    public Tensor<T>[] Outputs(OnnxCase of)
    {
        var call = new OnnxCall<T>(of);
        var made = Function(call);
        call.ExpectAll(made.Length);
        return made;
    }
}
