using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

/// <summary>A value, or all the problems that it has.</summary>
internal static class Outcome
{
    public static Validation<Error, A> Of<A>(A value, IReadOnlyCollection<Error> problems) => problems.Count == 0
        ? Validation<Error, A>.Success(value)
        : Validation<Error, A>.Fail(Prelude.toSeq(problems.ToArray()));

    public static Validation<Error, A> Fail<A>(string problem) => Validation<Error, A>.Fail(Prelude.Seq1(Error.New(problem)));
}
