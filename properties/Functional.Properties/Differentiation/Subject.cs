using System.Numerics;

namespace Functional.Properties.Differentiation;

/// <summary>What a subject has computed, in coordinates.</summary>
public sealed record Flow(double[] Output, Func<double[], double[]> Pullback);

/// <summary>
/// A differentiable function of any type at a point, in coordinates, for laws that hold of all. Each evaluation asserts that the cotangent has the
/// names and shapes of the input, and that neither the point nor the cotangent is changed.
/// </summary>
/// <param name="Name">What it is, for messages.</param>
/// <param name="Point">The point.</param>
/// <param name="Names">The names of the point's coordinates.</param>
/// <param name="Here">The function at the point: at the same tensors each time.</param>
/// <param name="At">The function at another point.</param>
public sealed record Subject(string Name, double[] Point, string[] Names, Func<Flow> Here, Func<double[], Flow> At)
{
    /// <summary>The function of one sample of the batch, for functions that do not mix samples.</summary>
    public Func<int, Subject>? Sample { get; private init; }

    /// <summary>How many samples the point has.</summary>
    public int Batch { get; init; }

    /// <summary>How many of the first coordinates are shared by the samples.</summary>
    public int Shared { get; private init; }

    public static Subject Of<X, Y>(string name, Differentiable<X, Y> function, X point, Space<X> inputs, Space<Y> outputs)
    {
        return new($"{name} at {inputs.Structure(point)}", inputs.Read(point), [.. inputs.Names(point)], () => Run(point), values => Run(inputs.Write(point, values)));

        Flow Run(X x)
        {
            var before = inputs.Read(x);
            var (y, back) = function(x);
            Unchanged("the input by the function");
            return new(outputs.Read(y), Pullback);

            double[] Pullback(double[] cotangent)
            {
                var dy = outputs.Write(y, cotangent);
                var dx = back(dy);
                Assert.Equal(inputs.Structure(x), inputs.Structure(dx));
                Unchanged("the input by the pullback");
                Assert.True(outputs.Read(dy).AsSpan().SequenceEqual(outputs.Read(outputs.Write(y, cotangent))), $"{name} changed the cotangent.");
                return inputs.Read(dx);
            }

            void Unchanged(string what) => Assert.True(inputs.Read(x).AsSpan().SequenceEqual(before), $"{name} changed {what}.");
        }
    }

    /// <summary>A function between tensors.</summary>
    public static Subject Of<T>(string name, Differentiable<Tensor<T>, Tensor<T>> function, Tensor<T> point)
        where T : struct, IFloatingPointIeee754<T> => Of(name, function, point, Space.Tensors<T>(), Space.Tensors<T>("y"));

    /// <summary>A layer as a function of its parameters and its input together, at parameters and statistics that are all drawn.</summary>
    public static Subject Of<T, X, Y>(Layer<T, X, Y> layer, Draw draw, Shapes sample, X x, Space<X> inputs, Space<Y> outputs, Mode mode = Mode.Inference)
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
    {
        var made = layer.Initialize(draw.Key, sample);
        var statistics = draw.Leaves("statistics", made.Statistics);
        var context = mode == Mode.Training ? Context<T>.Training(draw.Key.Split("step"), statistics) : Context<T>.Inference(statistics);
        Differentiable<Pair<Parameters<T>, X>, Y> joint = p =>
        {
            var (y, back, _) = layer.Forward(p.First, p.Second, layer.NeedsContext ? context : null);
            return (y, dy => back(dy) is var cotangents ? (cotangents.Parameters, cotangents.Input) : default);
        };
        var space = Space.Pairs(Space.Parameters<T>(), inputs);
        var theta = draw.Leaves("parameters", made.Parameters);
        return Made((theta, x)) with { Sample = row => Made((theta, inputs.Row(x, row))), Shared = (int)theta.Count };

        Subject Made(Pair<Parameters<T>, X> point) => Of(layer.Name, joint, point, space, outputs);
    }

    /// <summary>A layer between tensors at a batch.</summary>
    public static Subject Of<T>(Layer<T, Tensor<T>, Tensor<T>> layer, Draw draw, Tensor<T> x, Mode mode = Mode.Inference)
        where T : struct, IFloatingPointIeee754<T> =>
        Of(layer, draw, x.Shape[1..], x, Space.Tensors<T>(), Space.Tensors<T>("y"), mode) with { Batch = x.Shape[0] };

    public override string ToString() => Name;
}
