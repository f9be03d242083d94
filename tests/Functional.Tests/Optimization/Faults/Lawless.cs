using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Functional.GradientTransformations<double>;

namespace Functional.Tests.Optimization.Faults;

/// <summary>Mistakes that a law of all optimisers catches, whatever their formula.</summary>
internal static class Lawless
{
    /// <summary>Uphill.</summary>
    public static OptimizerFault Uphill { get; } = OptimizerFault.OfLaw("downhill", static faulty => new Formula("sign", 0, leaf => faulty ? -leaf.Gradient : leaf.Gradient));

    /// <summary>Parameters decay that nobody asked to.</summary>
    public static OptimizerFault DecayUnasked { get; } = OptimizerFault.OfLaw(
        "no gradient, no step", static faulty => new Formula("decay", 0, leaf => faulty ? leaf.Gradient + 1e-4 * leaf.Parameter : leaf.Gradient));

    /// <summary>The norm is that of all tensors, where it should be that of each.</summary>
    public static OptimizerFault NormOfAllTensors { get; } = OptimizerFault.OfLaw("leaf by leaf", static faulty => faulty ? ClipByGlobalNorm(0.1) : ClipByNorm(0.1));

    /// <summary>The velocity is written over the one that was given.</summary>
    public static OptimizerFault WritesOverItsMoments { get; } = OptimizerFault.OfLaw("twice the same", static faulty => new Formula("velocity", 1, leaf =>
    {
        if (!faulty)
            return leaf.Next(0, 0.5, 1, leaf.Gradient);
        var numbers = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(leaf.Moments[0].Span), leaf.Moments[0].Length);
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = 0.5 * numbers[i] + leaf.Gradient.Span[i];
        return leaf.Moments[0];
    }));

    /// <summary>The transformation counts its own steps, and so those of all runs together.</summary>
    public static OptimizerFault CountsByItself { get; } = OptimizerFault.OfLaw("resumed", static faulty =>
    {
        var own = 0L;
        return new Formula("counter", 0, leaf => leaf.Gradient / (1 + (faulty ? own++ : leaf.Step)));
    });

    /// <summary>The velocity is kept beside the state: whoever saves the state, and goes on from it, goes on without.</summary>
    public static OptimizerFault RemembersBesideTheState { get; } = OptimizerFault.OfLaw("resumed", static faulty =>
    {
        var beside = new ConditionalWeakTable<Tensor<double>, Tensor<double>>();
        return new Formula("velocity", 1, leaf =>
        {
            if (!faulty)
                return leaf.Next(0, 0.5, 1, leaf.Gradient);
            var velocity = beside.TryGetValue(leaf.Moments[0], out var before) ? 0.5 * before + leaf.Gradient : leaf.Gradient;
            beside.Add(leaf.Moments[0] = leaf.Gradient.Zero, velocity);
            return velocity;
        });
    });

    /// <summary>What is remembered has another shape from the second step on.</summary>
    public static OptimizerFault MomentOfAnotherShape { get; } = OptimizerFault.OfLaw("names and shapes", static faulty => new Formula("velocity", 1, leaf =>
    {
        leaf.Next(0, 0.5, 1, leaf.Gradient);
        if (faulty)
            leaf.Moments[0] = leaf.Moments[0].Reshape([1, .. leaf.Moments[0].Shape.Sizes]);
        return leaf.Gradient;
    }));

    /// <summary>A formula that reads its numbers cannot be differentiated.</summary>
    public static OptimizerFault ReadsItsNumbers { get; } = OptimizerFault.OfLaw(
        "traced", static faulty => new Formula("sign", 0, leaf => faulty ? Tensor.Generate<double>(leaf.Gradient.Shape, i => leaf.Parameter.Span[i]) : leaf.Gradient + leaf.Parameter));

    /// <summary>The gradients of frozen parameters are zero, and what comes after that decays them.</summary>
    public static OptimizerFault DecaysWhatIsFrozen { get; } = Claim(
        "a frozen parameter keeps its bits", static faulty => (faulty ? new Optimizer<double>(new Chosen("w", 0)) : Identity.Freeze("w")).Then(AddDecayedWeights(0.1)),
        static (start, first, second) => start["w"] == first["w"] && first["w"] == second["w"]);

    /// <summary>A transformation of chosen parameters leaves nothing of the updates of all others.</summary>
    public static OptimizerFault WhereZeroesTheOthers { get; } = Claim(
        "what is not chosen moves by its gradient", static faulty => ScaleBy(0.5).Where("w").Then(faulty ? new Optimizer<double>(new Chosen("b", 0)) : Identity),
        static (start, first, _) => first["b"] == start["b"] - 1.0 && first["w"] == start["w"] - 0.5);

    /// <summary>The noise of each step is that of the first.</summary>
    public static OptimizerFault NoiseOfOneKey { get; } = Claim(
        "two steps have noise of their own",
        static faulty => faulty ? new Formula("noise", 0, static leaf => leaf.Gradient + Key.FromSeed(1).Normal<double>(leaf.Gradient.Shape)) : AddNoise(1, Key.FromSeed(1)),
        static (start, first, second) => (first["w"] - start["w"]).Zip(second["w"] - first["w"], static (x, y) => Math.Abs(x - y)).Max().Scalar > 1e-3);

    /// <summary>Two transformations are composed in the other order.</summary>
    public static OptimizerFault ComposedInTheOtherOrder { get; } = Claim(
        "what is said first happens first", static faulty => faulty ? ScaleBy(0.25).Then(ClipByValue(0.5)) : ClipByValue(0.5).Then(ScaleBy(0.25)),
        static (start, first, _) => first["w"] == start["w"] - 0.125);

    /// <summary>A fault that a sentence about two steps of gradients of ones catches.</summary>
    private static OptimizerFault Claim(
        string sentence, Func<bool, Optimizer<double>> make, Func<TensorTree<double>, TensorTree<double>, TensorTree<double>, bool> holds, [CallerMemberName] string name = "") =>
        new(name, sentence, faulty =>
        {
            var start = TensorTree<double>.Of(("w", Tensor.Create<double>([2, 2], 1, 2, 3, 4)), ("b", Tensor.Vector(5.0, 6)));
            var (optimizer, gradient) = (make(faulty), start.Map(static leaf => Tensor.Ones<double>(leaf.Shape)));
            var (first, state) = optimizer.Update(gradient, optimizer.Initialize(start), start);
            var (second, _) = optimizer.Update(gradient, state, first);
            return holds(start, first, second) ? null : $"{optimizer}: not so that {sentence}";
        });

    /// <summary>The updates of one parameter times a number.</summary>
    private sealed record Chosen(string Path, double Factor) : GradientTransformation<double>
    {
        public override string Name => "chosen";

        public override Transformed<double> Apply(TensorTree<double> updates, TensorTree<double> moments, TensorTree<double> parameters, UpdateStep at) =>
            new(updates.Map((path, leaf) => path == Path ? leaf * Factor : leaf), moments);
    }
}
