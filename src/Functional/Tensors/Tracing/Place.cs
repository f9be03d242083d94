using System.Numerics;
using Functional.Storage;

namespace Functional;

/// <summary>Where a traced tensor was made: by which operation, on which level, and what it is one level below.</summary>
/// <param name="level">The level.</param>
/// <param name="operation">The operation, in words.</param>
/// <param name="shape">The shape of the traced tensor.</param>
/// <param name="below">What it is one level below.</param>
internal class Place<T>(Level level, string operation, Shape shape, Tensor<T> below) : Hold(isOver: true)
    where T : struct, IFloatingPointIeee754<T>
{
    public Level Level => level;

    public Shape Shape => shape;

    public Tensor<T> Below => below;

    /// <inheritdoc/>
    public override InvalidOperationException Refusal(string tensor, string? reader) => level.Refusal(tensor, operation, reader ?? "reading them");
}
