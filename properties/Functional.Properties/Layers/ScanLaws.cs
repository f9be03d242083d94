using Functional.Laws;

namespace Functional.Properties.Layers;

public sealed class ScanLaws
{
    [Law]
    public void A_scan_is_its_cell_unrolled(Draw draw)
    {
        var (state, output) = (draw.Size("state", 1, 3), draw.Size("output", 1, 3));
        var (scan, cell) = (Cells.Scan<double>(state, output), Cells.Of<double>(state, output));
        var x = draw.Tensor<double>("x", [draw.Batch(), draw.Size("steps"), draw.Size("features", 1, 3)]);
        var made = scan.Start(draw.Key, x.Shape[1..]);
        var parameters = draw.Leaves("parameters", made.Parameters);
        var y = scan.At(parameters)(x).Output;
        Assert.Equal(made.Output.Shape, y.Shape[1..]);
        var now = Tensor.Zeros<double>([x.Shape[0], state]);
        for (var t = 0; t < x.Shape[1]; t++)
        {
            (now, var expected) = cell.At(parameters)((now, x.Slice(1, t, 1).Reshape([x.Shape[0], .. x.Shape[2..]]))).Output;
            Assert.Equal(expected, y.Slice(1, t, 1).Reshape(expected.Shape));
        }
    }

    /// <summary>What comes later has no way back to what came before: causality, seen from behind.</summary>
    [Law]
    public void The_gradient_of_one_step_reaches_no_later_step(Draw draw)
    {
        var scan = Cells.Scan<double>(draw.Size("state", 1, 3), draw.Size("output", 1, 3));
        var x = draw.Tensor<double>("x", [draw.Batch(), draw.Size("steps"), draw.Size("features", 1, 3)], -1.5, 1.5);
        var (y, back) = scan.At(draw.Leaves("parameters", scan.Start(draw.Key, x.Shape[1..]).Parameters))(x);
        var (at, each) = (draw.Choice("step", x.Shape[1]), y.Shape[^1]);
        var dx = back(Tensor.Generate(y.Shape, (int place) => place / each % y.Shape[1] == at ? 1.0 : 0));
        var later = dx.Slice(1, at + 1, x.Shape[1] - at - 1);
        Assert.Equal(later.Zero, later);
    }
}
