using System.Numerics;
using Functional.Storage;

namespace Functional;

/// <summary>
/// Stands for numbers that are not there: of a linear function the way back depends on no number of its argument, so that the shape is enough.
/// </summary>
internal sealed class Symbol : Hold
{
    private static readonly Symbol Only = new();

    private Symbol() : base(isOver: true)
    {
    }

    public static Tensor<T> Of<T>(Shape shape)
        where T : struct, IFloatingPointIeee754<T> => new(Only, shape);

    /// <inheritdoc/>
    public override InvalidOperationException Refusal(string tensor, string? reader) => new TraceException(
        $"This {tensor} has no numbers: it stands for any cotangent of a pullback, or any argument of a linear function. What asks for its numbers "
        + "(a product of two of them, a comparison) is not linear, so that it has no transpose.");
}
