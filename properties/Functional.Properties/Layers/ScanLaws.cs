using System.Numerics;
using Functional.Properties.Differentiation;
using FsCheck.Fluent;

namespace Functional.Properties.Layers;

/// <summary>A recurrent cell whose state and output differ, along 1 to 5 steps.</summary>
public sealed class ScanLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw)
    {
        var (state, output) = (draw.Size("state", 1, 3), draw.Size("output", 1, 3));
        return Subject.Of(Layers<T>.Scan(Cell<T>(state, output), [state]), draw, Sequence<T>(draw));
    }

    [Law(20)]
    public FsCheck.Property A_scan_is_its_cell_unrolled() => Prop.ForAll(Draw.Any, draw =>
    {
        var (state, output) = (draw.Size("state", 1, 3), draw.Size("output", 1, 3));
        var cell = Cell<double>(state, output);
        var x = Sequence<double>(draw);
        var made = Layers<double>.Scan(cell, [state]).Start(draw.Key, x.Shape[1..]);
        var theta = draw.Leaves("parameters", made.Parameters);
        var y = Layers<double>.Scan(cell, [state]).At(theta)(x).Output;
        Assert.Equal(made.Output.Shape, y.Shape[1..]);
        var now = Tensor.Zeros<double>([x.Shape[0], state]);
        for (var t = 0; t < x.Shape[1]; t++)
        {
            (now, var expected) = cell.At(theta)((now, x.Slice(1, t, 1).Reshape([x.Shape[0], .. x.Shape[2..]]))).Output;
            Assert.Equal(expected, y.Slice(1, t, 1).Reshape(expected.Shape));
        }
    });

    private static Tensor<T> Sequence<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => draw.Tensor<T>("x", [draw.Size("batch", 1, 4), draw.Size("steps"), draw.Size("features", 1, 3)]);

    private static Layer<T, Pair<Tensor<T>, Tensor<T>>, Pair<Tensor<T>, Tensor<T>>> Cell<T>(int state, int output)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Concatenate
        .Then(Layers<T>.Dense(state + output))
        .Then(Layers<T>.Tanh)
        .Then(Layers<T>.Pure<Tensor<T>, Pair<Tensor<T>, Tensor<T>>>(
            "Split",
            input => Shapes.Pair(Shape.Create(state), Shape.Create(output)),
            x => ((x.Slice(1, 0, state), x.Slice(1, state, output)), d => Tensor.Concatenate(1, d.First, d.Second))));
}
