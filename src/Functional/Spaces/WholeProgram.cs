using System.Diagnostics.CodeAnalysis;

namespace Functional;

/// <summary>What a program is that was neither trimmed nor compiled ahead of time: in others, fields that nobody names may be gone.</summary>
internal static class WholeProgram
{
#pragma warning disable IL4000 // the compilers put false for it where its guards say so, and the switch is for tests
    /// <summary>Whether the fields of a value of any type can be found. Trimming makes it false.</summary>
    [FeatureGuard(typeof(RequiresUnreferencedCodeAttribute))]
    public static bool IsHere => !AppContext.TryGetSwitch("Functional.WholeProgram", out var isHere) || isHere;
#pragma warning restore IL4000
}
