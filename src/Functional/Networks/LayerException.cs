namespace Functional;

/// <summary>Something that does not fit, or cannot be traced, in a layer of a network. The message begins with the layer's path, such as <c>encoder.2</c>.</summary>
public sealed class LayerException : ArgumentException
{
    /// <summary>An exception at a layer.</summary>
    /// <param name="path">The path of the layer in the network.</param>
    /// <param name="layer">The layer's name.</param>
    /// <param name="cause">What did not fit.</param>
    public LayerException(string path, string layer, Exception cause) : base($"Layer '{path}' ({layer}): {Told(layer, cause.Message)}", cause) =>
        (Path, Layer) = (path, layer);

    /// <summary>An exception with a message alone.</summary>
    /// <param name="message">The message.</param>
    public LayerException(string message) : base(message)
    {
    }

    /// <summary>An exception without a message of its own.</summary>
    public LayerException()
    {
    }

    /// <summary>An exception caused by another.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public LayerException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>The path of the layer in the network, the same as in the names of its parameters.</summary>
    public string Path { get; } = "";

    /// <summary>The layer's name.</summary>
    public string Layer { get; } = "";

    /// <summary>The message without the layer's kind at its start, which has just been named.</summary>
    private static string Told(string layer, string message)
    {
        var kind = layer.Split('(')[0].TrimEnd() + ": ";
        return message.StartsWith(kind, StringComparison.Ordinal) ? message[kind.Length..] : message;
    }

    /// <summary>Whether it is trouble of a layer's, so that the layer's path helps.</summary>
    internal static bool IsOfLayer(Exception problem) => problem is ArgumentException or TraceException;

    /// <summary>The same trouble, seen from one layer further out.</summary>
    internal static LayerException Within(string label, string layer, Exception cause) => cause is LayerException { InnerException: { } root } inner
        ? new($"{label}.{inner.Path}", inner.Layer, root)
        : new(label, layer, cause);
}
