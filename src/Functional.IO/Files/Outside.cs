using System.Security;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

/// <summary>What the outside world may refuse: a file that is not there, not readable, not whole, a disk that is full. It comes back as a value that says what and where.</summary>
internal static class Outside
{
    /// <summary>The result, or why there is none.</summary>
    /// <param name="path">The file or folder, which the message begins with.</param>
    /// <param name="attempt">What is tried.</param>
    public static Fin<A> Try<A>(string path, Func<A> attempt)
    {
        try
        {
            return attempt();
        }
        catch (Exception problem) when (IsOutside(problem))
        {
            return Fin<A>.Fail(Refusal(path, problem));
        }
    }

    /// <summary>The same, where many things can be wrong at once.</summary>
    public static Validation<Error, A> TryAll<A>(string path, Func<Validation<Error, A>> attempt) =>
        Try(path, attempt).Match(static result => result, static problem => Validation<Error, A>.Fail(Prelude.Seq1(problem)));

    /// <summary>Each difference as an error of its own.</summary>
    public static Validation<Error, A> Fail<A>(string path, IEnumerable<string> differences) =>
        Validation<Error, A>.Fail(Prelude.toSeq(differences.Select(each => Error.New($"{path}: {each}.")).ToArray()));

    /// <summary>One problem.</summary>
    public static Validation<Error, A> Fail<A>(string problem) => Validation<Error, A>.Fail(Prelude.Seq1(Error.New(problem)));

    /// <summary>A value, or all the problems that it has.</summary>
    public static Validation<Error, A> Of<A>(A value, IReadOnlyCollection<Error> problems) => problems.Count == 0
        ? Validation<Error, A>.Success(value)
        : Validation<Error, A>.Fail(Prelude.toSeq(problems.ToArray()));

    /// <summary>Refuses a path that no file can have.</summary>
    /// <exception cref="IOException">There is a character 0 in it.</exception>
    public static void ExpectName(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
            throw new IOException("a name with a character 0 is that of no file");
    }

    private static Error Refusal(string path, Exception problem) =>
        Error.New($"{path}: {problem.Message.TrimEnd('.')}.", problem);

    private static bool IsOutside(Exception problem) =>
        problem is IOException or InvalidDataException or UnauthorizedAccessException or SecurityException or NotSupportedException;
}
