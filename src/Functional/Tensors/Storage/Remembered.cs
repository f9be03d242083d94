namespace Functional.Storage;

/// <summary>
/// What a tensor remembers beside its numbers, where these are its own for good and will never change: another form of them, made when it is asked for again.
/// </summary>
internal sealed class Remembered() : Hold(isOver: false)
{
    private object? form;

    /// <summary>The form that was made of these numbers first, by whichever thread; it is the same whoever made it.</summary>
    public F? Form<F, S>(S source, Func<S, F?> make)
        where F : class => (F?)(form ?? (make(source) is { } made ? Interlocked.CompareExchange(ref form, made, null) ?? made : null));

    /// <inheritdoc/>
    public override InvalidOperationException Refusal(string tensor, string? reader) => new($"This {tensor} can be read.");
}
