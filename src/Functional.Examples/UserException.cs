using LanguageExt;
using LanguageExt.Common;

namespace Functional.Examples;

/// <summary>Something that the user can mend; its message is all that is shown.</summary>
internal sealed class UserException(string message) : Exception(message)
{
    /// <summary>Several things that the user can mend, a line each.</summary>
    public UserException(Seq<Error> problems) : this(string.Join(Environment.NewLine, problems.Map(static problem => problem.Message)))
    {
    }

    /// <summary>The value of what came from outside; what is wrong with it is told to the user.</summary>
    public static A Unless<A>(Validation<Error, A> outside) => outside.IfFail(static problems => throw new UserException(problems));

    /// <summary>The same where one thing can be wrong.</summary>
    public static A Unless<A>(Fin<A> outside) => outside.IfFail(static problem => throw new UserException(problem.Message));
}
