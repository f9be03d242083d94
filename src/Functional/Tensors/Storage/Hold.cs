namespace Functional.Storage;

/// <summary>What stands between a tensor and its numbers, or beside them, where something does.</summary>
internal abstract class Hold
{
    private volatile bool over;

    /// <param name="isOver">Whether the numbers cannot be read from the first.</param>
    protected Hold(bool isOver) => over = isOver;

    /// <summary>Whether the numbers can no longer be read, or never could.</summary>
    public bool IsOver => over;

    /// <summary>Why they cannot.</summary>
    /// <param name="tensor">The tensor in words.</param>
    /// <param name="reader">Who asks, where that is known.</param>
    public abstract InvalidOperationException Refusal(string tensor, string? reader);

    /// <summary>From now on the numbers cannot be read.</summary>
    protected void Close() => over = true;
}
