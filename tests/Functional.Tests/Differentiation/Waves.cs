namespace Functional.Tests.Differentiation;

/// <summary>Sine and cosine with derivatives of any order, each the other's.</summary>
internal static class Waves
{
    public static Differentiable<Tensor<double>, Tensor<double>> Sine { get; } =
        Differentiable.WithPullback((Tensor<double> x) => x.Map(Math.Sin), static (x, _, dy) => dy * Cosine!.Apply(x));

    public static Differentiable<Tensor<double>, Tensor<double>> Cosine { get; } =
        Differentiable.WithPullback((Tensor<double> x) => x.Map(Math.Cos), static (x, _, dy) => -dy * Sine.Apply(x));
}
