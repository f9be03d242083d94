namespace Functional;

// What is refused of numbers that are given: a look at them, where they can be read.
public sealed partial class Tensor<T>
{
    /// <summary>The first number outside of a range, NaN too; null where there is none. What is traced is not looked at.</summary>
    internal T? FirstOutside(T lowest, T highest)
    {
        if (!isTraced)
            foreach (var number in Span)
                if (!(number >= lowest && number <= highest))
                    return number;
        return null;
    }

    /// <summary>The first number that is neither of two, NaN too; null where there is none. What is traced is not looked at.</summary>
    internal T? FirstNeither(T one, T other)
    {
        if (!isTraced)
            foreach (var number in Span)
                if (number != one && number != other)
                    return number;
        return null;
    }
}
