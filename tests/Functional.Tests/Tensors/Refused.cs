namespace Functional.Tests.Tensors;

/// <summary>Asserts that bad input is refused with a message that names every value a reader needs.</summary>
internal static class Refused
{
    /// <summary>The action throws a <see cref="ShapeException"/> whose message contains all the parts.</summary>
    public static void Shape(Func<object?> action, params string[] parts) => With<ShapeException>(action, parts);

    /// <summary>The action throws exactly this exception, and its message contains all the parts.</summary>
    public static void With<TException>(Func<object?> action, params string[] parts)
        where TException : Exception
    {
        var message = Assert.Throws<TException>(action).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    /// <summary>The action throws some <see cref="ArgumentException"/> whose message contains all the parts.</summary>
    public static void Message(Func<object?> action, params string[] parts)
    {
        var message = Assert.ThrowsAny<ArgumentException>(action).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
