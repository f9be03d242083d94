using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Text;

namespace Functional.Tests.Culture;

/// <summary>
/// Finds where a built assembly formats, parses, compares or cases in the culture of the thread. It reads the compiled instructions, so that what the
/// compiler makes is seen too: interpolated strings, the text of records, a number that is added to a string.
/// </summary>
internal static class CultureScan
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly string[] Sorting =
        ["Order", "OrderDescending", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Sort", "Min", "Max", "MinBy", "MaxBy", "BinarySearch"];

    /// <summary>A line for each place: the method, and what it does there.</summary>
    public static IEnumerable<string> Of(params IEnumerable<Type> types) => types.Where(static type => !IsAnonymous(type)).SelectMany(static type => Methods(type)
        .Where(static method => !IsUnusedText(method))
        .SelectMany(static method => Of(method).Distinct().Select(found => $"{Name(method)}: {found}")));

    private static IEnumerable<MethodBase> Methods(Type type) => type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared));

    private static IEnumerable<string> Of(MethodBase method)
    {
        var instructions = Instruction.Of(method).ToArray();
        var handlers = instructions.Any(static each => each.Member is ConstructorInfo made && IsHandler(made.DeclaringType) && !TakesProvider(made));
        for (var i = 0; i < instructions.Length; i++)
        {
            var before = i == 0 ? default : instructions[i - 1];
            if (instructions[i].Member is not MethodBase called || instructions[i].Code == OpCodes.Ldtoken)
                continue;
            if (TakesProvider(called))
            {
                if (before.Code == OpCodes.Ldnull)
                    yield return $"passes no provider to {Name(called)}";
                continue;
            }
            if (IsHandler(called.DeclaringType) ? handlers && Formats(called) : Depends(called, before))
                yield return Shown(called, before);
        }
    }

    /// <summary>Whether a call without a provider depends on the culture.</summary>
    private static bool Depends(MethodBase called, Instruction before)
    {
        var type = called.DeclaringType!;
        var parameters = called.GetParameters().Select(static parameter => parameter.ParameterType).ToArray();
        var boxed = before.Code == OpCodes.Box && before.Member is Type box && IsCultural(box);
        return called.Name switch
        {
            "ToString" => IsCultural(before.Code == OpCodes.Constrained ? (Type)before.Member! : type, plain: parameters.Length == 0) || boxed,
            "Parse" or "TryParse" => called.IsStatic && IsCultural(type),
            "Format" or "AppendFormat" => type == typeof(string) || type == typeof(StringBuilder),
            "Append" or "Insert" when type == typeof(StringBuilder) => boxed || IsCultural(parameters[^1]),
            "Concat" or "Join" or "AppendJoin" when type == typeof(string) || type == typeof(StringBuilder) =>
                boxed || TypeArguments(called).Any(static each => IsCultural(each)) || parameters.Any(static each => each == typeof(object[]) || each == typeof(ReadOnlySpan<object>)),
            "Compare" or "CompareTo" or "StartsWith" or "EndsWith" or "IndexOf" or "LastIndexOf" or "ToUpper" or "ToLower" when type == typeof(string) =>
                !parameters.Any(static each => each == typeof(StringComparison) || each == typeof(char)),
            "ToUpper" or "ToLower" => type == typeof(char),
            "get_Default" => type == typeof(Comparer<string>),
            "get_CurrentCulture" or "get_CurrentUICulture" or "get_InstalledUICulture" => type == typeof(CultureInfo),
            "get_CurrentInfo" => type == typeof(NumberFormatInfo) || type == typeof(DateTimeFormatInfo),
            ".ctor" when type == typeof(ArgumentOutOfRangeException) => parameters is [_, var value, _] && value == typeof(object),
            var name when type == typeof(ArgumentOutOfRangeException) => name.StartsWith("ThrowIf", StringComparison.Ordinal),
            ".ctor" when type.IsGenericType && type.Name.StartsWith("Sorted", StringComparison.Ordinal) =>
                type.GetGenericArguments()[0] == typeof(string) && !TakesComparer(parameters),
            var name when Sorting.Contains(name) => TypeArguments(called).Contains(typeof(string)) && !TakesComparer(parameters),
            _ => false,
        };
    }

    /// <summary>Whether the handler of an interpolated string is given something whose text depends on the culture.</summary>
    private static bool Formats(MethodBase called) => called.Name == "AppendFormatted"
        && (TypeArguments(called).Any(static each => IsCultural(each)) || called.GetParameters()[0].ParameterType == typeof(object));

    /// <summary>Whether the text of a type, or what is read from text, depends on the culture. A type parameter may be anything.</summary>
    /// <param name="type">The type.</param>
    /// <param name="plain">Whether it is formatted as it comes: then numbers that are never negative are written in one way.</param>
    private static bool IsCultural(Type type, bool plain = false)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsGenericParameter
            || (!type.IsEnum && typeof(IFormattable).IsAssignableFrom(type)
                && type != typeof(char) && type != typeof(Guid) && type != typeof(Rune)
                && !(plain && (type == typeof(byte) || type == typeof(ushort) || type == typeof(uint) || type == typeof(ulong))))
            || (type.IsGenericType && typeof(ITuple).IsAssignableFrom(type)
                && type.GetGenericArguments().Any(static each => IsCultural(each)));
    }

    private static bool IsHandler([NotNullWhen(true)] Type? type) => type?.IsDefined(typeof(InterpolatedStringHandlerAttribute), inherit: false) == true;

    private static bool TakesProvider(MethodBase called) => called.GetParameters().Any(static parameter => typeof(IFormatProvider).IsAssignableFrom(parameter.ParameterType));

    private static bool TakesComparer(Type[] parameters) => parameters.Any(static each =>
        each.IsGenericType && (each.GetGenericTypeDefinition() == typeof(IComparer<>) || each.GetGenericTypeDefinition() == typeof(Comparison<>)));

    private static Type[] TypeArguments(MethodBase called) => called.IsGenericMethod ? called.GetGenericArguments() : [];

    /// <summary>The types of <c>new { … }</c> have a text that depends on the culture, and cannot have another.</summary>
    private static bool IsAnonymous(Type type) => type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal);

    /// <summary>What a record prints its members with, where it has a text of its own, or where only a debugger ever sees it.</summary>
    private static bool IsUnusedText(MethodBase method) => method.Name == "PrintMembers" && method.IsDefined(typeof(CompilerGeneratedAttribute))
        && (!method.DeclaringType!.IsVisible
            || (method.DeclaringType.GetMethod("ToString", Declared, []) is { } text && !text.IsDefined(typeof(CompilerGeneratedAttribute))));

    private static string Shown(MethodBase called, Instruction before) =>
        $"{Name(called)}({string.Join(", ", called.GetParameters().Select(static parameter => parameter.ParameterType.Name))})"
        + (before.Member is Type type ? $" of {type.Name}" : TypeArguments(called) is [.., var last] ? $" of {last.Name}" : "");

    private static string Name(MethodBase method) => $"{method.DeclaringType!.FullName ?? method.DeclaringType.Name}.{method.Name}";
}
