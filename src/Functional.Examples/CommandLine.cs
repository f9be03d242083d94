using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Functional.Examples.Tables;

namespace Functional.Examples;

/// <summary>The command line: examples, tables of the user's own, one set of options, one line for each mistake.</summary>
internal static class CommandLine
{
    private const int UsageError = 2;
    private const int Interrupted = 130;

    public static int Run(string[] args, TextWriter output, TextWriter error, bool plain)
    {
        var epochs = Option<int?>("--epochs", "How often the training part is seen.", "a whole number of at least 1", text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 ? value : null);
        var rate = Option<float?>("--rate", "The learning rate.", "a positive number", text =>
            float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && float.IsFinite(value) ? value : null);
        var seed = Option<ulong?>("--seed", "The seed of all that is random. [default: 1]", "a whole number of at least 0", text =>
            ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null);
        var folder = new Option<string>("--output")
        {
            Description = "The folder of all that is written.",
            DefaultValueFactory = static _ => "pictures",
            Recursive = true,
        };

        var root = new RootCommand("Networks of pure functions, trained. Without a command: two-class.") { epochs, rate, seed, folder };
        root.SetAction(Example(IrisExample.TwoClass));
        root.Subcommands.Add(Command("two-class", "The two-class softmax classifier on two features of iris.", IrisExample.Defaults, IrisExample.TwoClass));
        root.Subcommands.Add(Command("multi-class", "The same with all three species.", IrisExample.Defaults, IrisExample.MultiClass));
        root.Subcommands.Add(Command("digits", "A network in a network in a network on handwritten digits.", DigitsExample.Defaults, DigitsExample.Run));
        root.Subcommands.Add(Command("convolution", "A convolutional network on handwritten digits.", ConvolutionExample.Defaults, ConvolutionExample.Run));
        root.Subcommands.Add(Command("sequence", "A long short-term memory that adds what is marked.", SequenceExample.Defaults, SequenceExample.Run));
        root.Subcommands.Add(Command("language", "A transformer that learns to write, character by character.", LanguageExample.Defaults, LanguageExample.Run));
        root.Subcommands.Add(Command("gan", "Two networks that learn from each other to make points of the plane.", GanExample.Defaults, GanExample.Run));
        root.Subcommands.Add(Command("fine-tune", "An encoder that is frozen, given a new head, and thawed layer by layer.", FineTuneExample.Defaults, FineTuneExample.Run));
        root.Subcommands.Add(Command("schedules", "How a learning rate may change over a run.", SchedulesExample.Defaults, SchedulesExample.Run));
        root.Subcommands.Add(Command("physics", "A network that solves −u″ = f: u″ is in its cost.", PhysicsExample.Defaults, PhysicsExample.Run));
        root.Subcommands.Add(Command("curvature", "Eigenvalues of the Hessian of a trained network.", CurvatureExample.Defaults, CurvatureExample.Run));
        root.Subcommands.Add(Command(
            "equilibrium", "A layer that is a fixed point, on two spirals.", EquilibriumExample.Defaults, EquilibriumExample.Run));

        root.Subcommands.Add(TableCommands.Train(epochs, rate, seed, folder, Guarded));
        root.Subcommands.Add(TableCommands.Predict(output, Guarded));

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            // All mistakes at once. An option that took the next one for its value says so better than what was left over.
            var ofOptions = parsed.Errors.Where(static problem => problem.SymbolResult is OptionResult).ToArray();
            foreach (var problem in ofOptions.Length > 0 ? ofOptions : parsed.Errors.Take(1))
                error.WriteLine(problem.Message.ReplaceLineEndings(" ") + " See --help.");
            return UsageError;
        }
        return parsed.Invoke(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false });

        Command Command(string name, string description, string defaults, Action<Settings, Screen> example)
        {
            var command = new Command(name, $"{description} [defaults: {defaults}]");
            command.SetAction(Example(example));
            return command;
        }

        Func<ParseResult, int> Example(Action<Settings, Screen> example) => Guarded((result, screen) =>
            example(new(result.GetValue(epochs), result.GetValue(rate), result.GetValue(seed) ?? 1, result.GetValue(folder)!), screen));

        Func<ParseResult, int> Guarded(Action<ParseResult, Screen> body) => result =>
        {
            using var screen = new Screen(output, plain);
            try
            {
                body(result, screen);
                return screen.IsInterrupted ? Interrupted : 0;
            }
            catch (Exception problem) when (
                problem is UserException or NonFiniteException or ConvergenceException or ArgumentOutOfRangeException { ParamName: "rate" })
            {
                error.WriteLine(problem.Message);
                return 1;
            }
        };
    }

    internal static Option<V> Option<V>(string name, string description, string expected, Func<string, V> parse) => new(name)
    {
        Description = description,
        Recursive = true,
        CustomParser = result => Parse(result, name, expected, parse),
    };

    private static V Parse<V>(ArgumentResult result, string name, string expected, Func<string, V> parse)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        var value = parse(text);
        if (value is null)
            result.AddError($"{name}: '{text}' is not {expected}.");
        return value;
    }
}
