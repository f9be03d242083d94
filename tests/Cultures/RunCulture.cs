using System.Globalization;
using System.Runtime.CompilerServices;

namespace Functional.Cultures;

/// <summary>
/// The culture of a whole run: what the environment variable <c>FUNCTIONAL_CULTURE</c> names, set before the first test, on every thread. Nothing that the
/// library computes, reads or prints may depend on it.
/// </summary>
internal static class RunCulture
{
    public const string Variable = "FUNCTIONAL_CULTURE";

    /// <summary>The culture that the environment asks for; the invariant one when it does not.</summary>
    public static CultureInfo FromEnvironment => Cultures.Named(Environment.GetEnvironmentVariable(Variable));

#pragma warning disable CA2255 // A test assembly is where a run begins.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Set()
    {
        CultureInfo.CurrentCulture = FromEnvironment;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture;
    }
}
