using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

public static partial class Csv
{
    /// <summary>Looks at all values of a file: what its columns can be taken for. It is read once, and may be larger than memory.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">How the file is written; found out, when it is not said.</param>
    /// <returns>The survey; or all that is wrong with the rows as such.</returns>
    /// <exception cref="ArgumentException">The format contradicts itself.</exception>
    /// <example><code>
    /// var table = Csv.Survey("houses.csv").Bind(survey =>
    ///     (survey.Target("price"), survey.Features("price")).Apply((target, features) => Csv.Learn("houses.csv", target, features)));
    /// </code></example>
    public static Validation<Error, TableSurvey> Survey(string path, CsvFormat? format = null) => Source.Survey(path, format ?? new());
}
