using System.Reflection;
using Functional.Tests.Culture;

namespace Functional.Tests.Rooms;

/// <summary>
/// Which types of the library some types mention: as a base, in a field, a signature or a local, and in the compiled instructions, as what is made, called
/// or asked for. Type arguments count as well.
/// </summary>
internal static class Mentions
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Assembly Library = typeof(Tensor<>).Assembly;

    /// <summary>Each place with what it mentions; generic types as their definitions.</summary>
    public static IEnumerable<(string Place, Type Mentioned)> In(IEnumerable<Type> types) =>
        from type in types
        from place in Places(type)
        from mentioned in place.Types.SelectMany(Parts).Distinct()
        where mentioned.Assembly == Library
        select ($"{type.FullName}.{place.Name}", mentioned);

    private static IEnumerable<(string Name, IEnumerable<Type?> Types)> Places(Type type) =>
    [
        ("", [type.BaseType, .. type.GetInterfaces(), .. type.IsGenericType ? type.GetGenericArguments().SelectMany(static each => each.GetGenericParameterConstraints()) : []]),
        .. type.GetFields(Declared).Select(static field => (field.Name, (IEnumerable<Type?>)[field.FieldType])),
        .. type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)).Select(static method => (method.Name, Of(method))),
    ];

    private static IEnumerable<Type?> Of(MethodBase method) =>
    [
        .. Signature(method),
        .. method.GetMethodBody()?.LocalVariables.Select(static local => local.LocalType) ?? [],
        .. Instruction.Of(method).SelectMany(static instruction => instruction.Member switch
        {
            Type type => [type],
            MethodBase called => [called.DeclaringType, .. Signature(called), .. called.IsGenericMethod ? called.GetGenericArguments() : []],
            FieldInfo field => [field.DeclaringType, field.FieldType],
            _ => (IEnumerable<Type?>)[],
        }),
    ];

    private static IEnumerable<Type?> Signature(MethodBase method) =>
        [(method as MethodInfo)?.ReturnType, .. method.GetParameters().Select(static parameter => parameter.ParameterType)];

    private static IEnumerable<Type> Parts(Type? type) =>
        type is null || type.IsGenericParameter ? []
        : type.HasElementType ? Parts(type.GetElementType())
        : type.IsGenericType ? [type.GetGenericTypeDefinition(), .. type.GetGenericArguments().SelectMany(Parts)]
        : [type];
}
