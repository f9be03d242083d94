namespace Functional;

/// <summary>The cost of a step was NaN or infinite. The message names the step and the first layer whose output was not finite.</summary>
public sealed class NonFiniteCostException : ArithmeticException
{
    /// <summary>An exception for a step.</summary>
    /// <param name="step">The step, from 1.</param>
    /// <param name="cost">The cost.</param>
    /// <param name="origin">Where the first number that was not finite came from.</param>
    public NonFiniteCostException(long step, string cost, string origin)
        : base(Invariant($"The cost of step {step} is {cost}: {origin}.")) => Step = step;

    /// <summary>An exception without a message of its own.</summary>
    public NonFiniteCostException()
    {
    }

    /// <summary>An exception with a message alone.</summary>
    /// <param name="message">The message.</param>
    public NonFiniteCostException(string message) : base(message)
    {
    }

    /// <summary>An exception caused by another.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public NonFiniteCostException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>The step, from 1.</summary>
    public long Step { get; }
}
