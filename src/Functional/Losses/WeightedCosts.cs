using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = Σ weight · cost over the outputs of <see cref="Heads{X}"/>, each with a cost of its own.</summary>
    /// <param name="costs">For every head its name, the weight of its cost, finite, and the cost.</param>
    /// <exception cref="ArgumentException">There are no costs, two have one name, or a weight is not finite.</exception>
    public static Layer<T, TensorTree<T>, Tensor<T>> WeightedCosts(
        params ReadOnlySpan<(string Head, T Weight, Layer<T, Tensor<T>, Tensor<T>> Cost)> costs)
    {
        if (costs.IsEmpty)
            throw new ArgumentException("WeightedCosts: no costs were given.", nameof(costs));
        var branches = ImmutableArray.CreateBuilder<(T, Layer<T, Tensor<T>, Tensor<T>>)>(costs.Length);
        foreach (var (head, weight, cost) in costs)
            branches.Add(T.IsFinite(weight)
                ? (weight, Named(head, cost))
                : throw new ArgumentException(Invariant($"WeightedCosts: the weight of '{head}' is finite, got {weight}."), nameof(costs)));
        Branches.Distinct<T>("WeightedCosts", [.. branches.Select(static branch => branch.Item2.List.All[0])]);
        return new(new WeightedCostsLink<T>(branches.MoveToImmutable()));
    }
}

/// <summary>A weighted sum of costs, one for each head.</summary>
internal sealed record WeightedCostsLink<T>(ImmutableArray<(T Weight, Layer<T, Tensor<T>, Tensor<T>> Cost)> Costs) : Link<T, TensorTree<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "WeightedCosts";

    public override string Code =>
        $"WeightedCosts({string.Join(", ", Costs.Select(static each => Invariant($"(\"{each.Cost.Label}\", {each.Weight}, {each.Cost.List.All[0].Code})")))})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var heads = input.ByName;
        ExpectHeads([.. heads.Select(static head => head.Name)]);
        return Branches.Beside(
            Name, Shape.Scalar, [.. Costs.Select(each => each.Cost.Initialize(key, heads.First(head => head.Name == each.Cost.Label).Shapes))]);
    }

    public override Evaluation<T, TensorTree<T>, Tensor<T>> Apply(TensorTree<T> parameters, TensorTree<T> input, Context<T> context)
    {
        parameters.Only();
        ExpectHeads([.. input.Children.Select(static branch => branch.Name)]);
        var passes = Costs.Select(each => each.Cost.Forward(TensorTree<T>.Empty, input[each.Cost.Label!], context)).ToArray();
        var terms = passes.Zip(Costs, static (pass, each) => pass.Output * each.Weight).ToArray();
        var backs = passes.Select(static pass => pass.Pullback).ToArray();
        return new(PairwiseSum.Of(terms.Length, i => terms[i]), Pullback);

        Cotangents<T, TensorTree<T>> Pullback(Tensor<T> d)
        {
            var cotangents = backs.Zip(Costs, (back, each) => (each.Cost.Label!, back(d * each.Weight))).ToArray();
            return new(
                static () => TensorTree<T>.Empty,
                () => TensorTree<T>.Of([.. cotangents.Select(static each => (each.Item1, (TensorTree<T>)each.Item2.Input))]));
        }
    }

    /// <inheritdoc/>
    public bool Equals(WeightedCostsLink<T>? other) =>
        ReferenceEquals(this, other) || (other is not null && Label == other.Label && Costs.AsSpan().SequenceEqual(other.Costs.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => Costs.Aggregate(HashCode.Combine(Label), HashCode.Combine);

    private void ExpectHeads(string[] heads)
    {
        var costs = Costs.Select(static each => each.Cost.Label!).ToArray();
        if (!heads.ToHashSet(StringComparer.Ordinal).SetEquals(costs))
            throw new ShapeException($"WeightedCosts: the heads are [{string.Join(", ", heads)}], but there are costs of [{string.Join(", ", costs)}].");
    }
}
