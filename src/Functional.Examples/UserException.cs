namespace Functional.Examples;

/// <summary>Something that the user can mend; its message is all that is shown.</summary>
internal sealed class UserException(string message) : Exception(message);
