using System.Numerics;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>
    /// u / √v̂ of each tensor, made shorter where its root mean square is above a limit. Of a tensor <c>[…, rows, columns]</c> only the means r and c of the squares over each of
    /// the last two axes are remembered, and v̂ = r·c / mean(r): memory for rows + columns numbers, and not for rows · columns. Vectors remember their squares. What stays of
    /// an average in step t is 1 − t^−power, so that none needs a correction. Shazeer and Stern, "Adafactor: adaptive learning rates with sublinear memory cost", ICML 2018.
    /// </summary>
    /// <param name="power">How fast what stays of the averages comes near 1; positive.</param>
    /// <param name="epsilon">ε₁, what is added to squares; positive in the element type, too.</param>
    /// <param name="limit">d, the largest root mean square of an update; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> ScaleByAdafactor(double power = 0.8, double epsilon = 1e-30, double limit = 1)
    {
        if (!(power > 0 && double.IsFinite(power)))
            throw new ArgumentOutOfRangeException(nameof(power), Invariant($"Adafactor: the power is positive and finite, got {power}."));
        Setting.In<T>(epsilon, nameof(epsilon), "Adafactor: ε is positive and finite", static x => x > 0 && double.IsFinite(x));
        Setting.In<T>(limit, nameof(limit), "Adafactor: the limit is positive and finite", static x => x > 0 && double.IsFinite(x));
        return new ScaleByAdafactor<T>(power, epsilon, limit);
    }
}

internal sealed record ScaleByAdafactor<T>(double Power, double Epsilon, double Limit) : GradientTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "adafactor";

    public override string Code => Invariant($"ScaleByAdafactor({Power}, {Epsilon}, {Limit})");

    internal override bool Remembers => true;

    public override TensorTree<T> Initialize(TensorTree<T> parameters)
    {
        var (factored, others) = Parted(parameters);
        return TensorTree<T>.Of(
            ("row", factored.Map(static leaf => Tensor.Zeros<T>(leaf.Shape[..^1]))),
            ("column", factored.Map(static leaf => Tensor.Zeros<T>([.. leaf.Shape[..^2].Sizes, leaf.Shape[^1]]))),
            ("square", others.Zero));
    }

    public override Transformed<T> Apply(TensorTree<T> updates, TensorTree<T> moments, TensorTree<T> parameters, UpdateStep at)
    {
        var comes = T.CreateChecked(double.Pow(at.Index + 1, -Power));
        var (epsilon, (factored, others)) = (T.CreateChecked(Epsilon), Parted(updates));
        // The trees of means have the names of the updates, and shapes of their own.
        var (rows, columns) = (moments.Child("row").Leaves.Select(static leaf => leaf.Value).GetEnumerator(), moments.Child("column").Leaves.Select(static leaf => leaf.Value).GetEnumerator());
        var made = TensorTree<T>.Leafwise(3, [factored], leaves =>
        {
            rows.MoveNext();
            columns.MoveNext();
            var (update, square) = (leaves[0], leaves[0] * leaves[0]);
            var row = Next(rows.Current, square.Mean([-1]) + epsilon);
            var column = Next(columns.Current, square.Mean([-2]) + epsilon);
            var ofRows = row / row.Mean([-1], keepAxes: true);
            return [Shorter(update * WithAxis(ofRows, 1).Rsqrt() * WithAxis(column, 0).Rsqrt()), row, column];
        });
        var whole = TensorTree<T>.Leafwise(2, [others, moments.Child("square")], leaves =>
        {
            var square = Next(leaves[1], leaves[0] * leaves[0] + epsilon);
            return [Shorter(leaves[0] * square.Rsqrt()), square];
        });
        return new(updates.With(made[0]).With(whole[0]), TensorTree<T>.Of(("row", made[1]), ("column", made[2]), ("square", whole[1])));

        Tensor<T> Next(Tensor<T> mean, Tensor<T> square) => mean + (square - mean) * comes;
    }

    private static (TensorTree<T> Factored, TensorTree<T> Others) Parted(TensorTree<T> tree) => (tree.Keep(static (_, leaf) => IsFactored(leaf)), tree.Keep(static (_, leaf) => !IsFactored(leaf)));

    private static bool IsFactored(Tensor<T> leaf) => leaf.Rank >= 2 && leaf.Length > 0;

    /// <summary>[…, n] as […, n, 1], or as […, 1, n].</summary>
    private static Tensor<T> WithAxis(Tensor<T> x, int before) => x.Reshape([.. x.Shape[..^1].Sizes, before == 1 ? x.Shape[^1] : 1, before == 1 ? 1 : x.Shape[^1]]);

    private Tensor<T> Shorter(Tensor<T> update) => update * ClipByNorm<T>.Shorter(ScaleByParameterSize<T>.RootMeanSquare(update), T.CreateChecked(Limit));
}
