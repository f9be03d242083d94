using System.Numerics;

namespace Functional;

public static partial class Optimizer
{
    /// <summary>Stochastic gradient descent: v ← momentum·v + ∂C/∂θ, θ ← θ − rate·v. Without momentum v is the gradient. Polyak, 1964, in the form of PyTorch; with
    /// Nesterov's look ahead as Sutskever et al. have it, ICML 2013.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rate">The learning rate; positive.</param>
    /// <param name="momentum">How much of the velocity stays, in [0, 1); none when none is given.</param>
    /// <param name="nesterov">Whether the next velocity is looked at.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> Sgd<T>(T rate, Schedule? momentum = null, bool nesterov = false)
        where T : struct, IFloatingPointIeee754<T> => Sgd<T>((Rate<T>)Setting.Shortest(rate), momentum, nesterov);

    /// <inheritdoc cref="Sgd{T}(T, Schedule, bool)"/>
    public static Optimizer<T> Sgd<T>(Rate<T> rate, Schedule? momentum = null, bool nesterov = false)
        where T : struct, IFloatingPointIeee754<T>
    {
        var scale = GradientTransformations<T>.ScaleBy(rate);
        return momentum is null
            ? nesterov ? throw new ArgumentException("Sgd: to look at the next velocity takes a momentum.", nameof(nesterov)) : Called(scale, Written("Sgd", [rate]))
            : Called(GradientTransformations<T>.Momentum(momentum, nesterov).Then(scale), Written("Sgd", [rate, momentum], ("nesterov", nesterov, false)));
    }
}
