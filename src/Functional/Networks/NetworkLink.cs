using System.Numerics;

namespace Functional;

/// <summary>A network that is one link of another: what <see cref="Layers{T}.Named"/> makes of several links.</summary>
internal interface INetworkLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The first link inside.</summary>
    Link<T>? First { get; }

    /// <summary>The block with nothing in the place of its first link.</summary>
    Link<T> WithoutFirst();
}

/// <summary>Several links with a branch of their own.</summary>
internal sealed record NetworkLink<T, X, Y>(Layer<T, X, Y> Body) : Link<T, X, Y>, INetworkLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Body.Name;

    public override string Code => Body.ToString();

    public Link<T>? First => Body.List.Count > 1 ? Body.List.All[0] : null;

    public override Initialization<T> Initialize(Key key, Shapes input) => Body.Initialize(key, input);

    public override Evaluation<T, X, Y> Apply(TensorTree<T> parameters, X input, Context<T> context) => Body.Forward(parameters, input, context);

    /// <summary>What the last link inside can absorb.</summary>
    public override Link<T>? Fuse(Link<T> following) => Body.List.Count > 1 && Body.List.All[^1].Fuse(following) is { } last
        ? With(Body.List.Count - 1, last)
        : null;

    public Link<T> WithoutFirst() => With(0, new Vacancy<T>());

    private NetworkLink<T, X, Y> With(int place, Link<T> link)
    {
        var links = (Link<T>[])Body.List.All.Clone();
        links[place] = link with { Label = links[place].Label };
        return this with { Body = new(new LinkList<T>(links)) };
    }
}

/// <summary>A place in a block whose link is computed before it.</summary>
internal sealed record Vacancy<T> : Link<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Identity";

    internal override bool IsOfTensors => true;

    public override Initialization<T> Initialize(Key key, Shapes input) => Initialization<T>.Of(input);

    internal override object Run(TensorTree<T> parameters, ref object? value, Context<T> context, out TensorTree<T> state)
    {
        state = TensorTree<T>.Empty;
        return parameters.Only();
    }

    internal override Cotangents<T> Back(object pullback, object? cotangent) => new Cotangents<T, object?>(static () => TensorTree<T>.Empty, () => cotangent);

    internal override void Show(ILayerObserver<T> observer, string path, TensorTree<T> parameters, object? input, object? output, Context<T> context)
    {
    }

    internal override void ShowBack(ILayerObserver<T> observer, string path, object? cotangent, Cotangents<T> cotangents)
    {
    }
}
