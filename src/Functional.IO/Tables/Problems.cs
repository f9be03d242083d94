using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

/// <summary>What is wrong with a file, problem by problem, up to a number of them.</summary>
internal sealed class Problems(string path, int most)
{
    private readonly List<Error> found = [];

    /// <summary>Whether as many were found as are told.</summary>
    public bool IsFull => found.Count >= most;

    public bool IsEmpty => found.Count == 0;

    public Error? First => found.FirstOrDefault();

    public void Add(string problem)
    {
        if (IsFull)
            return;
        found.Add(Error.New($"{path}: {problem}."));
        if (IsFull && most > 1)
            found.Add(Error.New(Invariant($"{path}: after {most} problems no more are looked for.")));
    }

    /// <summary>The result, or all problems.</summary>
    public Validation<Error, A> Or<A>(Func<A> result) => IsEmpty
        ? Validation<Error, A>.Success(result())
        : Validation<Error, A>.Fail(Prelude.toSeq(found.ToArray()));
}
