using System.Reflection;
using Functional.Laws;

namespace Functional.Tests.Equality;

/// <summary>Values are equal by value: whatever public type has an equality of its own has one alone, and looks into the collections that it holds.</summary>
public sealed class ValueEqualityTests
{
    private const BindingFlags Instance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    public static TheoryData<Type> Types => [.. WithValueEquality];

    private static IEnumerable<Type> WithValueEquality => typeof(Layers<>).Assembly.GetExportedTypes().Concat(typeof(LayerLaws).Assembly.GetExportedTypes())
        .Where(static type => !type.IsEnum && !type.IsInterface && !type.IsByRefLike && (type.IsValueType || HasEqualsOfItsOwn(type)));

    [Fact]
    public void Every_public_type_with_value_equality_has_an_entry_and_no_other() =>
        Assert.Equal(WithValueEquality.Select(static type => type.Name).Order(StringComparer.Ordinal),
            EqualValues.All.Keys.Select(static type => type.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Types))]
    public void The_same_value_made_twice_is_equal_by_all_of_its_equalities(Type type)
    {
        var (value, same, _) = EqualValues.All[type];

        Assert.True(type.IsValueType || !ReferenceEquals(value, same));
        Same(value, same);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Another_value_differs_by_all_of_its_equalities(Type type)
    {
        var (value, _, other) = EqualValues.All[type];

        Differ(value, other);
        Assert.False(value.Equals(null));
        Assert.False(value.Equals("text"));
    }

    /// <summary>Each field in turn is replaced by the same value made anew, and by another value.</summary>
    [Theory]
    [MemberData(nameof(Types))]
    public void Each_part_counts_and_counts_by_its_content(Type type)
    {
        var (value, same, other) = EqualValues.All[type];
        var fields = value.GetType().GetFields(Instance).Where(field => !EqualValues.Derived.Contains((type, Name(field)))).ToArray();

        Assert.All(fields, field =>
        {
            Same(value, With(value, field, field.GetValue(same)));
            Differ(value, With(value, field, field.GetValue(other)));
        });
    }

    [Fact]
    public void Each_field_that_is_left_out_exists()
    {
        Assert.All(EqualValues.Derived, static left =>
            Assert.Contains(left.Item2, EqualValues.All[left.Item1].Value.GetType().GetFields(Instance).Select(Name)));
    }

    [Fact]
    public void A_data_set_read_twice_is_the_same_value()
    {
        Assert.Equal(DataSets.Iris<float>(), DataSets.Iris<float>());
        Assert.Equal(DataSets.Iris<float>().GetHashCode(), DataSets.Iris<float>().GetHashCode());
    }

    [Fact]
    public void Equal_trees_and_equal_labels_are_equal_as_operators_say()
    {
        TensorTree<float> tree = Tensor.Ones<float>([2]), equal = Tensor.Ones<float>([2]);
        Labels labels = [1, 2], same = [1, 2];

        Assert.True(tree == equal && !(tree != equal) && labels == same && !(labels != same));
        Assert.True(tree != null && null != labels && (Labels?)null == null);
    }

    private static void Same(object left, object right)
    {
        Assert.True(left.Equals(right) && right.Equals(left));
        Assert.True(Typed(left, right));
        Assert.True(Operator("op_Equality", left, right) && !Operator("op_Inequality", left, right));
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    private static void Differ(object left, object right)
    {
        Assert.False(left.Equals(right) || right.Equals(left));
        Assert.False(Typed(left, right));
        Assert.True(!Operator("op_Equality", left, right) && Operator("op_Inequality", left, right));
    }

    /// <summary>What <c>IEquatable</c> says.</summary>
    private static bool Typed(object left, object right)
    {
        var type = Declaring(left);
        return (bool)typeof(IEquatable<>).MakeGenericType(type).GetMethod("Equals")!.Invoke(left, [right])!;
    }

    private static bool Operator(string name, object left, object right) =>
        (bool)(Declaring(left).GetMethod(name, BindingFlags.Public | BindingFlags.Static)
            ?? throw new InvalidOperationException($"{Declaring(left)} has no operator {name}.")).Invoke(null, [left, right])!;

    /// <summary>The public type of a value: a value may be of a private type below it.</summary>
    private static Type Declaring(object value) => value.GetType().IsVisible ? value.GetType() : value.GetType().BaseType!;

    private static object With(object value, FieldInfo field, object? part)
    {
        var copy = typeof(object).GetMethod("MemberwiseClone", Instance)!.Invoke(value, [])!;
        field.SetValue(copy, part);
        return copy;
    }

    /// <summary>The name of a field or of the property that it is behind: <c>&lt;Name&gt;k__BackingField</c>.</summary>
    private static string Name(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;

    private static bool HasEqualsOfItsOwn(Type type) =>
        type.GetMethod("Equals", Instance | BindingFlags.DeclaredOnly, [typeof(object)]) is not null
        || type.GetInterfaces().Any(static each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IEquatable<>));
}
