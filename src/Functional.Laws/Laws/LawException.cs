namespace Functional.Laws;

/// <summary>A law is broken. The message names the law, the place and both numbers, and shows the smallest case that was found.</summary>
public sealed class LawException : Exception
{
    /// <summary>An exception with a message.</summary>
    /// <param name="message">Which law, where, both numbers, and the smallest case.</param>
    public LawException(string message) : base(message)
    {
    }

    /// <summary>An exception without a message of its own.</summary>
    public LawException()
    {
    }

    /// <summary>An exception caused by another.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public LawException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
