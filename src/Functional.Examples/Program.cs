using Functional.Examples;

return CommandLine.Run(args, Console.Out, Console.Error, Console.IsOutputRedirected);
