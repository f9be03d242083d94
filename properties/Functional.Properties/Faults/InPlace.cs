namespace Functional.Properties.Faults;

/// <summary>Layers that save memory by writing on what is not theirs.</summary>
public static class InPlace
{
    /// <summary>The pullback scales the cotangent that it is given, in place.</summary>
    public static Fault CotangentChanged { get; } = Own.Function(static (x, faulty) => (3.0 * x, dy =>
    {
        var dx = faulty ? dy : 1.0 * dy;
        foreach (ref var d in Own.Writable(dx))
            d *= 3;
        return dx;
    })).ReadingNumbers;

    /// <summary>A ReLU that writes its output over its input.</summary>
    public static Fault InputChanged { get; } = Own.Function(static (x, faulty) =>
    {
        var mask = x.Map(static value => value > 0 ? 1 : 0);
        var y = faulty ? x : 1.0 * x;
        foreach (ref var value in Own.Writable(y))
            value = double.Max(value, 0) + 0.0;
        return (y, dy => dy * mask);
    }).ReadingNumbers;

    /// <summary>The pullback of the sigmoid takes its output for its scratch buffer.</summary>
    public static Fault OutputChanged { get; } = Own.Function(static (x, faulty) =>
    {
        var y = x.Sigmoid();
        return (y, dy =>
        {
            var derivative = faulty ? y : 1.0 * y;
            foreach (ref var value in Own.Writable(derivative))
                value *= 1 - value;
            return dy * derivative;
        });
    }).ReadingNumbers;

    /// <summary>The pullback takes the step of gradient descent itself, on the parameters it was given.</summary>
    public static Fault ParametersChanged { get; } = Fault.InLayer(static faulty => Own.Affine("Gain", (parameters, x, dy) => new(
        () =>
        {
            var right = Own.AffinePullback(parameters, x, dy).Parameters;
            foreach (ref var gain in Own.Writable(parameters["gain"]))
                gain -= faulty ? 0.01 : 0;
            return right;
        },
        () => dy * parameters["gain"]))).ReadingNumbers;
}
