namespace Functional.Tests;

/// <summary>Whether this run has minutes to spare: with <c>FUNCTIONAL_SCHEDULED</c> set.</summary>
internal static class Scheduled
{
    public static bool IsOn => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("FUNCTIONAL_SCHEDULED"));
}
