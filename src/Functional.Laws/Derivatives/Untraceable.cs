namespace Functional.Laws;

/// <summary>What is said of a function that cannot be traced: no law of its derivatives holds of it, and none is broken.</summary>
internal static class Untraceable
{
    /// <summary>What a test says, or that it cannot say anything, and why, and how to leave it out on purpose.</summary>
    /// <param name="test">The test.</param>
    public static Outcome Or(Func<Outcome> test)
    {
        try
        {
            return test();
        }
        catch (Exception thrown) when (IsOfTracing(thrown))
        {
            var cause = thrown is AggregateException { InnerExceptions: [var only] } ? only : thrown;
            return Outcome.Inconclusive(
                $"the function cannot be traced: {cause.Message}\n"
                + "  If it is meant to read numbers, leave out the laws that trace it: .WithoutTracing()");
        }
    }

    // A value whose tensors are not known is NotSupported; the function that meets it cannot be traced either.
    private static bool IsOfTracing(Exception? thrown) => thrown switch
    {
        null => false,
        TraceException or NotSupportedException => true,
        AggregateException several => several.InnerExceptions.Any(IsOfTracing),
        _ => IsOfTracing(thrown.InnerException),
    };
}
