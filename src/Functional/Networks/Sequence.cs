using System.Numerics;

namespace Functional;

/// <summary>
/// The engine: one loop forward over the links of a network, and one loop back. Names, error paths, the choice of what is computed as one, observers and
/// the checks of what pullbacks return live here and nowhere else. It is <see cref="Differentiable.Then"/> of the links, for lists of any length.
/// </summary>
internal sealed class Sequence<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly Link<T>[] links;
    private readonly string[] names;
    private readonly Stage[] apart;
    private readonly Stage[] joined;

    /// <summary>Links in a row.</summary>
    /// <param name="links">The links.</param>
    /// <exception cref="ArgumentException">Two links have one name.</exception>
    public Sequence(Link<T>[] links)
    {
        this.links = links;
        names = LinkName.Distinct("Chain", (ReadOnlySpan<Link<T>>)links);
        apart = new Stage[links.Length];
        for (var i = 0; i < apart.Length; i++)
            apart[i] = new(links[i], names[i], []);
        joined = Joined();
    }

    /// <summary>How many stages there are where what can be computed as one is.</summary>
    internal int CountJoined => joined.Length;

    /// <summary>Makes the parameters and state of all links, and infers the shape of the output.</summary>
    public Initialization<T> Initialize(Key key, Shapes input)
    {
        Depth.Ensure();
        var (output, parameters, state) = (input, new (string, TensorTree<T>)[links.Length], new (string, TensorTree<T>)[links.Length]);
        var parts = new (string, Initialization<T>)[links.Length];
        var multiplyAdds = MultiplyAdds.Exactly(0);
        for (var i = 0; i < links.Length; i++)
        {
            try
            {
                var made = links[i].Initialize(key.Split(names[i]), output) with { Name = links[i].Name, Input = output };
                multiplyAdds += made.MultiplyAdds;
                (parts[i], parameters[i], state[i]) = ((names[i], made), (names[i], made.Parameters), (names[i], made.State));
                output = made.Output;
            }
            catch (Exception problem) when (LayerException.IsOfLayer(problem))
            {
                throw LayerException.Within(names[i], links[i].Name, problem);
            }
        }
        return new(links.Length == 0 ? "Identity" : "Chain", output, TensorTree<T>.Of(parameters), TensorTree<T>.Of(state), [.. parts])
        {
            Input = input,
            MultiplyAdds = multiplyAdds,
        };
    }

    /// <summary>The way forward: the output, what the way back needs, and the state after this pass.</summary>
    public (object? Output, Pass Pass, TensorTree<T> State) Run(TensorTree<T> parameters, object? input, Context<T> context)
    {
        Depth.Ensure();
        parameters.Only(names);
        // An observer is shown every link, so then each of them computes its own output.
        var observed = context.Observer is not null;
        var pass = new Pass(observed ? apart : joined, observed ? context : null);
        (string, TensorTree<T>)[]? state = null;
        var value = input;
        for (var i = 0; i < pass.Stages.Length; i++)
        {
            var stage = pass.Stages[i];
            stage.ExpectAbsorbed(parameters);
            try
            {
                var (own, inside) = (parameters.Child(stage.Name), context.Inside(stage.Name));
                pass.Enter(i, own, value);
                var given = value;
                pass.Leave(i, stage.Link.Run(own, ref value, inside, out var after));
                if (observed)
                    stage.Link.Show(context.Observer!, inside.Path, own, given, value, inside.Observing(null));
                if (!after.IsEmpty)
                    (state ??= new (string, TensorTree<T>)[pass.Stages.Length])[i] = (stage.Name, after);
            }
            catch (Exception problem) when (LayerException.IsOfLayer(problem))
            {
                throw LayerException.Within(stage.Name, stage.Link.Name, problem);
            }
        }
        pass.End(value);
        return (value, pass, state is null ? TensorTree<T>.Empty : TensorTree<T>.Of([.. state.Where(static each => each.Item1 is not null)]));
    }

    /// <summary>
    /// Each link with those after it that it can absorb. Where the next one is a network with a name, its first link may be absorbed, and leaves its place empty.
    /// </summary>
    private Stage[] Joined()
    {
        var stages = new List<Stage>(links.Length);
        var next = links.Length > 0 ? links[0] : null;
        for (var i = 0; i < links.Length; i++)
        {
            var (link, absorbed) = (next!, new List<(string, string)>());
            next = i + 1 < links.Length ? links[i + 1] : null;
            while (next is not null && link.Fuse(next) is { } both)
            {
                absorbed.Add((names[i + 1], next.Name));
                link = both;
                next = ++i + 1 < links.Length ? links[i + 1] : null;
            }
            if (next is INetworkLink<T> block && block.First is { } first && link.Fuse(first) is { } across)
                (link, next) = (across, block.WithoutFirst());
            stages.Add(new(link, names[i - absorbed.Count], [.. absorbed]));
        }
        return [.. stages];
    }

    /// <summary>A link in its place, and the names of those after it that it computes, too.</summary>
    internal sealed record Stage(Link<T> Link, string Name, (string Name, string Link)[] Absorbed)
    {
        /// <summary>The last link that it computes.</summary>
        public (string Name, string Link) Last => Absorbed.Length == 0 ? (Name, Link.Name) : Absorbed[^1];

        /// <summary>Refuses parameters of a link that has none.</summary>
        public void ExpectAbsorbed(TensorTree<T> parameters)
        {
            foreach (var (name, link) in Absorbed)
                try
                {
                    parameters.Child(name).Only();
                }
                catch (Exception problem) when (LayerException.IsOfLayer(problem))
                {
                    throw LayerException.Within(name, link, problem);
                }
        }
    }

    /// <summary>A pass over the links: what the way back needs of it.</summary>
    internal sealed class Pass(Stage[] stages, Context<T>? observed)
    {
        private readonly (TensorTree<T> Parameters, object? InputShape, object Pullback)[] passed = new (TensorTree<T>, object?, object)[stages.Length];
        private object? outputShape;

        public Stage[] Stages => stages;

        public void Enter(int stage, TensorTree<T> own, object? input) => (passed[stage].Parameters, passed[stage].InputShape) = (own, Shapes.Of(input));

        public void Leave(int stage, object pullback) => passed[stage].Pullback = pullback;

        public void End(object? output) => outputShape = Shapes.Of(output);

        /// <summary>The pullback of the whole.</summary>
        public Cotangents<T, X> Back<X, Y>(Y cotangent) => new PassCotangents<T, X>(this, cotangent);

        /// <summary>δˡ of each link is the input's cotangent of the next: asked for on the way to the first, and no further.</summary>
        public Cotangents<T>[] Backwards(object? cotangent)
        {
            var made = new Cotangents<T>[stages.Length];
            for (var i = stages.Length - 1; i >= 0; i--)
            {
                var delta = i == stages.Length - 1 ? cotangent : InputOf(made, i + 1);
                try
                {
                    if (i == stages.Length - 1 && !HasShape(delta, outputShape))
                        throw OfOutput(stages[i].Last.Link, delta, outputShape);
                    made[i] = stages[i].Link.Back(passed[i].Pullback, delta) ?? throw new ShapeException(NoCotangents);
                    if (observed is not null)
                        stages[i].Link.ShowBack(observed.Observer!, observed.Inside(stages[i].Name).Path, delta, made[i]);
                }
                catch (Exception problem) when (LayerException.IsOfLayer(problem))
                {
                    throw LayerException.Within(stages[i].Last.Name, stages[i].Last.Link, problem);
                }
            }
            return made;
        }

        /// <summary>∂C/∂θ of all links, each with the names and shapes of its parameters.</summary>
        public TensorTree<T> ParametersOf(Cotangents<T>[] made)
        {
            var branches = new (string, TensorTree<T>)[stages.Length];
            for (var i = 0; i < branches.Length; i++)
                branches[i] = (stages[i].Name, ParametersOf(made, i));
            return TensorTree<T>.Of(branches);
        }

        /// <summary>∂C/∂x of a link, with the shape of its input.</summary>
        public object? InputOf(Cotangents<T>[] made, int stage)
        {
            try
            {
                var cotangent = made[stage].InputValue;
                ExpectInput(cotangent, passed[stage].InputShape);
                return cotangent;
            }
            catch (Exception problem) when (LayerException.IsOfLayer(problem))
            {
                throw Within(stage, problem);
            }
        }

        private TensorTree<T> ParametersOf(Cotangents<T>[] made, int stage)
        {
            try
            {
                return made[stage].Parameters.ExpectLike(passed[stage].Parameters);
            }
            catch (Exception problem) when (LayerException.IsOfLayer(problem))
            {
                throw Within(stage, problem);
            }
        }

        private LayerException Within(int stage, Exception problem) => LayerException.Within(stages[stage].Name, stages[stage].Link.Name, problem);
    }

    internal const string NoCotangents = "its pullback returned no cotangents.";

    /// <summary>Refuses a cotangent that is not one of the input.</summary>
    internal static void ExpectInput(object? cotangent, object? shape)
    {
        if (!HasShape(cotangent, shape))
            throw Other("the cotangent of its input, which its pullback returned", cotangent, shape);
    }

    /// <summary>A cotangent that is not one of a link's output.</summary>
    internal static ShapeException OfOutput(string link, object? cotangent, object? shape) => Other(link.Split('(')[0] + ": the cotangent", cotangent, shape);

    /// <summary>What has no shape that is known may be anything.</summary>
    internal static bool HasShape(object? value, object? shape) =>
        shape is null || (value is not null && Shapes.Of(value) is var found && (found is null || shape.Equals(found)));

    private static ShapeException Other(string what, object? value, object? shape) => new(value is null
        ? $"{what} is missing: it should have shape {Shapes.Written(shape)}."
        : $"{what}: expected a tensor of shape {Shapes.Written(shape)}, got {Shapes.Written(Shapes.Of(value))}.");
}

