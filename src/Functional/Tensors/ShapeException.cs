namespace Functional;

/// <summary>Shapes, ranks, axes or counts that do not fit. The message names the operation and every shape involved.</summary>
public sealed class ShapeException : ArgumentException
{
    /// <summary>An exception with a message that names the operation and both shapes.</summary>
    /// <param name="message">What did not fit, where, and both values.</param>
    public ShapeException(string message) : base(message)
    {
    }

    /// <summary>An exception without a message of its own.</summary>
    public ShapeException()
    {
    }

    /// <summary>An exception caused by another.</summary>
    /// <param name="message">What did not fit, where, and both values.</param>
    /// <param name="innerException">The cause.</param>
    public ShapeException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
