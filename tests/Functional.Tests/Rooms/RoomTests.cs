using Functional.Storage;

namespace Functional.Tests.Rooms;

/// <summary>What lies below does not know what lies above it.</summary>
public sealed class RoomTests
{
    private const string Kernels = "Functional.Kernels";
    private const string Storage = "Functional.Storage";

    private static readonly Type[] Library = typeof(Tensor<>).Assembly.GetTypes();

    public static TheoryData<string> Mistakes => [.. typeof(Planted).GetNestedTypes().Select(static type => type.Name)];

    /// <summary>How many threads there may be is a setting of the caller's, and of no shape.</summary>
    [Fact]
    public void Kernels_know_spans_and_sizes_and_nothing_else_of_the_library() => Nothing(
        Mentions.In(Library.Where(static type => type.Namespace == Kernels))
            .Where(static each => each.Mentioned.Namespace != Kernels && each.Mentioned != typeof(Threads)));

    [Fact]
    public void Storage_knows_no_tensors() => Nothing(
        Mentions.In(Library.Where(static type => type.Namespace == Storage || Outermost(type) == typeof(Workspace) || type == typeof(IHoldsTensors)))
            .Where(static each => each.Mentioned == typeof(Tensor<>) || each.Mentioned == typeof(Tensor) || each.Mentioned == typeof(Shape)));

    [Fact]
    public void There_are_kernels_and_storage_to_look_at() =>
        Assert.True(Library.Count(static type => type.Namespace == Kernels) > 50 && Library.Contains(typeof(Scope)));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_planted_mention_of_a_shape_is_found(string mistake) =>
        Assert.Contains(typeof(Shape), Mentions.In([typeof(Planted).GetNestedType(mistake)!]).Select(static each => each.Mentioned));

    private static Type Outermost(Type type) => type.DeclaringType is { } around ? Outermost(around) : type;

    private static void Nothing(IEnumerable<(string Place, Type Mentioned)> found)
    {
        var lines = found.Select(static each => $"{each.Place} mentions {each.Mentioned.Name}").Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.True(lines.Length == 0, string.Join('\n', lines));
    }
}