/// <summary>A pass over one link that stands for itself, so that its parameters are the layer's: what <see cref="Sequence{T}"/> checks, without its lists.</summary>
internal sealed class AlonePass<T, X, Y>(
    Link<T, X, Y> link, TensorTree<T> parameters, object? inputShape, object? outputShape, Func<Y, Cotangents<T, X>> pullback)
    where T : struct, IFloatingPointIeee754<T>
{
    public static Initialization<T> Initialize(Link<T, X, Y> link, Key key, Shapes input)
    {
        Depth.Ensure();
        return link.Initialize(key, input) with { Name = link.Name, Input = input };
    }

    public static Evaluation<T, X, Y> Run(Link<T, X, Y> link, TensorTree<T> parameters, X input, Context<T> context)
    {
        Depth.Ensure();
        var (output, pullback, state) = link.Apply(parameters, input, context);
        return new(output, new AlonePass<T, X, Y>(link, parameters, Shapes.Of(input), Shapes.Of(output), pullback).Back, state);
    }

    private Cotangents<T, X> Back(Y cotangent) => new AloneCotangents(this, cotangent);

    private sealed class AloneCotangents(AlonePass<T, X, Y> pass, Y cotangent) : Cotangents<T, X>
    {
        private Cotangents<T, X>? made;

        protected override TensorTree<T> ComputeParameters() => Made().Parameters.ExpectLike(pass.Own);

        protected override X ComputeInput()
        {
            var input = Made().Input;
            Sequence<T>.ExpectInput(input, pass.InputShape);
            return input;
        }

        private Cotangents<T, X> Made() => made ??= pass.Pull(cotangent);
    }

    private TensorTree<T> Own => parameters;

    private object? InputShape => inputShape;

    private Cotangents<T, X> Pull(Y cotangent)
    {
        if (!Sequence<T>.HasShape(cotangent, outputShape))
            throw Sequence<T>.OfOutput(link.Name, cotangent, outputShape);
        return pullback(cotangent) ?? throw new ShapeException(Sequence<T>.NoCotangents);
    }
}
