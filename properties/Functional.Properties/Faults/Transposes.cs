namespace Functional.Properties.Faults;

/// <summary>Matrix products with the wrong operand transposed, or none: what fits when matrices are square, or is made to fit.</summary>
public static class Transposes
{
    /// <summary>The input's cotangent is dy·W in place of dy·Wᵀ: it fits, as W is square.</summary>
    public static Fault MissingTransposeOfTheWeight { get; } = Square(static (x, weight, dy, faulty) => new(
        () => TensorTree<double>.Of(("weight", x.MatMul(dy, Transposed.Left))),
        () => dy.MatMul(weight, faulty ? Transposed.None : Transposed.Right)), nameof(MissingTransposeOfTheWeight));

    /// <summary>The weight's cotangent is dyᵀ·x in place of xᵀ·dy: it fits, as W is square.</summary>
    public static Fault WeightGradientTransposed { get; } = Square(static (x, weight, dy, faulty) => new(
        () => TensorTree<double>.Of(("weight", faulty ? dy.MatMul(x, Transposed.Left) : x.MatMul(dy, Transposed.Left))),
        () => dy.MatMul(weight, Transposed.Right)), nameof(WeightGradientTransposed));

    /// <summary>The weight's cotangent dyᵀ·x has the wrong orientation, and is reshaped, not transposed, until it fits.</summary>
    public static Fault ReshapedInPlaceOfTransposed { get; } = Fault.InUnits(static (faulty, units) => new(
        "Linear",
        (key, input) => Initialization<double>.Of(
            input.Shape.With(-1, units), TensorTree<double>.Of(("weight", key.Normal<double>([input.Shape[^1], units])))),
        (parameters, x, _) =>
        {
            var weight = parameters["weight"];
            var rows = x.Reshape(-1, x.Shape[^1]);
            return new(rows.MatMul(weight).Reshape(x.Shape.With(-1, units)), Pullback, TensorTree<double>.Empty);

            Cotangents<double, Tensor<double>> Pullback(Tensor<double> dy)
            {
                var drows = dy.Reshape(-1, units);
                return new(
                    () => TensorTree<double>.Of((
                        "weight", faulty ? drows.MatMul(rows, Transposed.Left).Reshape(weight.Shape) : rows.MatMul(drows, Transposed.Left))),
                    () => drows.MatMul(weight, Transposed.Right).Reshape(x.Shape));
            }
        }));

    /// <summary>x·W for a square W, with its pullback given.</summary>
    private static Fault Square(
        Func<Tensor<double>, Tensor<double>, Tensor<double>, bool, Cotangents<double, Tensor<double>>> pullback, string name) => Fault.InLayer(
        faulty => new(
            name,
            static (key, input) => Initialization<double>.Of(
                input, TensorTree<double>.Of(("weight", key.Normal<double>([input.Shape[^1], input.Shape[^1]])))),
            (parameters, x, _) => new(
                x.MatMul(parameters["weight"]), dy => pullback(x, parameters["weight"], dy, faulty), TensorTree<double>.Empty)),
        name: name);
}
