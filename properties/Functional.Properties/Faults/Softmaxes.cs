namespace Functional.Properties.Faults;

/// <summary>Softmax and its relatives: every output depends on every input of its row.</summary>
public static class Softmaxes
{
    /// <summary>Softmax is differentiated element by element, as if it were a sigmoid: the sum over the row is missing.</summary>
    public static Fault SoftmaxElementwise { get; } = Own.Function(static (x, faulty) =>
    {
        var y = Softmax(x);
        return (y, dy => faulty ? dy * y * (1.0 - y) : Back(y, dy));
    });

    /// <summary>Log-softmax passes its cotangent as it is: the sum term is missing.</summary>
    public static Fault LogSoftmaxWithoutItsSum { get; } = Own.Function(static (x, faulty) =>
    {
        var shifted = x - x.Max([-1], keepAxes: true);
        var y = shifted - shifted.Exp().Sum([-1], keepAxes: true).Log();
        return (y, dy => faulty ? dy : dy - y.Exp() * dy.Sum([-1], keepAxes: true));
    });

    /// <summary>The sum on the way back runs over the batch in place of the classes.</summary>
    public static Fault SoftmaxSumsOverTheWrongAxis { get; } = Own.Function(static (x, faulty) =>
    {
        var y = Softmax(x);
        return (y, dy => y * (dy - (dy * y).Sum([faulty ? 0 : -1], keepAxes: true)));
    });

    /// <summary>The maximum is not subtracted: ∞/∞ for large inputs.</summary>
    public static Fault SoftmaxOverflows { get; } = Own.Function(static (x, faulty) =>
    {
        var y = faulty ? Normalised(x.Exp()) : Softmax(x);
        return (y, dy => Back(y, dy));
    });

    /// <summary>softmax(x/√d), as in attention, whose pullback forgets the scaling 1/√d.</summary>
    public static Fault ScalingForgottenInAttention { get; } = Own.Function(static (x, faulty) =>
    {
        var factor = 1 / double.Sqrt(x.Shape[^1]);
        var y = Softmax(x * factor);
        return (y, dy => Back(y, dy) * (faulty ? 1.0 : factor));
    });

    /// <summary>Queries times keys, scaled by ½: the gradient of the queries is scaled, that of the keys is not.</summary>
    public static Fault ScalingForgottenForTheKeys { get; } = Fault.InLayer(static faulty => new(
        "Score",
        static (key, input) => Initialization<double>.Of(input, TensorTree<double>.Of(
            ("key", key.Split("key").Normal<double>(input.Shape[^1..])), ("query", key.Split("query").Normal<double>(input.Shape[^1..])))),
        (parameters, x, _) =>
        {
            var (key, query) = (parameters["key"], parameters["query"]);
            return new(
                0.5 * x * x * key * query,
                dy => new(
                    () => TensorTree<double>.Of(
                        ("key", ((faulty ? 1.0 : 0.5) * dy * x * x * query).SumTo(key.Shape)),
                        ("query", (0.5 * dy * x * x * key).SumTo(query.Shape))),
                    () => dy * x * key * query),
                TensorTree<double>.Empty);
        }));

    private static Tensor<double> Softmax(Tensor<double> x) => Normalised((x - x.Max([-1], keepAxes: true)).Exp());

    private static Tensor<double> Normalised(Tensor<double> x) => x / x.Sum([-1], keepAxes: true);

    private static Tensor<double> Back(Tensor<double> y, Tensor<double> dy) => y * (dy - (dy * y).Sum([-1], keepAxes: true));
}
