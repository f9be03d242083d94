using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Functional.Properties.Differentiation;

namespace Functional.Properties.Layers;

/// <summary>A network as an expression, which can be rewritten before it is made into a layer. All of them keep the shape [batch, width].</summary>
public abstract record Net
{
    public sealed record Dense(int Units, bool Bias) : Net;

    public sealed record Plain(string Name) : Net;

    public sealed record Sequence(ImmutableArray<Net> Parts) : Net
    {
        public override string ToString() => $"Chain({string.Join(", ", Parts)})";
    }

    public sealed record Skip(Net Body) : Net;

    public sealed record Fan(Merge Merge, ImmutableArray<Net> Branches) : Net
    {
        public override string ToString() => $"Parallel({Merge}, {string.Join(", ", Branches)})";
    }

    public sealed record Called(string Label, Net Body) : Net;

    public sealed record Times(int Count, Net Body) : Net;

    /// <summary>The network as a layer.</summary>
    public Layer<T, Tensor<T>, Tensor<T>> ToLayer<T>()
        where T : struct, IFloatingPointIeee754<T> => this switch
        {
            Dense(var units, var bias) => Layers<T>.Dense(units, bias),
            Plain("Relu") => Layers<T>.Relu,
            Plain("Tanh") => Layers<T>.Tanh,
            Plain("Softmax") => Layers<T>.Softmax,
            Plain("Dropout") => Layers<T>.Dropout(0.3),
            Plain("BatchNorm") => Layers<T>.BatchNorm(epsilon: 0.01),
            Sequence(var parts) => Layers<T>.Chain([.. parts.Select(part => part.ToLayer<T>())]),
            Skip(var body) => Layers<T>.Residual(body.ToLayer<T>()),
            Fan(var merge, var branches) => Layers<T>.Parallel(merge, [.. branches.Select(branch => branch.ToLayer<T>())]),
            Called(var label, var body) => Layers<T>.Named(label, body.ToLayer<T>()),
            Times(var count, var body) => Layers<T>.Repeat(count, body.ToLayer<T>()),
            _ => throw new InvalidOperationException($"{this} is no layer."),
        };

    /// <summary>The same network with no sequence directly in a sequence, and repetitions written out.</summary>
    public Net Flat() => this switch
    {
        Sequence(var parts) => new Sequence([.. parts.Select(part => part.Flat()).SelectMany(part => part is Sequence(var inner) ? inner : [part])]),
        Times(var count, var body) => new Sequence([.. Enumerable.Repeat(body.Flat(), count).SelectMany(part => part is Sequence(var inner) ? inner : [part])]),
        Skip(var body) => new Skip(body.Flat()),
        Fan(var merge, var branches) => new Fan(merge, [.. branches.Select(branch => branch.Flat())]),
        Called(var label, var body) => new Called(label, body.Flat()),
        _ => this,
    };

    /// <summary>A random network.</summary>
    /// <param name="draw">Where it comes from.</param>
    /// <param name="width">The size of its input and output.</param>
    /// <param name="depth">How deep it is nested at most.</param>
    /// <param name="plain">What layers without parameters of their own it is made of.</param>
    public static Net Of(Draw draw, int width, int depth, params ImmutableArray<string> plain)
    {
        return depth == 0 ? Leaf() : draw.Size("kind", 0, 7) switch
        {
            0 => Leaf(),
            1 => new Skip(Below("body")),
            2 => new Fan(Merge.Sum, Several("branch", 1, 3)),
            3 => new Sequence([new Fan(Merge.Concatenate, Several("branch", 1, 2)), new Dense(width, true)]),
            4 => new Called("net" + draw.Key.Bits(0).ToString(CultureInfo.InvariantCulture), Below("body")),
            5 => new Times(draw.Size("times", 0, 2), new Sequence(Several("repeated", 0, 2, named: false))),
            _ => new Sequence(Several("part", 0, 3)),
        };

        Net Leaf() => draw.Size("leaf", 0, 2) == 0 && plain.Length > 0
            ? new Plain(plain[(int)(draw.Key.Split("plain").Uniform(0) * plain.Length)])
            : new Dense(width, draw.Coin("bias"));

        Net Below(string name) => Of(draw.Under(name), width, depth - 1, plain);

        // A name may come once in its surroundings, so what is repeated has none.
        ImmutableArray<Net> Several(string name, int lowest, int highest, bool named = true) =>
            [.. Enumerable.Range(0, draw.Size(name, lowest, highest)).Select(i => Below(name + i.ToString(CultureInfo.InvariantCulture))).Select(net => named ? net : Nameless(net))];
    }

    private static Net Nameless(Net net) => net switch
    {
        Called(_, var body) => Nameless(body),
        Sequence(var parts) => new Sequence([.. parts.Select(Nameless)]),
        Times(var count, var body) => new Times(count, Nameless(body)),
        _ => net,
    };
}
