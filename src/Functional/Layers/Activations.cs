namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ max(x, 0), any shape. At 0 the derivative is taken to be 0.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Relu { get; } = Elementwise("Relu", static x =>
    {
        var y = x.Maximum(T.Zero);
        return (y, dy => dy.Zip(y, static (d, value) => value > T.Zero ? d : T.IsNaN(value) ? value : T.Zero));
    });

    /// <summary>x ↦ tanh x, any shape.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Tanh { get; } = Elementwise("Tanh", static x =>
    {
        var y = x.Tanh();
        return (y, dy => dy * (T.One - y * y));
    });

    /// <summary>x ↦ 1 / (1 + e⁻ˣ), any shape.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Sigmoid { get; } = Elementwise("Sigmoid", static x =>
    {
        var y = x.Sigmoid();
        return (y, dy => dy * y * (T.One - y));
    });

    /// <summary>x ↦ eˣ / Σ eˣ over the last axis, <c>[batch, …, classes]</c>. The maximum is subtracted first, so that nothing overflows.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Softmax { get; } = OverClasses("Softmax", static x =>
    {
        var y = SoftmaxOf(x);
        return (y, dy => SoftmaxPullback(y, dy));
    });

    /// <summary>x ↦ x − log Σ eˣ over the last axis, <c>[batch, …, classes]</c>: the logarithm of <see cref="Softmax"/>, without overflow.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> LogSoftmax { get; } = OverClasses("LogSoftmax", static x =>
    {
        var y = LogSoftmaxOf(x);
        return (y, dy => dy - y.Exp() * dy.Sum([-1], keepAxes: true));
    });

    private static Layer<T, Tensor<T>, Tensor<T>> Elementwise(string name, Differentiable<Tensor<T>, Tensor<T>> function) =>
        Pure<Tensor<T>, Tensor<T>>(name, static input => input.Shape, x =>
        {
            var (y, back) = function(x);
            return (y, dy => back(dy.Expect(x.Shape, $"{name}: the cotangent")));
        });

    private static Layer<T, Tensor<T>, Tensor<T>> OverClasses(string name, Differentiable<Tensor<T>, Tensor<T>> function)
    {
        return Elementwise(name, x => function(Checked(x))) with { Initialize = (_, input) => Initialization<T>.Of(ShapeOf(input.Shape)) };

        Tensor<T> Checked(Tensor<T> x)
        {
            ShapeOf(x.Shape);
            return x;
        }

        Shape ShapeOf(Shape shape)
        {
            Features(shape, name);
            return shape;
        }
    }

    private static Tensor<T> SoftmaxOf(Tensor<T> x)
    {
        if (x.Length == 0)
            return x;
        var exponentials = (x - x.Max([-1], keepAxes: true)).Exp();
        return exponentials / exponentials.Sum([-1], keepAxes: true);
    }

    private static Tensor<T> LogSoftmaxOf(Tensor<T> x)
    {
        if (x.Length == 0)
            return x;
        var shifted = x - x.Max([-1], keepAxes: true);
        return shifted - shifted.Exp().Sum([-1], keepAxes: true).Log();
    }

    private static Tensor<T> SoftmaxPullback(Tensor<T> y, Tensor<T> dy) => y * (dy - (dy * y).Sum([-1], keepAxes: true));
}
