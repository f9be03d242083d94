namespace Functional.Tests.Golden;

/// <summary>A function of the operands of a golden case, told its attributes.</summary>
internal delegate Tensor<double> GoldenFunction(Tensor<double>[] operands, GoldenDerivatives golden);

/// <summary>The functions whose cases a file holds, by the names there: each has the output, the first and the second derivatives of PyTorch.</summary>
internal sealed class GoldenFunctions(string file, IReadOnlyDictionary<string, GoldenFunction> functions)
{
    /// <summary>Compares all cases of a function of several tensors.</summary>
    /// <returns>How near they are, as text.</returns>
    public string Compare(string name, int cases)
    {
        var errors = new List<double>();
        Assert.All(GoldenDerivatives.In(file)[name], golden => errors.Add(golden.Operands.Length switch
        {
            1 => Errors(golden, static x => x[0], static x => [x]),
            2 => Errors<Pair<Tensor<double>, Tensor<double>>>(golden, static x => (x[0], x[1]), static x => [x.First, x.Second]),
            3 => Errors<Pair<Tensor<double>, Pair<Tensor<double>, Tensor<double>>>>(
                golden, static x => (x[0], (x[1], x[2])), static x => [x.First, x.Second.First, x.Second.Second]),
            _ => Errors(golden, Tree, Leaves),
        }));

        Assert.Equal(cases, errors.Count);
        return Invariant($"{name}: {errors.Max():P1} of the error allowed");
    }

    /// <summary>Compares all cases of a function of a tree of tensors.</summary>
    public void CompareInTrees(string name) => Assert.All(GoldenDerivatives.In(file)[name], golden => Errors(golden, Tree, Leaves));

    /// <summary>No function of the file is left out.</summary>
    public void AreAll() => Assert.Equal(GoldenDerivatives.In(file).Select(static cases => cases.Key).Order(), functions.Keys.Order());

    private static TensorTree<double> Tree(Tensor<double>[] x) =>
        TensorTree<double>.Of([.. x.Select(static (tensor, i) => (Invariant($"{i:D3}"), (TensorTree<double>)tensor))]);

    private static Tensor<double>[] Leaves(TensorTree<double> tree) => [.. tree.Leaves.Select(static leaf => leaf.Value)];

    /// <summary>Compares the function x ↦ y, its pullback, and the pullback of (x, ȳ) ↦ x̄.</summary>
    /// <returns>The largest error, in parts of the error allowed.</returns>
    private double Errors<X>(GoldenDerivatives golden, Func<Tensor<double>[], X> together, Func<X, Tensor<double>[]> apart)
        where X : IVectorSpace<X>
    {
        var function = Differentiable.Trace((X x) => functions[golden.Function](apart(x), golden));
        var wayBack = Differentiable.Trace((Pair<X, Tensor<double>> p) => function(p.First).Pullback(p.Second));

        var (y, back) = function(together(golden.Operands));
        var first = apart(back(golden.Cotangent));
        var (traced, backAgain) = wayBack((together(golden.Operands), golden.Cotangent));
        var firstTraced = apart(traced);
        var cotangents = backAgain(together(golden.Directions));
        var second = apart(cotangents.First);

        return Enumerable.Range(0, golden.Operands.Length).Max(i => Worst(
            golden.Error("the output", golden.Output, y),
            golden.Error("the derivative along v", golden.Along, cotangents.Second, golden.Directions),
            golden.Error(Invariant($"the derivative by operand {i}"), golden.First[i], first[i], [golden.Cotangent]),
            golden.Error(Invariant($"the traced derivative by operand {i}"), golden.First[i], firstTraced[i], [golden.Cotangent]),
            golden.Error(Invariant($"the second derivative by operand {i}"), golden.Second[i], second[i], [golden.Cotangent], golden.Directions)));
    }

    private static double Worst(params double[] errors) => errors.Max();
}
