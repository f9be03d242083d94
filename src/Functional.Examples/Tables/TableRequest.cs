using System.Collections.Immutable;
using Functional.IO;

namespace Functional.Examples.Tables;

/// <summary>What the user asked of a table.</summary>
/// <param name="Data">The file.</param>
/// <param name="Target">The column that is predicted.</param>
/// <param name="Ignored">The columns that are left out.</param>
/// <param name="IsOfClasses">Whether the target is a class, or a number; null where it is found out.</param>
/// <param name="Format">How the file is written.</param>
/// <param name="Folds">How many folds the report is of.</param>
/// <param name="SettingsFile">A file of settings, where one is given.</param>
/// <param name="Given">The settings of the command line.</param>
/// <param name="Output">The folder of all that is written.</param>
internal sealed record TableRequest(
    string Data, string Target, ImmutableArray<string> Ignored, bool? IsOfClasses, CsvFormat Format, int Folds, string? SettingsFile, SettingsSource Given, string Output);
