using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Functional;

/// <summary>
/// The tensors that a value holds, whatever its type: found by its fields, those of base types and of what lies within, arrays and closures too. So no member can be
/// forgotten, and nobody has to say which there are. Fields of a type are looked up once.
/// </summary>
[RequiresUnreferencedCode("Tensors are found by fields.")]
internal sealed class HeldTensors
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = new();

    private readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>Shows all values that know their tensors.</summary>
    public void Visit(object? value, Action<IHoldsTensors> visit)
    {
        seen.Clear();
        Look("", value, (_, holder) => visit(holder));
    }

    /// <summary>Shows them with the names of the members that lead to them.</summary>
    public void VisitNamed(object? value, Action<string, IHoldsTensors> visit)
    {
        seen.Clear();
        Look("", value, visit);
    }

    private void Look(string path, object? value, Action<string, IHoldsTensors> visit)
    {
        switch (value)
        {
            case null or string or Pointer or MemberInfo or Module or Assembly or Thread:
                return;
            case IHoldsTensors holder:
                visit(path, holder);
                return;
        }
        if (value is not ValueType && !seen.Add(value))
            return;
        switch (value)
        {
            case Array array when !MayHold(array.GetType().GetElementType()!):
                break;
            case Array array:
                var index = 0;
                foreach (var element in array)
                    Look(Invariant($"{path}[{index++}]"), element, visit);
                break;
            case Delegate function:
                foreach (var each in function.GetInvocationList())
                    Look(path, each.Target, visit);
                break;
            default:
                foreach (var field in FieldsOf(value.GetType()))
                    Look(Below(path, field), field.GetValue(value), visit);
                break;
        }
    }

    /// <summary>The name of a member, without what the compiler puts around that of a property.</summary>
    private static string Below(string path, FieldInfo field)
    {
        var name = field.Name is ['<', .. var property] ? property.Split('>')[0] : field.Name;
        return path.Length == 0 ? name : $"{path}.{name}";
    }

    /// <summary>The fields, of base types, too, that may lead to a tensor.</summary>
    private static FieldInfo[] FieldsOf(Type type) => Fields.GetOrAdd(type, static type =>
    {
        var found = new List<FieldInfo>();
        for (var at = type; at is not null; at = at.BaseType)
            found.AddRange(at.GetFields(Own).Where(static field => MayHold(field.FieldType)));
        return [.. found];
    });

    private static bool MayHold(Type type) => !type.IsPointer && !type.IsFunctionPointer && !type.IsPrimitive && !type.IsEnum && type != typeof(string)
        && (!type.IsValueType || FieldsOf(type).Length > 0);
}
