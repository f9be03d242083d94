using Spectre.Console;

namespace Functional.Examples;

/// <summary>Where an example writes: colours and a live bar in a terminal, plain lines anywhere else. It also hears Ctrl-C.</summary>
internal sealed class Screen : IDisposable
{
    private const int PlainWidth = 100;
    private readonly TextWriter output;

    public Screen(TextWriter output, bool plain)
    {
        (this.output, IsPlain) = (output, plain);
        Console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = plain ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (plain)
            Console.Profile.Width = PlainWidth;
        System.Console.CancelKeyPress += Interrupt;
    }

    public IAnsiConsole Console { get; }

    public bool IsPlain { get; }

    public bool IsInterrupted { get; private set; }

    public void Line(string text = "") => output.WriteLine(text);

    public void Title(string text)
    {
        Line();
        if (IsPlain)
            Line($"== {text} ==");
        else
            Console.Write(new Rule($"[bold]{text.EscapeMarkup()}[/]").LeftJustified());
        Line();
    }

    public void Dispose() => System.Console.CancelKeyPress -= Interrupt;

    private void Interrupt(object? sender, ConsoleCancelEventArgs pressed)
    {
        pressed.Cancel = !IsInterrupted;         // the first time the example ends in order, the second time at once
        IsInterrupted = true;
    }
}
