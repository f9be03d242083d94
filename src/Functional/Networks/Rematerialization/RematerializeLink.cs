using System.Numerics;

namespace Functional;

/// <summary>
/// A network whose way back keeps the inputs of a few segments alone, and computes again what lies between. Its numbers are bitwise the network's. Chen et al.,
/// "Training deep nets with sublinear memory cost", arXiv:1604.06174; Griewank and Walther, ACM Transactions on Mathematical Software 26(1), 2000.
/// </summary>
/// <param name="Body">The network.</param>
/// <param name="Every">How many links, or steps in time, a segment has; null for the square root of all.</param>
internal sealed record RematerializeLink<T, X, Y>(Layer<T, X, Y> Body, int? Every) : Link<T, X, Y>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly ISegment<T>[] segments = Cut(Body, Every);
    private readonly Link<T, X, Y>? own = Body.Alone?.Rematerialized(Every) as Link<T, X, Y>;       // of a link that knows a better way itself

    public override string Name => "Rematerialize";

    public override string Code => Every is { } every ? Invariant($"Rematerialize({Body}, {every})") : $"Rematerialize({Body})";

    /// <inheritdoc/>
    public bool Equals(RematerializeLink<T, X, Y>? other) => other is not null && Label == other.Label && Body == other.Body && Every == other.Every;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Label, Body, Every);

    public override Initialization<T> Initialize(Key key, Shapes input) => Body.InitializeBody(key, input);

    public override Evaluation<T, X, Y> Apply(TensorTree<T> parameters, X input, Context<T> context)
    {
        if (own is not null)
            return own.Apply(parameters, input, context);
        if (segments is not [WholeSegment<T, X, Y>])
            parameters.Only([.. segments.SelectMany(static segment => segment.Names)]);
        var (kept, states) = (new object?[segments.Length], new TensorTree<T>[segments.Length]);
        object? value = input;
        for (var i = 0; i < segments.Length; i++)
        {
            kept[i] = value;
            (value, _, states[i]) = segments[i].Run(parameters, value, context);
        }
        return new((Y)value!, Back(parameters, kept, context.Observing(null)), TensorTree<T>.Union(states));
    }

    // A method of its own, so that the way back holds the inputs of segments, and no output.
    private Func<Y, Cotangents<T, X>> Back(TensorTree<T> parameters, object?[] kept, Context<T> context) =>
        dy => new CotangentsAtOnce<T, X>(() => Backwards(parameters, kept, context, dy));

    /// <summary>From the last segment to the first: each is run again, and gone back through at once.</summary>
    private (TensorTree<T> Parameters, X Input) Backwards(TensorTree<T> parameters, object?[] kept, Context<T> context, Y cotangent)
    {
        var gradients = new TensorTree<T>[segments.Length];
        object? delta = cotangent;
        for (var i = segments.Length - 1; i >= 0; i--)
            (gradients[i], delta) = segments[i].Run(parameters, kept[i], context).Back(delta);
        return (segments.Length == 1 ? gradients[0] : TensorTree<T>.Union(gradients), (X)delta!);
    }

    private static ISegment<T>[] Cut(Layer<T, X, Y> body, int? every)
    {
        if (body.Alone is not null)
            return [new WholeSegment<T, X, Y>(body)];
        var links = body.List.All;
        var size = every ?? (int)Math.Ceiling(Math.Sqrt(links.Length));
        return [.. links.Select(static (link, i) => link with { Label = link.Label ?? LinkName.OfNumber(i) }).Chunk(Math.Max(1, size))
            .Select(static part => new LinksSegment<T>(part))];
    }
}
