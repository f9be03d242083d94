using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// One recurrence over another, each with a state of its own: ((s, t), x) ↦ ((s′, t′), z), where the lower one makes s′ and y of (s, x), and the upper one
    /// t′ and z of (t, y). Of cells it is a cell, of scans a scan. Parameters in the branches <c>lower</c> and <c>upper</c>. Graves, Mohamed and Hinton,
    /// ICASSP 2013.
    /// </summary>
    /// <typeparam name="C">The type of the lower state.</typeparam>
    /// <typeparam name="D">The type of the upper state.</typeparam>
    /// <param name="lower">The one that sees the input.</param>
    /// <param name="upper">The one that makes the output.</param>
    /// <example><code>
    /// var two = Stacked(Scan(LstmCell(64)), Scan(GruCell(32)));
    /// </code></example>
    public static Layer<T, Pair<Pair<C, D>, Tensor<T>>, Pair<Pair<C, D>, Tensor<T>>> Stacked<C, D>(
        Layer<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> lower, Layer<T, Pair<D, Tensor<T>>, Pair<D, Tensor<T>>> upper)
        where C : IVectorSpace<C>
        where D : IVectorSpace<D> => new(new StackedLink<T, C, D>(lower, upper));

    /// <summary>The same of scans over sequences of different lengths, with their mask <c>[batch, time]</c>.</summary>
    /// <typeparam name="C">The type of the lower state.</typeparam>
    /// <typeparam name="D">The type of the upper state.</typeparam>
    /// <param name="lower">The one that sees the input.</param>
    /// <param name="upper">The one that makes the output.</param>
    public static Layer<T, Pair<Pair<C, D>, Pair<Tensor<T>, Mask>>, Pair<Pair<C, D>, Tensor<T>>> Stacked<C, D>(
        Layer<T, Pair<C, Pair<Tensor<T>, Mask>>, Pair<C, Tensor<T>>> lower, Layer<T, Pair<D, Pair<Tensor<T>, Mask>>, Pair<D, Tensor<T>>> upper)
        where C : IVectorSpace<C>
        where D : IVectorSpace<D> => new(new MaskedStackedLink<T, C, D>(lower, upper));
}

/// <summary>One recurrence over another.</summary>
internal sealed record StackedLink<T, C, D>(Layer<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> Lower, Layer<T, Pair<D, Tensor<T>>, Pair<D, Tensor<T>>> Upper)
    : Link<T, Pair<Pair<C, D>, Tensor<T>>, Pair<Pair<C, D>, Tensor<T>>>
    where T : struct, IFloatingPointIeee754<T>
    where C : IVectorSpace<C>
    where D : IVectorSpace<D>
{
    private readonly Layer<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> lower = Lower.Under("lower");
    private readonly Layer<T, Pair<D, Tensor<T>>, Pair<D, Tensor<T>>> upper = Upper.Under("upper");

    public override string Name => "Stacked";

    public override string Code => $"Stacked({Lower}, {Upper})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var ((s, t), x) = (input.Both.First.Both, input.Both.Second);
        var below = lower.Initialize(key.Split("lower"), Shapes.Pair(s, x));
        var above = upper.Initialize(key.Split("upper"), Shapes.Pair(t, below.Output.Both.Second));
        return Branches.Beside(
            Name, Shapes.Pair(Shapes.Pair(below.Output.Both.First, above.Output.Both.First), above.Output.Both.Second), below, above) with { IsParallel = false };
    }

    public override Evaluation<T, Pair<Pair<C, D>, Tensor<T>>, Pair<Pair<C, D>, Tensor<T>>> Apply(
        TensorTree<T> parameters, Pair<Pair<C, D>, Tensor<T>> input, Context<T> context)
    {
        parameters.Only("lower", "upper");
        var ((s, t), x) = input;
        var ((nextS, y), lowerBack, lowerState) = lower.Forward(parameters.Branch("lower"), (s, x), context);
        var ((nextT, z), upperBack, upperState) = upper.Forward(parameters.Branch("upper"), (t, y), context);
        return new(((nextS, nextT), z), Pullback, TensorTree<T>.Union(lowerState, upperState));

        Cotangents<T, Pair<Pair<C, D>, Tensor<T>>> Pullback(Pair<Pair<C, D>, Tensor<T>> d)
        {
            var above = upperBack((d.First.Second, d.Second));
            var below = new Lazy<Cotangents<T, Pair<C, Tensor<T>>>>(() => lowerBack((d.First.First, above.Input.Second)));
            return new(
                () => TensorTree<T>.Union(below.Value.Parameters, above.Parameters),
                () => ((below.Value.Input.First, above.Input.First), below.Value.Input.Second));
        }
    }
}

/// <summary>One masked scan over another.</summary>
internal sealed record MaskedStackedLink<T, C, D>(
    Layer<T, Pair<C, Pair<Tensor<T>, Mask>>, Pair<C, Tensor<T>>> Lower, Layer<T, Pair<D, Pair<Tensor<T>, Mask>>, Pair<D, Tensor<T>>> Upper)
    : Link<T, Pair<Pair<C, D>, Pair<Tensor<T>, Mask>>, Pair<Pair<C, D>, Tensor<T>>>
    where T : struct, IFloatingPointIeee754<T>
    where C : IVectorSpace<C>
    where D : IVectorSpace<D>
{
    private readonly Layer<T, Pair<C, Pair<Tensor<T>, Mask>>, Pair<C, Tensor<T>>> lower = Lower.Under("lower");
    private readonly Layer<T, Pair<D, Pair<Tensor<T>, Mask>>, Pair<D, Tensor<T>>> upper = Upper.Under("upper");

    public override string Name => "Stacked";

    public override string Code => $"Stacked({Lower}, {Upper})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var ((s, t), (x, mask)) = (input.Both.First.Both, input.Both.Second.Both);
        var below = lower.Initialize(key.Split("lower"), Shapes.Pair(s, Shapes.Pair(x, mask)));
        var above = upper.Initialize(key.Split("upper"), Shapes.Pair(t, Shapes.Pair(below.Output.Both.Second, mask)));
        return Branches.Beside(
            Name, Shapes.Pair(Shapes.Pair(below.Output.Both.First, above.Output.Both.First), above.Output.Both.Second), below, above) with { IsParallel = false };
    }

    public override Evaluation<T, Pair<Pair<C, D>, Pair<Tensor<T>, Mask>>, Pair<Pair<C, D>, Tensor<T>>> Apply(
        TensorTree<T> parameters, Pair<Pair<C, D>, Pair<Tensor<T>, Mask>> input, Context<T> context)
    {
        parameters.Only("lower", "upper");
        var ((s, t), (x, mask)) = input;
        var ((nextS, y), lowerBack, lowerState) = lower.Forward(parameters.Branch("lower"), (s, (x, mask)), context);
        var ((nextT, z), upperBack, upperState) = upper.Forward(parameters.Branch("upper"), (t, (y, mask)), context);
        return new(((nextS, nextT), z), Pullback, TensorTree<T>.Union(lowerState, upperState));

        Cotangents<T, Pair<Pair<C, D>, Pair<Tensor<T>, Mask>>> Pullback(Pair<Pair<C, D>, Tensor<T>> d)
        {
            var above = upperBack((d.First.Second, d.Second));
            var below = new Lazy<Cotangents<T, Pair<C, Pair<Tensor<T>, Mask>>>>(() => lowerBack((d.First.First, above.Input.Second.First)));
            return new(
                () => TensorTree<T>.Union(below.Value.Parameters, above.Parameters),
                () => ((below.Value.Input.First, above.Input.First), below.Value.Input.Second));
        }
    }
}
