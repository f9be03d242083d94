namespace Functional;

/// <summary>
/// A traced function has done what cannot be traced: it has read the numbers of a tensor that is being differentiated, or used it elsewhere. In a network
/// it comes within a <see cref="LayerException"/>, which names the layer's path.
/// </summary>
public sealed class TraceException : InvalidOperationException
{
    /// <summary>An exception with a message.</summary>
    /// <param name="message">What was done, and what to do in its place.</param>
    public TraceException(string message) : base(message)
    {
    }

    /// <summary>An exception without a message of its own.</summary>
    public TraceException()
    {
    }

    /// <summary>An exception caused by another.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public TraceException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
