using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Functional.Storage;

namespace Functional;

/// <summary>
/// The arrays of numbers that can be reached from some objects by their fields: those of tensors, as far as the tensors go, for memory that is used
/// again may be longer; and all others. Nothing is called on the objects, and each is looked at once, whoever holds it.
/// </summary>
/// <param name="apart">What is left out, with all that can be reached from there.</param>
[RequiresUnreferencedCode("Values are found by fields.")]
internal sealed class ReachableArrays(ReachableArrays? apart = null)
{
    private readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, long> arrays = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<object> rest = new();
    private readonly Dictionary<Type, FieldInfo[]> fields = apart?.fields ?? [];

    /// <summary>How many bytes the arrays have, each counted once.</summary>
    public long Bytes => arrays.Values.Sum();

    /// <summary>Adds what can be reached from an object.</summary>
    public void Add(object? root)
    {
        Reach(root);
        while (rest.TryPop(out var next))
            Open(next);
    }

    private void Reach(object? value)
    {
        if (value is null or string or Shape or Lease or MemberInfo or Module or Assembly or Pointer or Thread)
            return;
        if (value is ValueType || (!IsApart(value) && seen.Add(value)))
            rest.Push(value);
    }

    private bool IsApart(object value) => apart is not null && (apart.seen.Contains(value) || apart.IsApart(value));

    private void Open(object value)
    {
        switch (value)
        {
            case Tensor<float> { IsSymbol: true } or Tensor<double> { IsSymbol: true }:        // a traced function keeps shapes as such
                break;
            case Tensor<float> { IsTraced: true } traced:
                Reach(traced.Place.Below);
                break;
            case Tensor<double> { IsTraced: true } traced:
                Reach(traced.Place.Below);
                break;
            case Tensor<float> tensor:
                AddTensor(tensor, sizeof(float), static tensor => tensor.Data);
                break;
            case Tensor<double> tensor:
                AddTensor(tensor, sizeof(double), static tensor => tensor.Data);
                break;
            case WindowPlaces places:
                AddPlaces(places.Held);
                break;
            case Array array when !HoldsReferences(array.GetType().GetElementType()!):
                AddArray(array, array.LongLength * RuntimeHelpers.SizeOf(array.GetType().GetElementType()!.TypeHandle));
                break;
            case Array array:
                foreach (var element in array)
                    Reach(element);
                break;
            case Delegate function:
                foreach (var each in function.GetInvocationList())
                    Reach(each.Target);
                break;
            default:
                foreach (var field in FieldsOf(value.GetType()))
                    Reach(field.GetValue(value));
                break;
        }
    }

    private void AddTensor<V>(V tensor, long size, Func<V, Array> data)
        where V : ILeased, IShaped
    {
        if (tensor.Lease is { IsOver: true })       // its memory has been taken back
            return;
        var array = data(tensor);
        seen.Add(array);
        if (!IsApart(array))
            AddArray(array, tensor.Shape.ElementCount * size);
    }

    private void AddPlaces((Array Memory, long Bytes, Lease? Lease) held)
    {
        if (held.Lease is { IsOver: true })
            return;
        seen.Add(held.Memory);
        if (!IsApart(held.Memory))
            AddArray(held.Memory, held.Bytes);
    }

    private void AddArray(Array array, long bytes) => arrays[array] = Math.Max(bytes, arrays.GetValueOrDefault(array));

    /// <summary>The fields, of base types, too, that may lead to an array.</summary>
    private FieldInfo[] FieldsOf(Type type)
    {
        if (fields.TryGetValue(type, out var known))
            return known;
        var found = new List<FieldInfo>();
        for (var at = type; at is not null; at = at.BaseType)
            found.AddRange(at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(field => HoldsReferences(field.FieldType)));
        return fields[type] = [.. found];
    }

    private bool HoldsReferences(Type type) => !type.IsPointer && !type.IsFunctionPointer && !type.IsPrimitive && !type.IsEnum
        && (!type.IsValueType || FieldsOf(type).Length > 0);
}
