namespace Functional;

/// <summary>
/// The shape of one sample, without the batch: of one tensor, or of a pair of samples. Layers infer their output's from their input's when
/// they are initialised.
/// </summary>
public abstract record Shapes
{
    private Shapes()
    {
    }

    /// <summary>The shape of one tensor.</summary>
    /// <param name="shape">The shape.</param>
    public static implicit operator Shapes(Shape shape) => new OneTensor(shape);

    /// <summary>The shapes of a pair.</summary>
    /// <param name="first">The shape of the first value.</param>
    /// <param name="second">The shape of the second value.</param>
    public static Shapes Pair(Shapes first, Shapes second) => new TwoShapes(first, second);

    /// <summary>Whether this is the shape of a pair.</summary>
    internal bool IsPair => this is TwoShapes;

    /// <summary>The shape, where this is one tensor's.</summary>
    /// <exception cref="ShapeException">This is the shape of a pair.</exception>
    public Shape Shape => this is OneTensor(var shape) ? shape : throw new ShapeException($"expected one tensor, got a pair of shapes {this}.");

    /// <summary>The two shapes, where this is a pair's.</summary>
    /// <exception cref="ShapeException">This is the shape of one tensor.</exception>
    public (Shapes First, Shapes Second) Both => this is TwoShapes(var first, var second)
        ? (first, second)
        : throw new ShapeException($"expected a pair of inputs, got one tensor of shape {this}.");

    /// <summary>The shape of a value, the whole of it with the batch; null of what is no tensor and holds none that are known.</summary>
    internal static object? Of(object? value) => value switch
    {
        IShaped shaped => shaped.Shape,
        IShapedPair pair => (Of(pair.First), Of(pair.Second)),
        _ => null,
    };

    /// <summary>What <see cref="Of"/> has found, for messages.</summary>
    internal static string Written(object? shape) => shape switch
    {
        Shape one => one.ToString(),
        (object first, object second) => $"({Written(first)}, {Written(second)})",
        _ => "unknown",
    };

    private sealed record OneTensor(Shape Sizes) : Shapes
    {
        public override string ToString() => Sizes.ToString();
    }

    private sealed record TwoShapes(Shapes First, Shapes Second) : Shapes
    {
        public override string ToString() => $"({First}, {Second})";
    }
}
