namespace Functional;

/// <summary>
/// Ctrl-C as a wish to stop in order: the first time it is noted, and the program goes on until it looks; the second time the program ends at once. Until it is disposed of.
/// </summary>
/// <example><code>
/// using var interrupt = new Interrupt();
/// var states = run.TakeWhile(_ => !interrupt.IsPressed);
/// </code></example>
public sealed class Interrupt : IDisposable
{
    private volatile bool isPressed;

    /// <summary>Hears Ctrl-C from now on.</summary>
    public Interrupt() => Console.CancelKeyPress += Hear;

    /// <summary>Whether it was pressed.</summary>
    public bool IsPressed => isPressed;

    /// <summary>Hears no longer.</summary>
    public void Dispose() => Console.CancelKeyPress -= Hear;

    /// <summary>Notes it; says whether the program goes on.</summary>
    internal bool Press()
    {
        var goesOn = !isPressed;
        isPressed = true;
        return goesOn;
    }

    private void Hear(object? sender, ConsoleCancelEventArgs pressed) => pressed.Cancel = Press();
}
