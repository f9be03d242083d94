using System.Numerics;
using Functional.Storage;

namespace Functional;

/// <summary>Where a traced tensor was made: by which operation, on which level.</summary>
/// <param name="level">The level.</param>
/// <param name="operation">The operation, in words.</param>
/// <param name="shape">The shape of the traced tensor.</param>
internal abstract class Place<T>(Level level, string operation, Shape shape) : Hold(isOver: true)
    where T : struct, IFloatingPointIeee754<T>
{
    public Level Level => level;

    public Shape Shape => shape;

    /// <summary>The operation, in words.</summary>
    public string Operation => operation;

    /// <summary>What it is one level below.</summary>
    public abstract Tensor<T> Below { get; }

    /// <inheritdoc/>
    public override InvalidOperationException Refusal(string tensor, string? reader) => level.Refusal(tensor, operation, reader ?? "reading them");
}
