using System.Globalization;
using Spectre.Console;
using static Functional.Layers<float>;

namespace Functional.Examples;

/// <summary>
/// The course on one page: z¹ → dense → z² → log-softmax → z³ → cost → z⁴ forward, δ⁴ = 1 → δ³ → δ² → ∂C/∂θ backward, each number beside the
/// closed formula that it must equal.
/// </summary>
internal static class ClosedFormulas
{
    public static void Show(Screen screen, Layer<float, Tensor<float>, Tensor<float>> dense, TensorTree<float> theta, Tensor<float> x, Labels labels)
    {
        // Forward, layer by layer: each returns its output and the way back.
        var (z2, denseBack, _) = dense.Forward(theta, x, null);
        var (z3, softmaxBack) = LogSoftmax.At(TensorTree<float>.Empty)(z2);
        var (z4, costBack) = NegativeLogLikelihood(labels, Reduction.Sum).At(TensorTree<float>.Empty)(z3);

        // Backward: δ of the cost is 1.
        Tensor<float> delta4 = 1f;
        var delta3 = costBack(delta4);
        var delta2 = softmaxBack(delta3);
        var dtheta = denseBack(delta2).Parameters;

        // The same from the formulas, in plain loops.
        var (weight, bias) = (theta["weight"], theta["bias"]);
        var (samples, features, classes) = (x.Shape[0], x.Shape[1], z2.Shape[1]);
        var linear = Matrix(samples, classes, (n, k) => bias[k] + Sum(features, m => x[n, m] * weight[m, k]));
        var logarithm = Matrix(samples, classes, (n, k) => linear[n, k] - Math.Log(Sum(classes, j => Math.Exp(linear[n, j]))));
        var cost = -Sum(samples, n => logarithm[n, labels[n]]);
        var oneHot = Matrix(samples, classes, (n, k) => k == labels[n] ? 1 : 0);
        var difference = Matrix(samples, classes, (n, k) => Math.Exp(logarithm[n, k]) - oneHot[n, k]);
        var dweight = Matrix(features, classes, (m, k) => Sum(samples, n => difference[n, k] * x[n, m]));
        var dbias = Matrix(1, classes, (_, k) => Sum(samples, n => difference[n, k]));

        var table = new Table { Border = screen.IsPlain ? TableBorder.Ascii : TableBorder.Rounded };
        table.AddColumns("", "by pullbacks", "formula", "by the formula");
        var largest = 0.0;
        Row("z¹", x, "x", Matrix(samples, features, (n, m) => x[n, m]));
        Row("z²", z2, "W·x + b", linear);
        Row("z³", z3, "z² − log Σ exp z²", logarithm);
        Row("z⁴", z4, "C = −Σ z³[label]", Matrix(1, 1, (_, _) => cost));
        table.AddEmptyRow();
        Row("δ⁴", delta4, "1", Matrix(1, 1, static (_, _) => 1));
        Row("δ³", delta3, "−one-hot", Matrix(samples, classes, (n, k) => -oneHot[n, k]));
        Row("δ²", delta2, "softmax − one-hot", difference);
        Row("∂C/∂W", dtheta["weight"], "Σ x·(softmax − one-hot)ᵀ", dweight);
        Row("∂C/∂b", dtheta["bias"], "Σ (softmax − one-hot)", dbias);
        screen.Console.Write(table);
        screen.Line(Invariant($"{samples} samples of classes {labels}; the largest difference is {largest:G2}"));

        void Row(string name, Tensor<float> computed, string formula, double[,] expected)
        {
            var (rows, columns) = (expected.GetLength(0), expected.GetLength(1));
            for (var i = 0; i < expected.Length; i++)
                largest = Math.Max(largest, Math.Abs(computed.Span[i] - expected[i / columns, i % columns]));
            string[] cells = [name, Text(rows, columns, (i, j) => computed.Span[i * columns + j]), formula, Text(rows, columns, (i, j) => expected[i, j])];
            table.AddRow([.. cells.Select(static cell => cell.EscapeMarkup())]);
        }
    }

    private static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);

    private static double[,] Matrix(int rows, int columns, Func<int, int, double> element)
    {
        var matrix = new double[rows, columns];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
                matrix[i, j] = element(i, j);
        return matrix;
    }

    private static string Text(int rows, int columns, Func<int, int, double> element) => string.Join('\n', Enumerable.Range(0, rows)
        .Select(i => string.Join(' ', Enumerable.Range(0, columns).Select(j => (element(i, j) + 0.0).ToString("F4", CultureInfo.InvariantCulture).PadLeft(8)))));
}
