namespace Functional.Properties.Faults;

/// <summary>
/// Attention and what stands around it, with mistakes that people make in it: over the numbers of a row as over a sequence, each number its own query, key and
/// value.
/// </summary>
public static class Attentions
{
    /// <summary>The causal mask is laid on the weights after the softmax, so that they no longer add up to 1; the way back is that of the scores' mask.</summary>
    public static Fault MaskAfterTheSoftmax { get; } = Own.Function(static (x, faulty) =>
    {
        var row = Rows(x);
        var causal = Causal(row.Shape[1], 0);
        var scores = row.MatMul(row, Transposed.Right);
        var weights = (scores + causal).Softmax();
        var used = faulty ? scores.Softmax() * causal.Exp() : weights;
        return (used.MatMul(row).Reshape(x.Shape), dy => Back(row, weights, Rows(dy), 1).Reshape(x.Shape));
    });

    /// <summary>The scores are scaled, and their way back is not.</summary>
    public static Fault ScaleForgottenInTheWayBack { get; } = Own.Function(static (x, faulty) =>
    {
        var row = Rows(x);
        var weights = (row.MatMul(row, Transposed.Right) * 0.5).Softmax();
        return (weights.MatMul(row).Reshape(x.Shape), dy => Back(row, weights, Rows(dy), faulty ? 1 : 0.5).Reshape(x.Shape));
    });

    /// <summary>On the way back a step sees the one after it, too: the causal mask is off by one.</summary>
    public static Fault CausalMaskOffByOne { get; } = Own.Function(static (x, faulty) => Masked(x, 0, faulty ? 1 : 0));

    /// <summary>A cache is read one step late: on the way forward the last key is not there yet, which the way back knows nothing of.</summary>
    public static Fault CacheOneStepLate { get; } = Own.Function(static (x, faulty) => Masked(x, faulty ? -1 : 0, 0));

    /// <summary>The weights of two heads change places on the way back.</summary>
    public static Fault HeadsMixed { get; } = Own.Function(static (x, faulty) =>
    {
        var row = Rows(x);
        Tensor<double>[] weights = [row.MatMul(row, Transposed.Right).Softmax(), (-row.MatMul(row, Transposed.Right)).Softmax()];
        return ((weights[0].MatMul(row) + 3.0 * weights[1].MatMul(row)).Reshape(x.Shape), dy => (
            Back(row, weights[faulty ? 1 : 0], Rows(dy), 1) + Back(row, weights[faulty ? 0 : 1], 3.0 * Rows(dy), -1)).Reshape(x.Shape));
    });

    /// <summary>Of several heads that share their keys and values, one alone sends a cotangent back to these.</summary>
    public static Fault SharedValuesNotSummed { get; } = Own.Function(static (x, faulty) =>
    {
        var row = Rows(x);
        Tensor<double>[] weights = [Constant(row.Shape[1], 1), Constant(row.Shape[1], -1)];
        return ((weights[0].MatMul(row) + weights[1].MatMul(row)).Reshape(x.Shape), dy =>
        {
            var first = weights[0].MatMul(Rows(dy), Transposed.Left);
            return (faulty ? first : first + weights[1].MatMul(Rows(dy), Transposed.Left)).Reshape(x.Shape);
        });
    });

    /// <summary>Rotary positions turn the cotangent on, and not back.</summary>
    public static Fault RotaryTurnsOnInTheWayBack { get; } = Own.Function(static (x, faulty) =>
    {
        var width = x.Shape[^1];
        var turn = Turn(width);
        return (x.MatMul(turn), dy => dy.MatMul(turn, faulty ? Transposed.None : Transposed.Right));
    });

    /// <summary>The mask of padding, which hides the last key, hides the last query on the way back.</summary>
    public static Fault PaddingMaskOnQueries { get; } = Own.Function(static (x, faulty) =>
    {
        var row = Rows(x);
        var (there, count) = (Tensor.Generate<double>([1, row.Shape[1]], i => i > 0 && i == row.Shape[1] - 1 ? double.NegativeInfinity : 0), row.Shape[1]);
        var weights = (row.MatMul(row, Transposed.Right) + there).Softmax();
        var seen = there.Exp().Reshape(count, 1);
        return (weights.MatMul(row).Reshape(x.Shape), dy => Back(row, weights, faulty ? Rows(dy) * seen : Rows(dy), 1).Reshape(x.Shape));
    });

    /// <summary>The cotangent of a row that was looked up several times is written, and not added.</summary>
    public static Fault EmbeddingOverwritesRows { get; } = Own.Function(static (x, faulty) =>
    {
        var row = x.Reshape(x.Shape[..^1].ElementCount, x.Shape[^1]);
        var first = row.Slice(-1, 0, 1);
        return ((row + first).Reshape(x.Shape), dy =>
        {
            var d = dy.Reshape(row.Shape);
            var again = faulty ? d.Slice(-1, d.Shape[1] - 1, 1) : d.Sum([1], keepAxes: true);
            return (d + Tensor.Concatenate(-1, again, Tensor.Zeros<double>([d.Shape[0], d.Shape[1] - 1]))).Reshape(x.Shape);
        });
    });

    private static (Tensor<double>, Func<Tensor<double>, Tensor<double>>) Masked(Tensor<double> x, int forward, int back)
    {
        var row = Rows(x);
        var scores = row.MatMul(row, Transposed.Right);
        var count = row.Shape[1];
        var (used, known) = ((scores + Causal(count, forward)).Softmax(), (scores + Causal(count, back)).Softmax());
        return (used.MatMul(row).Reshape(x.Shape), dy => Back(row, known, Rows(dy), 1).Reshape(x.Shape));
    }

    /// <summary>The cotangent of the row as query, key and value.</summary>
    private static Tensor<double> Back(Tensor<double> row, Tensor<double> weights, Tensor<double> dy, double scale)
    {
        var dweights = dy.MatMul(row, Transposed.Right);
        var dscores = weights * (dweights - (dweights * weights).Sum([-1], keepAxes: true)) * scale;
        return dscores.MatMul(row) + dscores.MatMul(row, Transposed.Left) + weights.MatMul(dy, Transposed.Left);
    }

    private static Tensor<double> Rows(Tensor<double> x) => x.Reshape(x.Shape[..^1].ElementCount, x.Shape[^1], 1);

    /// <summary>0 where a key is seen, −∞ where not; the first is seen by all.</summary>
    private static Tensor<double> Causal(int count, int later) => Tensor.Generate<double>(
        [count, count], i => i % count == 0 || i % count <= i / count + later ? 0 : double.NegativeInfinity);

    private static Tensor<double> Constant(int count, double sign) => Tensor.Generate<double>([count, count], i => sign * (i / count - 0.5 * (i % count) + 0.25));

    /// <summary>The first two numbers turn by a right angle and a bit.</summary>
    private static Tensor<double> Turn(int width) => Tensor.Generate<double>([width, width], i => (i / width, i % width) switch
    {
        (0, 0) or (1, 1) when width > 1 => 0.5,
        (0, 1) => 0.75,
        (1, 0) => -0.75,
        var (row, column) => row == column ? 1 : 0,
    });
}
