namespace Functional;

/// <summary>
/// A matrix is not what was asked for: it is singular where an equation is solved, or not positive definite where it has a Cholesky factor. The message says
/// which matrix of the batch, and which pivot.
/// </summary>
public sealed class MatrixException : ArithmeticException
{
    /// <summary>An exception without a message of its own.</summary>
    public MatrixException()
    {
    }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">The message.</param>
    public MatrixException(string message) : base(message)
    {
    }

    /// <summary>An exception caused by another.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public MatrixException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
