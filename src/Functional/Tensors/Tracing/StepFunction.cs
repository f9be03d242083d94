using System.Numerics;

namespace Functional;

/// <summary>A function with a pullback of its own, which is one step where it is traced.</summary>
/// <param name="name">What it is, for messages.</param>
internal abstract class StepFunction<X, Y>(string name)
    where X : IVectorSpace<X>
    where Y : IVectorSpace<Y>
{
    public string Name => name;

    /// <summary>The output and the way back at a point of any level.</summary>
    public abstract (Y Output, Func<Y, X> Pullback) At(X x);

    /// <summary>The output by the operations inside, where it is not to be one step.</summary>
    public virtual Y Inside(X x) => Plain(x);

    /// <summary>The output's shapes and the way back, where some of the input are symbols and the function is linear in these; null where it is
    /// not.</summary>
    public virtual (Y Output, Func<Y, X> Pullback)? Linear(X x) => null;

    /// <summary>The output alone: one step of the highest level there is, or the function itself.</summary>
    public Y Apply(X x)
    {
        var search = new HighestLevel();
        x.WithTensors(search);
        return search.Found is { } level ? level.Run(this, x) : Plain(x);
    }

    /// <summary>The output at plain numbers.</summary>
    protected abstract Y Plain(X x);
}

/// <summary>The highest level among the tensors of a value.</summary>
internal sealed class HighestLevel : ITensorMap
{
    public Level? Found { get; private set; }

    /// <summary>Whether a tensor of a value is traced.</summary>
    public static bool IsIn<V>(V value)
        where V : IVectorSpace<V>
    {
        var search = new HighestLevel();
        value.WithTensors(search);
        return search.Found is not null;
    }

    public Tensor<T> Map<T>(Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (tensor.IsTraced && (Found is null || tensor.Place.Level.Number > Found.Number))
            Found = tensor.Place.Level;
        return tensor;
    }
}
