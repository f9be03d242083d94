using static Functional.GradientTransformations<double>;

namespace Functional.Documentation.StandIns;

// Layers, and an optimiser of one's own.
public static partial class Given<T>
{
    public static Layer<T, Tensor<T>, Tensor<T>> Swish { get; } = Layers<T>.Function("Swish", static x => x * x.Sigmoid());

    /// <summary>A layer after itself, with parameters of its own each time.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Twice(Layer<T, Tensor<T>, Tensor<T>> layer) => Layers<T>.Chain(layer, layer);

    /// <summary>A layer of so many units, and a combinator, of one's own.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Highway(int units) => Layers<T>.Dense(units).Then(Layers<T>.Tanh);

    public static Layer<T, Tensor<T>, Tensor<T>> Gated(Layer<T, Tensor<T>, Tensor<T>> part) => Layers<T>.Residual(part);

    public static Layer<T, Tensor<T>, Tensor<T>> layer => network;

    public static Layer<T, Tensor<T>, Tensor<T>> encoder { get; } = Layers<T>.Dense(8).Then(Layers<T>.Tanh);

    public static Layer<T, Tensor<T>, Tensor<T>> decoder { get; } = Layers<T>.Dense(4);

    public static Layer<T, Tensor<T>, Tensor<T>> autoencoder { get; } =
        Layers<T>.Chain(Layers<T>.Named("encoder", Layers<T>.Dense(2)), Layers<T>.Named("decoder", Layers<T>.Dense(4)));

    public static Layer<T, Tensor<T>, Tensor<T>> body => Layers<T>.DecoderBlock(heads: 4, hidden: 128);

    public static Layer<T, Tensor<T>, Tensor<T>> recurrent { get; } = Layers<T>.Lstm(8);

    public static Layer<T, Pair<Tensor<T>, Tensor<T>>, Pair<Tensor<T>, Tensor<T>>> cell { get; } = Layers<T>.RnnCell(16);

    /// <summary>Of a pair, how far its halves are apart.</summary>
    public static Layer<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>> distance { get; } = Layers<T>.Pure<Pair<Tensor<T>, Tensor<T>>, Tensor<T>>(
        "Distance", static shapes => shapes.Both.First, Differentiable.Trace(static (Pair<Tensor<T>, Tensor<T>> p) => (p.First - p.Second).Abs()));

    public static Optimizer<double> WeightDecay(double rate) => AddDecayedWeights(rate).Then(ScaleBy(0.1));

    /// <summary>A rule of updates: v ← stays·v + g.</summary>
    public readonly record struct Velocity(Spread<float> Stays) : IUpdateRule<float>
    {
        public static int Moments => 1;

        public V Apply<V, A>(V update, V parameter, ref V first, ref V second, ref V third)
            where A : IArithmetic<float, V> => first = A.MultiplyAdd(A.Number(Stays), first, update);
    }
}
