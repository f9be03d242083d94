namespace Functional.IO;

/// <summary>Numbers of an array that are numbers of classes.</summary>
internal static class ClassNumbers
{
    /// <summary>The labels that a vector of numbers is.</summary>
    /// <exception cref="InvalidDataException">It has another shape, or a number is no class.</exception>
    public static Labels Of(Tensor<double> numbers)
    {
        if (numbers.Rank != 1)
            throw new InvalidDataException($"labels are one number a sample, of shape [samples], but it has shape {numbers.Shape}");
        var classes = new int[numbers.Length];
        for (var i = 0; i < classes.Length; i++)
            classes[i] = numbers.Span[i] is >= 0 and < int.MaxValue and var number && double.IsInteger(number) ? (int)number
                : throw new InvalidDataException(Invariant($"element {i} is {numbers.Span[i]}, which is no class: these are numbered 0, 1, 2, …"));
        return Labels.Create(classes);
    }
}
