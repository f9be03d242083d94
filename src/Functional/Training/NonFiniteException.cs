namespace Functional;

/// <summary>
/// A number of a training step was NaN or infinite: in the cost, the gradient, the new parameters, the optimiser's moments or the running statistics.
/// The message says where the first one arose: in which step, on which way, in which layer, in which element.
/// </summary>
public sealed class NonFiniteException : ArithmeticException
{
    /// <summary>An exception for a step.</summary>
    /// <param name="step">The step, from 1.</param>
    /// <param name="direction">On which way through the network the number arose.</param>
    /// <param name="path">The path of the layer, or of what an update has made; null where it arose outside of the network.</param>
    /// <param name="message">What is not finite, and where.</param>
    public NonFiniteException(long step, Direction direction, string? path, string message) : base(message) =>
        (Step, Direction, Path) = (step, direction, path);

    /// <summary>An exception without a message of its own.</summary>
    public NonFiniteException()
    {
    }

    /// <summary>An exception with a message alone.</summary>
    /// <param name="message">The message.</param>
    public NonFiniteException(string message) : base(message)
    {
    }

    /// <summary>An exception caused by another.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public NonFiniteException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>The step, from 1.</summary>
    public long Step { get; }

    /// <summary>On which way the number arose.</summary>
    public Direction Direction { get; }

    /// <summary>
    /// On the way forward and back the path of the layer, empty for the network itself; in an update that of the parameter, or of the moment; null
    /// where the number arose in the data or in the cost layer.
    /// </summary>
    public string? Path { get; }
}
