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
    private readonly string[] names;            // none for a link that stands for itself: then its parameters are the network's
    private readonly Step[] apart;
    private readonly Step[] joined;

    /// <summary>Links in a row; one without a label stands for itself.</summary>
    /// <param name="links">The links.</param>
    /// <exception cref="ArgumentException">Two links have one name.</exception>
    public Sequence(Link<T>[] links)
    {
        this.links = links;
        names = links is [{ Label: null }] ? [] : LinkName.Distinct("Chain", (ReadOnlySpan<Link<T>>)links);
        apart = new Step[links.Length];
        for (var i = 0; i < apart.Length; i++)
            apart[i] = new(links[i], names.Length == 0 ? null : names[i], []);
        joined = Joined();
    }

    /// <summary>How many steps there are where what can be computed as one is.</summary>
    internal int CountJoined => joined.Length;

    /// <summary>Makes the parameters and statistics of all links, and infers the shape of the output.</summary>
    public Initialization<T> Initialize(Key key, Shapes input)
    {
        Depth.Ensure();
        if (names.Length == 0 && links.Length == 1)
            return links[0].Initialize(key, input) with { Name = links[0].Name };
        var (output, parameters, statistics) = (input, new (string, Parameters<T>)[links.Length], new (string, Parameters<T>)[links.Length]);
        var parts = new (string, Initialization<T>)[links.Length];
        for (var i = 0; i < links.Length; i++)
        {
            try
            {
                var made = links[i].Initialize(key.Split(names[i]), output) with { Name = links[i].Name };
                (parts[i], parameters[i], statistics[i]) = ((names[i], made), (names[i], made.Parameters), (names[i], made.Statistics));
                output = made.Output;
            }
            catch (ArgumentException problem)
            {
                throw LayerException.Within(names[i], links[i].Name, problem);
            }
        }
        return new(links.Length == 0 ? "Identity" : "Chain", output, Parameters<T>.Of(parameters), Parameters<T>.Of(statistics), [.. parts]);
    }

    /// <summary>The way forward: the output, what the way back needs, and the statistics after this pass.</summary>
    public (object? Output, Pass Pass, Parameters<T> Statistics) Run(Parameters<T> parameters, object? input, Context<T> context)
    {
        Depth.Ensure();
        if (names.Length > 0 || links.Length == 0)
            parameters.Only(names);
        // An observer is shown every link, so then each of them computes its own output.
        var observed = context.Observer is not null;
        var pass = new Pass(observed ? apart : joined, observed ? context : null);
        var statistics = Parameters<T>.Empty;
        (string, Parameters<T>)[]? several = null;
        var value = input;
        for (var i = 0; i < pass.Steps.Length; i++)
        {
            var step = pass.Steps[i];
            step.ExpectAbsorbed(parameters);
            try
            {
                var own = step.Name is null ? parameters : parameters.Child(step.Name);
                var inside = step.Name is null ? context : context.Inside(step.Name);
                pass.Enter(i, own, value);
                var given = value;
                pass.Leave(i, step.Link.Run(own, ref value, inside, out var after));
                if (observed && step.Name is not null)
                    step.Link.Show(context.Observer!, inside.Path, own, given, value, inside.Observing(null));
                if (after.IsEmpty)
                    continue;
                if (step.Name is null)
                    statistics = after;
                else
                    (several ??= new (string, Parameters<T>)[pass.Steps.Length])[i] = (step.Name, after);
            }
            catch (ArgumentException problem) when (step.Name is not null)
            {
                throw LayerException.Within(step.Name, step.Link.Name, problem);
            }
        }
        pass.End(value);
        return (value, pass, several is null ? statistics : Parameters<T>.Of([.. several.Where(static each => each.Item1 is not null)]));
    }

    /// <summary>
    /// Each link with those after it that it can absorb. Where the next one is a network with a name, its first link may be absorbed, and leaves its place empty.
    /// </summary>
    private Step[] Joined()
    {
        var steps = new List<Step>(links.Length);
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
            if (next is IBlock<T> block && block.First is { } first && link.Fuse(first) is { } across)
                (link, next) = (across, block.WithoutFirst());
            steps.Add(new(link, names.Length == 0 ? null : names[i - absorbed.Count], [.. absorbed]));
        }
        return [.. steps];
    }

    /// <summary>A link in its place, and the names of those after it that it computes, too.</summary>
    internal sealed record Step(Link<T> Link, string? Name, (string Name, string Link)[] Absorbed)
    {
        /// <summary>The last link that it computes.</summary>
        public (string? Name, string Link) Last => Absorbed.Length == 0 ? (Name, Link.Name) : Absorbed[^1];

        /// <summary>Refuses parameters of a link that has none.</summary>
        public void ExpectAbsorbed(Parameters<T> parameters)
        {
            foreach (var (name, link) in Absorbed)
                try
                {
                    parameters.Child(name).Only();
                }
                catch (ArgumentException problem)
                {
                    throw LayerException.Within(name, link, problem);
                }
        }
    }

    /// <summary>A pass over the links: what the way back needs of it.</summary>
    internal sealed class Pass(Step[] steps, Context<T>? observed)
    {
        private readonly (Parameters<T> Parameters, object? InputShape, object Pullback)[] passed = new (Parameters<T>, object?, object)[steps.Length];
        private object? outputShape;

        public Step[] Steps => steps;

        public void Enter(int step, Parameters<T> own, object? input) => (passed[step].Parameters, passed[step].InputShape) = (own, Shapes.Of(input));

        public void Leave(int step, object pullback) => passed[step].Pullback = pullback;

        public void End(object? output) => outputShape = Shapes.Of(output);

        /// <summary>The pullback of the whole.</summary>
        public Cotangents<T, X> Back<X, Y>(Y cotangent) => new PassCotangents<T, X>(this, cotangent);

        /// <summary>δˡ of each link is the input's cotangent of the next: asked for on the way to the first, and no further.</summary>
        public Cotangents<T>[] Backwards(object? cotangent)
        {
            var made = new Cotangents<T>[steps.Length];
            for (var i = steps.Length - 1; i >= 0; i--)
            {
                var delta = i == steps.Length - 1 ? cotangent : InputOf(made, i + 1);
                try
                {
                    if (i == steps.Length - 1 && !HasShape(delta, outputShape))
                        throw Other(steps[i].Last.Link.Split('(')[0] + ": the cotangent", delta, outputShape);
                    made[i] = steps[i].Link.Back(passed[i].Pullback, delta) ?? throw new ShapeException("its pullback returned no cotangents.");
                    if (observed is not null && steps[i].Name is { } name)
                        steps[i].Link.ShowBack(observed.Observer!, observed.Inside(name).Path, delta, made[i]);
                }
                catch (ArgumentException problem) when (steps[i].Last.Name is { } name)
                {
                    throw LayerException.Within(name, steps[i].Last.Link, problem);
                }
            }
            return made;
        }

        /// <summary>∂C/∂θ of all links, each with the names and shapes of its parameters.</summary>
        public Parameters<T> ParametersOf(Cotangents<T>[] made)
        {
            if (steps is [{ Name: null }])
                return ParametersOf(made, 0);
            var branches = new (string, Parameters<T>)[steps.Length];
            for (var i = 0; i < branches.Length; i++)
                branches[i] = (steps[i].Name!, ParametersOf(made, i));
            return Parameters<T>.Of(branches);
        }

        /// <summary>∂C/∂x of a link, with the shape of its input.</summary>
        public object? InputOf(Cotangents<T>[] made, int step)
        {
            try
            {
                var cotangent = made[step].InputValue;
                return HasShape(cotangent, passed[step].InputShape)
                    ? cotangent
                    : throw Other("the cotangent of its input, which its pullback returned", cotangent, passed[step].InputShape);
            }
            catch (ArgumentException problem) when (steps[step].Name is not null)
            {
                throw Within(step, problem);
            }
        }

        private Parameters<T> ParametersOf(Cotangents<T>[] made, int step)
        {
            try
            {
                return made[step].Parameters.ExpectLike(passed[step].Parameters);
            }
            catch (ArgumentException problem) when (steps[step].Name is not null)
            {
                throw Within(step, problem);
            }
        }

        private LayerException Within(int step, ArgumentException problem) => LayerException.Within(steps[step].Name!, steps[step].Link.Name, problem);

        /// <summary>What has no shape that is known may be anything.</summary>
        private static bool HasShape(object? value, object? shape) => shape is null || (value is not null && Shapes.Of(value) is var found && (found is null || shape.Equals(found)));

        private static ShapeException Other(string what, object? value, object? shape) => new(value is null
            ? $"{what} is missing: it should have shape {Shapes.Written(shape)}."
            : $"{what}: expected a tensor of shape {Shapes.Written(shape)}, got {Shapes.Written(Shapes.Of(value))}.");
    }
}
