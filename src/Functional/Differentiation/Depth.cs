using System.Runtime.CompilerServices;

namespace Functional;

/// <summary>Functions are in functions, as deep as the stack of a thread reaches. Beyond it a process would end without a word.</summary>
internal static class Depth
{
    /// <summary>Refuses to go deeper where the stack is nearly used up.</summary>
    /// <exception cref="InsufficientExecutionStackException">It is.</exception>
    public static void Ensure()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new InsufficientExecutionStackException(
                "Functions or networks are nested in each other deeper than the stack of this thread reaches: lay layers out in one chain, which may be of any length.");
    }
}
