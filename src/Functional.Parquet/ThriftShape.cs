namespace Functional.IO;

/// <summary>What a value of Thrift has to be: whoever reads it by its number alone, and not by its type, takes other bytes for it.</summary>
/// <param name="Fits">Whether a value is one.</param>
internal sealed record ThriftShape(Func<object, bool> Fits)
{
    /// <summary>A truth value.</summary>
    public static ThriftShape Flag { get; } = new(static value => value is bool);

    /// <summary>A whole number of one byte.</summary>
    public static ThriftShape Octet { get; } = new(static value => value is byte);

    /// <summary>A whole number of another length.</summary>
    public static ThriftShape Whole { get; } = new(static value => value is long);

    /// <summary>A floating number.</summary>
    public static ThriftShape Real { get; } = new(static value => value is double);

    /// <summary>A text, or bytes.</summary>
    public static ThriftShape Text { get; } = new(static value => value is byte[]);

    /// <summary>What is not there.</summary>
    public static ThriftShape None { get; } = new(static _ => false);

    /// <summary>A list of values of one shape.</summary>
    public static ThriftShape ListOf(ThriftShape item) => new(value => value is IReadOnlyList<object> list && list.All(item.Fits));

    /// <summary>A structure whose fields, by their numbers, have these shapes where they are there.</summary>
    public static ThriftShape Struct(params (int Field, ThriftShape Shape)[] fields) => new(value => value is ThriftStruct read && fields.All(each => read.Fits(each.Field, each.Shape)));

    /// <summary>Fields of one shape.</summary>
    public static IEnumerable<(int Field, ThriftShape Shape)> Each(ThriftShape shape, params IEnumerable<int> fields) => fields.Select(field => (field, shape));
}
