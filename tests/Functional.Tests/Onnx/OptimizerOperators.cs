using System.Numerics;

namespace Functional.Tests.Onnx;

/// <summary>Steps of optimisers: of a rate, the number of steps before, parameters, gradients and moments.</summary>
internal static class OptimizerOperators<T>
    where T : struct, IFloatingPointIeee754<T>
{
    // Moments, their correction, a root, a quotient and a step: two dozen operations.
    private static readonly OnnxRounding Step = OnnxRounding.OfChanges(static _ => 24);

    public static IReadOnlyDictionary<string, OnnxOperator<T>> All { get; } = new Dictionary<string, OnnxOperator<T>>(StringComparer.Ordinal)
    {
        ["Adam"] = new(Adam, Step),
        ["Momentum"] = new(Momentum, Step),
    };

    private static Tensor<T>[] Momentum(OnnxCall<T> call)
    {
        OnnxLimitException.Unless(call.Text("mode") == "standard", "Nesterov's momentum");
        OnnxLimitException.Unless(Steps(call) == 0 || call.Number("beta", 1) == 1, "a gradient that comes in part");
        call.Ignore("beta");                            // which counts from the second step on
        return Updated(call, Optimizer.Momentum(call[0].Scalar, T.CreateChecked(call.Number("alpha", 0))), Steps(call), "velocity");
    }

    /// <summary>
    /// ONNX corrects the rate by √(1 − β₂ᵗ)/(1 − β₁ᵗ) after the first step, t being the number of steps before, and adds ε to the root of the square that is
    /// not corrected.
    /// </summary>
    private static Tensor<T>[] Adam(OnnxCall<T> call)
    {
        var (rate, beta1, beta2, before) = (double.CreateChecked(call[0].Scalar), call.Number("alpha", 0.9f), call.Number("beta", 0.999f), Steps(call));
        var t = Math.Max(before, 1);                    // ours corrects at once
        var (first, second) = (1 - Math.Pow(beta1, t), Math.Sqrt(1 - Math.Pow(beta2, t)));
        var optimizer = Optimizer.Adam(
            T.CreateChecked(before == 0 ? rate * first / second : rate), beta1, beta2, call.Number("epsilon", 1e-6f) / second);
        return Updated(call, optimizer, t - 1, "first", "second");
    }

    private static long Steps(OnnxCall<T> call) => call.Whole(1)[0];

    private static Tensor<T>[] Updated(OnnxCall<T> call, Optimizer<T> optimizer, long steps, params string[] moments)
    {
        var count = (call.Count - 2) / (2 + moments.Length);
        var decay = T.CreateChecked(call.Number("norm_coefficient", 0));
        var parameters = Group(0);
        // The decay of weights is in the gradient.
        var gradient = Group(1).Zip(parameters, (g, x) => g + x * decay);
        var state = new OptimizerState<T>(steps, TensorTree<T>.Of([.. moments.Select((name, i) => (name, Group(2 + i)))]));
        var (next, after) = optimizer.Update(gradient, state, parameters);
        return [.. Leaves(next), .. moments.SelectMany(name => Leaves(after.Moments.Child(name)))];

        TensorTree<T> Group(int number) => OnnxConventions.Tree(
            [.. Enumerable.Range(0, count).Select(i => (Invariant($"{i}"), (Tensor<T>?)call[2 + number * count + i]))]);
    }

    private static IEnumerable<Tensor<T>> Leaves(TensorTree<T> tree) => tree.Leaves.Select(static leaf => leaf.Value);
}
