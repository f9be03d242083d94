using Spectre.Console;

namespace Functional.Examples;

/// <summary>Where an example writes: colours and a live bar in a terminal, plain lines anywhere else. It also hears Ctrl-C.</summary>
internal sealed class Screen : IDisposable
{
    private const int PlainWidth = 100;
    private readonly TextWriter output;
    private readonly Interrupt interrupt = new();

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
    }

    public IAnsiConsole Console { get; }

    public bool IsPlain { get; }

    public bool IsInterrupted => interrupt.IsPressed;

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

    public void Dispose() => interrupt.Dispose();
}
