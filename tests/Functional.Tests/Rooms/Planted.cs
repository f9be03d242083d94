using System.Diagnostics.CodeAnalysis;

namespace Functional.Tests.Rooms;

/// <summary>Types that mention a shape, each in another place.</summary>
[SuppressMessage("Design", "CA1034", Justification = "Found by reflection.")]
internal static class Planted
{
    public sealed class InAField
    {
        public int Count => sizes.Count;

        private readonly List<Shape[]> sizes = [];
    }

    public sealed class InAParameter
    {
        public static void Take(in Shape shape) => _ = shape;
    }

    public sealed class InAResult
    {
        public static Func<Shape>? Make() => null;
    }

    public sealed class InAConstraint<T>
        where T : IEquatable<Shape>;

    public sealed class InACall
    {
        public static int Rank(ReadOnlySpan<int> sizes) => Rank((object)sizes.Length) + Shape.Create(sizes).Rank;

        private static int Rank(object value) => value is null ? 1 : 0;
    }

    public sealed class InAQuestion
    {
        public static bool Is(object value) => value is Shape;
    }
}
