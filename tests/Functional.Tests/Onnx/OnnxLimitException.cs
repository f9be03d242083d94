namespace Functional.Tests.Onnx;

/// <summary>A case asks for what has no counterpart.</summary>
/// <param name="what">What that is: an attribute, an input, an output, or a way to use them.</param>
internal sealed class OnnxLimitException(string what) : Exception($"There is no counterpart of: {what}.")
{
    /// <summary>What has no counterpart.</summary>
    public string What => what;

    /// <summary>Refuses a case unless something holds.</summary>
    /// <param name="isOffered">Whether there is a counterpart.</param>
    /// <param name="what">Of what.</param>
    public static void Unless(bool isOffered, string what)
    {
        if (!isOffered)
            throw new OnnxLimitException(what);
    }
}
