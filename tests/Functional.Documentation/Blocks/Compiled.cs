using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Functional.Documentation.Blocks;

/// <summary>Examples that were compiled, all of them at once.</summary>
internal sealed class Compiled
{
    private readonly Dictionary<string, MethodInfo> methods = [];

    public Compiled(IReadOnlyList<Example> examples)
    {
        var attributes = new HashSet<string>();
        var trees = examples.Select((example, i) => (example, name: Invariant($"Example{i}"), tree: Program.Of(example, Invariant($"Example{i}"), attributes))).ToArray();
        var compilation = CSharpCompilation.Create("Documented", trees.Select(static each => each.tree), References, new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        var errors = compilation.GetDiagnostics().Where(static each => each.Severity == DiagnosticSeverity.Error).ToArray();
        Problems = [.. errors.Select(Told)];
        var wrong = errors.Select(static each => each.Location.SourceTree).ToHashSet();
        using var bytes = new MemoryStream();
        if (!compilation.RemoveSyntaxTrees(trees.Select(static each => each.tree).Where(wrong.Contains)).Emit(bytes).Success)
            return;
        var assembly = Assembly.Load(bytes.ToArray());
        foreach (var (example, name, _) in trees)
            if (assembly.GetType($"{name}.{nameof(Program)}")?.GetMethod(Program.Method) is { } method)
                methods.Add(example.At, method);
    }

    /// <summary>What the compiler refuses, with the place in the documentation.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>What runs an example; null where it only declares types.</summary>
    public Action? Run(Example example) => methods.TryGetValue(example.At, out var method) ? method.CreateDelegate<Action>() : null;

    /// <summary>What a user's program refers to: Functional.Parquet does not pass its decoder on.</summary>
    private static MetadataReference[] References { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(static path => Path.GetFileName(path) != "Parquet.dll").Select(static path => MetadataReference.CreateFromFile(path))];

    private static string Told(Diagnostic error)
    {
        var span = error.Location.GetMappedLineSpan();
        return Invariant($"{span.Path}:{span.StartLinePosition.Line + 1}: {error.Id} {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
    }
}
