namespace Functional.Tests.Onnx;

/// <summary>
/// How much rounding lies between the exact output of an operator and a computed one: how many roundings there are, one upon the other, and of numbers how
/// large. What is allowed is their product, times the unit of the precision: once for ONNX, whose vectors NumPy computed, and once for us.
/// </summary>
/// <param name="sizes">Of a case and its outputs: the sum of the sizes of all roundings that go into each element.</param>
internal sealed class OnnxRounding(Func<OnnxCase, Func<OnnxCase, Tensor<double>[]>, Tensor<double>[]> sizes)
{
    /// <summary>Numbers are moved, compared or chosen: none is another one.</summary>
    public static OnnxRounding None { get; } = Of(0);

    /// <summary>One operation of IEEE 754.</summary>
    public static OnnxRounding Once { get; } = Of(1);

    /// <summary>
    /// A function of one number: within 4 units of the last place, which are 8 roundings. So near are NumPy's functions of float (those of Intel's SVML, of 4
    /// units, which it has used since 1.22), and ours.
    /// </summary>
    public static OnnxRounding Function { get; } = Of(8);

    /// <summary>So many roundings of the output itself.</summary>
    public static OnnxRounding Of(double count) => new((of, exact) => [.. exact(of).Select(y => y.Abs() * count)]);

    /// <summary>So many roundings of the output, and of numbers on the way there.</summary>
    /// <param name="count">How many.</param>
    /// <param name="size">The largest of these numbers, for each output; where there are more outputs, for the last ones.</param>
    public static OnnxRounding Of(Func<OnnxCall<double>, double> count, params Func<OnnxCall<double>, double>[] size) => new((of, exact) =>
    [
        .. exact(of).Select((y, output) => (y.Abs() + size[Math.Min(output, size.Length - 1)](new(of))) * count(new(of))),
    ]);

    /// <summary>
    /// Sums of products, in any order: with n roundings on the way of each term the error is at most n·u·Σ|term|, and Σ|term| is the operator of the
    /// absolute values. Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition, 2002, §3.1 and §3.5.
    /// </summary>
    /// <param name="count">How many roundings there are on the way of a term: as many as there are terms, and those of the term itself.</param>
    public static OnnxRounding OfSums(Func<OnnxCall<double>, double> count) =>
        new((of, exact) => [.. exact(of.Absolute).Select(y => y.Abs() * count(new(of)))]);

    /// <summary>
    /// So many roundings, each of which is as good as one of an input or of the output: count·u·(|y| + Σ|xᵢ·∂y/∂xᵢ|), by the condition of each element of
    /// the output. The derivatives are differences. Higham, §1.5 and §1.6.
    /// </summary>
    /// <param name="count">How many roundings there are on the way of a number.</param>
    /// <param name="between">How large numbers are on the way, from which others nearly as large are subtracted.</param>
    public static OnnxRounding OfChanges(Func<OnnxCall<double>, double> count, double between = 0) => new((of, exact) =>
    {
        const double part = 1e-6;               // of a number: half of the digits are left for the difference
        var outputs = exact(of);
        Tensor<double>[] sizes = [.. outputs.Select(y => y.Abs() + between)];
        foreach (var changed in of.Changed(1 + part))
            sizes = [.. exact(changed).Select((y, output) => sizes[output] + (y - outputs[output]).Abs() / part)];
        return [.. sizes.Select(size => size * count(new(of)))];
    });

    /// <summary>The largest error of each element of each output, in units.</summary>
    /// <param name="of">The case.</param>
    /// <param name="exact">The operator in double precision.</param>
    public Tensor<double>[] Sizes(OnnxCase of, Func<OnnxCase, Tensor<double>[]> exact) => sizes(of, exact);
}
