namespace Functional;

/// <summary>An equation was not solved to the accuracy that was asked. The message says how far the search came, and what may help.</summary>
public sealed class ConvergenceException : ArithmeticException
{
    /// <summary>An exception for a search.</summary>
    /// <param name="message">Which equation, how far the search came, and what may help.</param>
    /// <param name="residual">What is left of the equation; the message says how it is measured.</param>
    /// <param name="iterations">How many iterations were made.</param>
    /// <param name="status">How the search has ended.</param>
    public ConvergenceException(string message, double residual, int iterations, SolverStatus status) : base(message) =>
        (Residual, Iterations, Status) = (residual, iterations, status);

    /// <summary>An exception without a message of its own.</summary>
    public ConvergenceException()
    {
    }

    /// <summary>An exception with a message alone.</summary>
    /// <param name="message">The message.</param>
    public ConvergenceException(string message) : base(message)
    {
    }

    /// <summary>An exception caused by another.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public ConvergenceException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>What is left of the equation; NaN where nobody has said.</summary>
    public double Residual { get; } = double.NaN;

    /// <summary>How many iterations were made.</summary>
    public int Iterations { get; }

    /// <summary>How the search has ended.</summary>
    public SolverStatus Status { get; } = SolverStatus.NoProgress;
}
