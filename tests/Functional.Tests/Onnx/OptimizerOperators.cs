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
        ["Adagrad"] = new(Adagrad, Step),
        ["Adam"] = new(Adam, Step),
        ["Momentum"] = new(Momentum, Step),
    };

    private static Tensor<T>[] Momentum(OnnxCall<T> call)
    {
        OnnxLimitException.Unless(Steps(call) == 0 || call.Number("beta", 1) == 1, "a gradient that comes in part");
        call.Ignore("beta");                            // which counts from the second step on
        var momentum = GradientTransformations<T>.Momentum(call.Number("alpha", 0), nesterov: call.Text("mode") == "nesterov");
        return Updated(call, momentum, Rate(call), Steps(call), "momentum", "first");
    }

    /// <summary>ONNX divides the rate by 1 + decay·t.</summary>
    private static Tensor<T>[] Adagrad(OnnxCall<T> call) => Updated(
        call, GradientTransformations<T>.ScaleByAdagrad(epsilon: call.Number("epsilon", 1e-6f)), Rate(call) / (1 + Steps(call) * call.Number("decay_factor", 0)),
        Steps(call), "adagrad", "first");

    /// <summary>
    /// ONNX corrects the rate by √(1 − β₂ᵗ)/(1 − β₁ᵗ) after the first step, t being the number of steps before, and adds ε to the root of the square that is
    /// not corrected.
    /// </summary>
    private static Tensor<T>[] Adam(OnnxCall<T> call)
    {
        var (rate, beta1, beta2, before) = (Rate(call), call.Number("alpha", 0.9f), call.Number("beta", 0.999f), Steps(call));
        var t = Math.Max(before, 1);                    // ours corrects at once
        var (first, second) = (1 - Math.Pow(beta1, t), Math.Sqrt(1 - Math.Pow(beta2, t)));
        var adam = GradientTransformations<T>.ScaleByAdam(beta1, beta2, call.Number("epsilon", 1e-6f) / second);
        return Updated(call, adam, before == 0 ? rate * first / second : rate, t - 1, "adam", "first", "second");
    }

    private static double Rate(OnnxCall<T> call) => double.CreateChecked(call[0].Scalar);

    private static long Steps(OnnxCall<T> call) => call.Whole(1)[0];

    /// <summary>The decay of weights is in the gradient.</summary>
    private static Tensor<T>[] Updated(OnnxCall<T> call, Optimizer<T> transformation, double rate, long steps, string branch, params string[] moments)
    {
        var count = (call.Count - 2) / (2 + moments.Length);
        var optimizer = GradientTransformations<T>.AddDecayedWeights((double)call.Number("norm_coefficient", 0)).Then(transformation).Then(GradientTransformations<T>.ScaleBy(rate));
        var state = new OptimizerState<T>(steps, TensorTree<T>.Of((branch, TensorTree<T>.Of([.. moments.Select((name, i) => (name, Group(2 + i)))]))));
        var (next, after) = optimizer.Update(Group(1), state, Group(0));
        return [.. Leaves(next), .. moments.SelectMany(name => Leaves(after.Moments.Child(branch).Child(name)))];

        TensorTree<T> Group(int number) => OnnxConventions.Tree(
            [.. Enumerable.Range(0, count).Select(i => (Invariant($"{i}"), (Tensor<T>?)call[2 + number * count + i]))]);
    }

    private static IEnumerable<Tensor<T>> Leaves(TensorTree<T> tree) => tree.Leaves.Select(static leaf => leaf.Value);
}
