using System.Numerics;

namespace Functional;

/// <summary>A transformation that treats each element by itself, so that neighbours run in one pass.</summary>
internal interface IElementwise<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>How many moments it has.</summary>
    int Moments { get; }

    /// <summary>The parameters that it is for; null for all.</summary>
    Paths? Paths { get; }

    /// <summary>What it does in a step.</summary>
    /// <param name="index">How many steps there were before.</param>
    IElementwiseStep<T> At(long index);
}

/// <summary>What an element-wise transformation does in one step, with the numbers of that step.</summary>
internal interface IElementwiseStep<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>What it is as u ↦ a·u + b·p; null where it is no such map.</summary>
    AffineMap? Affine { get; }

    /// <summary>Whether a number of it is traced.</summary>
    bool IsTraced { get; }

    /// <summary>How many moments it has.</summary>
    int Moments { get; }

    /// <summary>The result, and the next moments, in one loop.</summary>
    Tensor<T> Run(
        Tensor<T> parameter, Tensor<T> update, ReadOnlySpan<Tensor<T>> moments, Span<Tensor<T>> next, AffineMap before, AffineMap after, bool isLast, bool donated);

    /// <summary>The update that goes on, operation by operation; the moments are replaced.</summary>
    Tensor<T> Trace(Tensor<T> parameter, Tensor<T> update, Span<Tensor<T>> moments);
}

/// <summary>Element-wise transformations in a row, which wait to be run together.</summary>
internal sealed class ElementwiseSteps<T>(int most)
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly (IElementwiseStep<T> Step, Paths? Paths, int Link)[] waiting = new (IElementwiseStep<T>, Paths?, int)[2 * most];
    private IElementwiseStep<T>? nothing;       // the rule where there is none
    private int count;

    public void Add(IElementwise<T> transformation, long index, int link) => waiting[count++] = (transformation.At(index), transformation.Paths, link);

    /// <summary>All updates times a number.</summary>
    public void Add(double scale) => waiting[count++] = (new AffineStep<T>(scale, 0), null, -1);

    /// <summary>The updates after what waits; none waits then.</summary>
    public TensorTree<T> Updates(TensorTree<T> updates, TensorTree<T> parameters, TensorTree<T>[] moments, UpdateStep at) =>
        count == 0 ? updates : Run(updates, parameters, moments, isLast: false, at.IsDonated);

    /// <summary>The parameters less the updates after what waits.</summary>
    public TensorTree<T> Parameters(TensorTree<T> updates, TensorTree<T> parameters, TensorTree<T>[] moments, UpdateStep at) =>
        Run(updates, parameters, moments, isLast: true, at.IsDonated);

    private TensorTree<T> Run(TensorTree<T> updates, TensorTree<T> parameters, TensorTree<T>[] moments, bool isLast, bool donated)
    {
        var (made, chosen) = (0, false);
        for (var i = 0; i < count; i++)
        {
            made += waiting[i].Step.Moments;
            chosen |= waiting[i].Paths is not null;
        }
        TensorTree<T> result;
        if (made == 0 && !chosen)
            result = parameters.Zip(updates, (p, u) => IsTraced(p, u) ? Traced("", p, u, [], isLast) : Leaf("", p, u, [], [], isLast, donated));
        else
        {
            // Parameters, updates, then all moments in their order.
            var trees = new TensorTree<T>[2 + made];
            (trees[0], trees[1]) = (parameters, updates);
            for (var (i, at) = (0, 2); i < count; i++)
                for (var each = 0; each < waiting[i].Step.Moments; each++)
                    trees[at++] = moments[waiting[i].Link].Child(MomentNames.All[each]);
            var all = TensorTree<T>.Leafwise(1 + made, trees, needsPaths: chosen, (path, leaves, next) =>
            {
                if (!IsTraced(leaves))
                    next[0] = Leaf(path, leaves[0], leaves[1], leaves[2..], next[1..], isLast, donated);
                else
                {
                    leaves[2..].CopyTo(next[1..]);
                    next[0] = Traced(path, leaves[0], leaves[1], next[1..], isLast);
                }
            });
            result = all[0];
            for (var (i, at) = (0, 1); i < count; i++)
                if (waiting[i].Step.Moments is > 0 and var own)
                {
                    moments[waiting[i].Link] = MomentNames.Together(all.AsSpan(at, own));
                    at += own;
                }
        }
        count = 0;
        return result;
    }

    /// <summary>p − u or u of one place, and its next moments.</summary>
    private Tensor<T> Leaf(string path, Tensor<T> parameter, Tensor<T> update, ReadOnlySpan<Tensor<T>> moments, Span<Tensor<T>> next, bool isLast, bool donated)
    {
        // Each rule takes with it what is affine before it; what is so after the last one goes with that.
        var (last, lastAt, at, before, after) = (default(IElementwiseStep<T>), 0, 0, AffineMap.Identity, AffineMap.Identity);
        for (var i = 0; i < count; i++)
        {
            var step = waiting[i].Step;
            if (!(waiting[i].Paths?.Contains(path, parameter.Shape) ?? true))
                continue;
            if (step.Affine is { } map)
            {
                after = after.Then(map);
                continue;
            }
            if (last is not null)
                update = last.Run(parameter, update, moments.Slice(lastAt, last.Moments), next.Slice(lastAt, last.Moments), before, AffineMap.Identity, isLast: false, donated);
            (last, lastAt, before, after) = (step, at, after, AffineMap.Identity);
            at += step.Moments;
        }
        last ??= nothing ??= new RuleStep<T, NoRule<T>>(default);
        return last.Run(parameter, update, moments.Slice(lastAt, last.Moments), next.Slice(lastAt, last.Moments), before, after, isLast, donated);
    }

    private Tensor<T> Traced(string path, Tensor<T> parameter, Tensor<T> update, Span<Tensor<T>> moments, bool isLast)
    {
        for (var (i, at) = (0, 0); i < count; i++)
        {
            var step = waiting[i].Step;
            if (waiting[i].Paths?.Contains(path, parameter.Shape) ?? true)
                update = step.Trace(parameter, update, moments.Slice(at, step.Moments));
            at += step.Moments;
        }
        return isLast ? parameter - update : update;
    }

    private bool IsTraced(params ReadOnlySpan<Tensor<T>> leaves)
    {
        foreach (var leaf in leaves)
            if (leaf.IsTraced)
                return true;
        for (var i = 0; i < count; i++)
            if (waiting[i].Step.IsTraced)
                return true;
        return false;
    }
}

/// <summary>The names of moments in the state.</summary>
internal static class MomentNames
{
    public static readonly string[] All = ["first", "second", "third"];

    public static TensorTree<T> Together<T>(ReadOnlySpan<TensorTree<T>> moments)
        where T : struct, IFloatingPointIeee754<T>
    {
        var branches = new (string, TensorTree<T>)[moments.Length];
        for (var i = 0; i < branches.Length; i++)
            branches[i] = (All[i], moments[i]);
        return TensorTree<T>.Of(branches);
    }
}
