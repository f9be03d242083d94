namespace Functional;

/// <summary>A parameter tree that does not fit: a missing, unexpected or wrongly shaped tensor. The message names it.</summary>
public sealed class ParameterException : ArgumentException
{
    /// <summary>An exception with a message that names the parameter.</summary>
    /// <param name="message">What did not fit, where, and both values.</param>
    public ParameterException(string message) : base(message)
    {
    }

    /// <summary>An exception without a message of its own.</summary>
    public ParameterException()
    {
    }

    /// <summary>An exception caused by another.</summary>
    /// <param name="message">What did not fit, where, and both values.</param>
    /// <param name="innerException">The cause.</param>
    public ParameterException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
