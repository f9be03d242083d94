namespace Functional;

/// <summary>Counted things in words.</summary>
internal static class Quantity
{
    /// <summary>A number of things: <c>1 layer</c>, <c>1,200 layers</c>.</summary>
    public static string Of(long number, string thing) => Invariant($"{number:N0} {thing}{(number == 1 ? "" : "s")}");
}
