namespace Functional;

/// <summary>
/// What a class counts as in an average, where its ratio is 0/0: the precision of a class that is never predicted, the recall of a class without samples.
/// scikit-learn calls it <c>zero_division</c>; its default is <see cref="Zero"/>, with a warning. Here it is refused where nothing is said.
/// </summary>
public enum Undefined
{
    /// <summary>There is no average: an exception names the class.</summary>
    Refused,

    /// <summary>It counts as 0; <c>zero_division=0</c>.</summary>
    Zero,

    /// <summary>It counts as 1; <c>zero_division=1</c>.</summary>
    One,

    /// <summary>The average is that of the other classes; <c>zero_division=nan</c>.</summary>
    LeftOut,
}
