using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Functional.Storage;
using Functional.Tests.Culture;

namespace Functional.Tests.Rooms;

/// <summary>What lies below does not know what lies above it.</summary>
public sealed partial class RoomTests
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

    /// <summary>
    /// What is above the operations is made of them, so that all of it can be traced: it knows no kernels, and no memory. A description measures memory, and a
    /// run makes its steps in a workspace.
    /// </summary>
    [Fact]
    public void Above_the_operations_nobody_knows_kernels_or_memory() => Nothing(
        Mentions.In(Above().Where(static type => type.Name is not "ReachableArrays"))
            .Where(static each => each.Mentioned.Namespace is Kernels or Storage && each.Mentioned != typeof(Threads) && each.Mentioned != typeof(Steps<>)));

    /// <summary>
    /// Numbers are read where somebody looks at data, or for what is not finite, or measures memory or how good a model is, and nowhere else: the rest can be
    /// traced.
    /// </summary>
    [Fact]
    public void Above_the_operations_nobody_reads_numbers_to_compute_with()
    {
        string[] lookers = ["Standardization", "Standardization`1", "NonFiniteElement`1", "NonFiniteElement", "ReachableArrays"];
        Func<MethodInfo, bool> reads = static called => called.DeclaringType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Tensor<>)
            && called.Name is "get_Span" or "get_Data";
        var found = Above().Except(In("Evaluation")).Where(type => !lookers.Contains(Outermost(type).Name))
            .SelectMany(static type => type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)))
            .Where(method => Instruction.Of(method).Any(instruction => instruction.Member is MethodInfo called && reads(called)))
            .Select(static method => $"{method.DeclaringType!.FullName}.{method.Name}").ToArray();

        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    /// <summary>How models are evaluated is known to nobody: what is learnt, and how, does not depend on it.</summary>
    [Fact]
    public void Nobody_outside_of_evaluation_knows_how_models_are_evaluated()
    {
        var evaluation = In("Evaluation");

        Nothing(Mentions.In(Library.Except(evaluation)).Where(each => evaluation.Contains(each.Mentioned)));
    }

    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>All types whose source lies outside of the room of tensors, and those in them.</summary>
    private static Type[] Above()
    {
        var above = Types(static room => room is not "Tensors");
        Assert.True(above.Length > 200, "There should be more types above.");
        return above;
    }

    /// <summary>All types whose source lies in a room, and those in them.</summary>
    private static Type[] In(string room)
    {
        var types = Types(each => each == room);
        Assert.True(types.Length > 10, $"There should be more types in {room}.");
        return types;
    }

    private static Type[] Types(Func<string, bool> isMeant, [CallerFilePath] string here = "")
    {
        var source = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Functional"));
        var names = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(source, file).Split(Path.DirectorySeparatorChar)[0] is var room && room is not ("obj" or "bin") && isMeant(room))
            .Select(static file => File.ReadAllText(file))
            .SelectMany(static text => Declaration().Matches(text).Select(match => $"{Namespace().Match(text).Groups[1].Value}.{match.Groups[1].Value}"))
            .ToHashSet(StringComparer.Ordinal);
        return [.. Library.Where(type => Outermost(type) is var outermost && names.Contains($"{outermost.Namespace}.{outermost.Name.Split('`')[0]}"))];
    }

    [GeneratedRegex(@"^(?:public|internal)[\w ]* (?:class|record|struct|interface) (?:struct )?(\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

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
