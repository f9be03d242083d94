using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// x + p, with p of each place sines and cosines of wavelengths from 2π to 2π times the longest: <c>[batch, time, features]</c>. Feature 2i is
    /// sin(place·wavelength^(−2i/features)), feature 2i + 1 the cosine. Vaswani et al., NeurIPS 2017.
    /// </summary>
    /// <param name="wavelength">What the longest wavelength is nearly 2π times of; above 1.</param>
    /// <param name="goesOn">Whether, at inference, places go on where the state says that the steps before ended: for networks with a cache.</param>
    /// <exception cref="ArgumentOutOfRangeException">The wavelength is not above 1, or not finite.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> SinusoidalPositions(double wavelength = 10_000, bool goesOn = false) => new(new SinusoidalPositionsLink<T>(
        Setting.In<double>(
            wavelength, nameof(wavelength), "SinusoidalPositions: the wavelength is above 1 and finite", static x => x > 1 && double.IsFinite(x)),
        goesOn));

    /// <summary>
    /// x + p, with p of each place learnt: <c>[batch, time, features]</c>. Parameter <c>weight</c> <c>[count, features]</c>. Gehring et al., ICML 2017.
    /// </summary>
    /// <param name="count">How many places there are at most.</param>
    /// <param name="goesOn">Whether, at inference, places go on where the state says that the steps before ended: for networks with a cache.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no places.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> LearntPositions(int count, bool goesOn = false) =>
        new(new LearntPositionsLink<T>(Positive(count, nameof(count), "LearntPositions: there is at least 1 place"), goesOn));
}

/// <summary>Sines and cosines added to each place.</summary>
internal sealed record SinusoidalPositionsLink<T>(double Wavelength, bool GoesOn) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "SinusoidalPositions";

    public override string Code => Invariant($"SinusoidalPositions({Wavelength}{(GoesOn ? ", goesOn: true" : "")})");

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        TimeAxis.Sequence(input.Shape, 0, Name);
        return Initialization<T>.Of(input) with { MultiplyAdds = 0 };
    }

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        parameters.Only();
        var (time, features) = TimeAxis.Sequence(input.Shape, 1, Name);
        var (first, state) = TimeAxis.First(GoesOn, context, time);
        var waves = Tensor.Generate<T>([time, features], i =>
        {
            var (place, feature) = (first + i / features, i % features);
            var angle = place * double.Pow(Wavelength, -(double)(feature - feature % 2) / features);
            return T.CreateChecked(feature % 2 == 0 ? double.Sin(angle) : double.Cos(angle));
        });
        return new(input + waves, static dy => (TensorTree<T>.Empty, dy), state);
    }
}

/// <summary>Learnt numbers added to each place.</summary>
internal sealed record LearntPositionsLink<T>(int Count, bool GoesOn) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    private const double Deviation = 0.02;

    public override string Name => Invariant($"LearntPositions({Count})");

    public override string Code => Invariant($"LearntPositions({Count}{(GoesOn ? ", goesOn: true" : "")})");

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var (time, features) = TimeAxis.Sequence(input.Shape, 0, Name);
        ExpectPlaces(0, time);
        return Initialization<T>.Of(input, TensorTree<T>.Of(("weight", key.Split("weight").Normal<T>([Count, features], 0, Deviation)))) with { MultiplyAdds = 0 };
    }

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        var (time, features) = TimeAxis.Sequence(input.Shape, 1, Name);
        var table = parameters.Only("weight").Leaf("weight", Count, features);
        var (first, state) = TimeAxis.First(GoesOn, context, time);
        ExpectPlaces(first, time);
        return new(input + table.Slice(0, first, time), Back(first, Count), state);
    }

    // A method of its own, so that the way back holds neither the table nor the input.
    private static Func<Tensor<T>, Cotangents<T, Tensor<T>>> Back(int first, int count) =>
        dy => new(() => TensorTree<T>.Of(("weight", dy.Sum([0]).Embed(0, first, count))), () => dy);

    private void ExpectPlaces(int first, int time)
    {
        if (first > Count - time)
            throw new ShapeException(Invariant($"LearntPositions: places {first} to {first + (long)time - 1} are asked for, but there are {Count}."));
    }
}

/// <summary>Places in a sequence.</summary>
internal static class TimeAxis
{
    /// <summary>The sizes of the axes of time and features.</summary>
    /// <exception cref="ShapeException">There are more axes or fewer.</exception>
    public static (int Time, int Features) Sequence(Shape shape, int timeAxis, string layer) => shape.Rank == timeAxis + 2
        ? (shape[timeAxis], shape[^1])
        : throw new ShapeException($"{layer}: a sample is a sequence of vectors, [time, features], but the input has shape {shape}.");

    /// <summary>The first place, and the state that is left: of a sequence that goes on, how many steps there have been.</summary>
    public static (int First, TensorTree<T> State) First<T>(bool goesOn, Context<T> context, int time)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (!goesOn || context.Mode == Mode.Training)
            return (0, TensorTree<T>.Empty);
        var before = context.State is { IsEmpty: false } state ? int.CreateChecked(state.Only("steps").Leaf("steps", []).Scalar) : 0;
        return (before, TensorTree<T>.Of(("steps", (Tensor<T>)T.CreateChecked(before + time))));
    }
}
