using System.Globalization;

namespace Functional;

/// <summary>
/// How many threads a large operation may use: a matrix product, the update of an optimiser. The number is no part of any value: every operation gives bitwise the same result
/// for any number of threads, so it changes when a result is there, never what it is.
/// <para>
/// The default is the number of processors, or what the environment variable <c>FUNCTIONAL_THREADS</c> says when the first large operation
/// is computed. The helping threads are one for each processor but one, whoever calls; they are not the .NET thread pool's, look out for more work for a
/// millisecond after the last and then sleep. Nothing ever waits for one that has not begun.
/// </para>
/// </summary>
public static class Threads
{
    /// <summary>The name of the environment variable that sets the default.</summary>
    public const string Variable = "FUNCTIONAL_THREADS";

    private static readonly Lazy<int> FromEnvironment =
        new(() => Read(Environment.GetEnvironmentVariable(Variable), Environment.ProcessorCount));

    [ThreadStatic]
    private static int limit;

    /// <summary>The number of threads that an operation started here may use, the calling one included.</summary>
    /// <exception cref="FormatException">The environment variable <c>FUNCTIONAL_THREADS</c> is set, and is no whole number from 1 on.</exception>
    public static int Count => limit > 0 ? limit : FromEnvironment.Value;

    /// <summary>
    /// Evaluates a function with another number of threads. The number holds on the calling thread until the function returns, and nowhere
    /// else: not on threads that the function starts, nor in what it leaves to be evaluated later (an asynchronous method after its first
    /// <c>await</c>, a lazy sequence). Calls may be nested; the innermost holds.
    /// </summary>
    /// <typeparam name="R">What the function returns.</typeparam>
    /// <param name="count">The number of threads, from 1 on: 1 where work is already shared out, as among the requests of a web server.</param>
    /// <param name="body">The function.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    /// <example><code>
    /// var answer = Threads.AtMost(1, () => network.At(θ)(x).Output);
    /// </code></example>
    public static R AtMost<R>(int count, Func<R> body)
    {
        if (count < 1)
            throw new ArgumentOutOfRangeException(nameof(count), Invariant($"AtMost: an operation uses at least 1 thread, got {count}."));
        var outer = limit;
        limit = count;
        try
        {
            return body();
        }
        finally
        {
            limit = outer;
        }
    }

    /// <summary>What a setting means on a machine: empty is all its processors.</summary>
    internal static int Read(string? setting, int processors) =>
        string.IsNullOrWhiteSpace(setting) ? processors
        : int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count
        : throw new FormatException($"{Variable} must be a whole number from 1 on, got \"{setting}\".");
}
