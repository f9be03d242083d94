using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layer = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Properties.Faults;

/// <summary>The plain layers and combinators that mistakes are planted in, written as a user writes them: with public members only.</summary>
internal static class Own
{
    /// <summary>A fault of a function without parameters.</summary>
    public static Fault Function(
        Func<Tensor<double>, bool, (Tensor<double>, Func<Tensor<double>, Tensor<double>>)> function, [CallerMemberName] string name = "") =>
        Fault.InLayer(faulty => Pure(name, x => function(x, faulty)), name: name);

    /// <summary>A layer without parameters that keeps the shape.</summary>
    public static Layer Pure(string name, Func<Tensor<double>, (Tensor<double> Output, Func<Tensor<double>, Tensor<double>> Pullback)> function) =>
        Layers<double>.Pure<Tensor<double>, Tensor<double>>(name, static shapes => shapes, x =>
        {
            var (y, back) = function(x);
            return (y, back);
        });

    /// <summary>y = x ∘ gain + shift over the features, with its pullback given: from θ, x and dy to the cotangents.</summary>
    public static Layer Affine(
        string name, Func<TensorTree<double>, Tensor<double>, Tensor<double>, Cotangents<double, Tensor<double>>> pullback) => new(
        name,
        static (key, input) => Initialization<double>.Of(
            input, TensorTree<double>.Of(("gain", key.Normal<double>(input.Shape[^1..])), ("shift", Tensor.Zeros<double>(input.Shape[^1..])))),
        (parameters, x, _) => new(
            x * parameters["gain"] + parameters["shift"], dy => pullback(parameters, x, dy), TensorTree<double>.Empty));

    /// <summary>The right cotangents of <see cref="Affine"/>.</summary>
    public static Cotangents<double, Tensor<double>> AffinePullback(TensorTree<double> parameters, Tensor<double> x, Tensor<double> dy) => new(
        () => TensorTree<double>.Of(("gain", (x * dy).SumTo(parameters["gain"].Shape)), ("shift", dy.SumTo(parameters["shift"].Shape))),
        () => dy * parameters["gain"]);

    /// <summary>Several layers on one input, their outputs added; how the cotangents of the input are joined is given.</summary>
    public static Layer Fork(string name, Layer[] branches, Func<Tensor<double>[], Tensor<double>> join) =>
        new(name, (key, input) => Made(branches, branch => branch.Layer.Initialize(key.Split(branch.Index), input)), (parameters, x, context) =>
        {
            var passes = branches.Select((branch, i) => branch.Forward(parameters.Child($"{i}"), x, context.For($"{i}"))).ToArray();
            return new(
                passes.Select(static pass => pass.Output).Aggregate(static (sum, next) => sum + next),
                dy =>
                {
                    var cotangents = passes.Select(pass => pass.Pullback(dy)).ToArray();
                    return new(
                        () => Numbered(cotangents.Select(static each => each.Parameters)),
                        () => join([.. cotangents.Select(static each => each.Input)]));
                },
                Numbered(passes.Select(static pass => pass.State)));
        });

    /// <summary>One layer after the other; what becomes of the cotangents of their parameters, first to last, is given.</summary>
    public static Layer Sequence(string name, Layer[] links, Func<TensorTree<double>[], TensorTree<double>[]> collect)
    {
        return new(name, Initialize, Forward);

        Initialization<double> Initialize(Key key, Shapes input)
        {
            var output = input;
            return Made(links, link =>
            {
                var made = link.Layer.Initialize(key.Split(link.Index), output);
                output = made.Output;
                return made;
            }) with
            {
                Output = output,
            };
        }

        Evaluation<double, Tensor<double>, Tensor<double>> Forward(TensorTree<double> parameters, Tensor<double> x, Context<double> context)
        {
            var passes = new Evaluation<double, Tensor<double>, Tensor<double>>[links.Length];
            for (var i = 0; i < links.Length; i++)
            {
                passes[i] = links[i].Forward(parameters.Child($"{i}"), x, context.For($"{i}"));
                x = passes[i].Output;
            }
            return new(x, Pullback, Numbered(passes.Select(static pass => pass.State)));

            Cotangents<double, Tensor<double>> Pullback(Tensor<double> dy)
            {
                var cotangents = new Cotangents<double, Tensor<double>>[links.Length];
                for (var i = links.Length - 1; i >= 0; i--)
                    cotangents[i] = passes[i].Pullback(i == links.Length - 1 ? dy : cotangents[i + 1].Input);
                return new(
                    () => Numbered(collect([.. cotangents.Select(static each => each.Parameters)])),
                    () => links.Length == 0 ? dy : cotangents[0].Input);
            }
        }
    }

    /// <summary>The numbers of a tensor, to write on: what nobody should do.</summary>
    public static Span<double> Writable(Tensor<double> x) => MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(x.Span), x.Length);

    private static TensorTree<double> Numbered(IEnumerable<TensorTree<double>> trees) =>
        TensorTree<double>.Of([.. trees.Select(static (tree, i) => ($"{i}", tree))]);

    private static Initialization<double> Made(Layer[] layers, Func<(int Index, Layer Layer), Initialization<double>> initialize)
    {
        var made = layers.Index().Select(initialize).ToArray();
        return Initialization<double>.Of(
            made.Length == 0 ? Shape.Scalar : made[0].Output,
            Numbered(made.Select(static each => each.Parameters)),
            Numbered(made.Select(static each => each.State)));
    }
}
