using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

/// <summary>What has one problem at most, where a query joins it with what may have many.</summary>
public static class OneProblem
{
    /// <summary>The value, or its problem as one of perhaps many.</summary>
    /// <typeparam name="A">The type of the value.</typeparam>
    /// <param name="fin">The value, or why there is none.</param>
    /// <example><code>
    /// var saved =
    ///     from table in Csv.ReadClasses&lt;float&gt;("iris.csv", target: "species")
    ///     from done in Npy.Save("inputs.npy", table.Samples.Inputs).ToValidation()
    ///     select table.Samples.Count;
    /// </code></example>
    public static Validation<Error, A> ToValidation<A>(this Fin<A> fin) =>
        fin.Match(Validation<Error, A>.Success, static problem => Validation<Error, A>.Fail(Prelude.Seq1(problem)));
}
