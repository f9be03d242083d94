using static Functional.Layers<float>;

namespace Functional.Tests.TrainingRuns;

// Networks and optimisers in which a number stops being finite in one place, in one step.
public partial class NonFiniteTests
{
    private static Optimizer<float> OptimizerNamed(string name) => name switch
    {
        "descent" => Descent,
        "momentum" => Optimizer.Sgd(0.1f, momentum: 0.9),
        "adam" => Optimizer.Adam(0.1f),
        _ => new Optimizer<float>(new Own(1f)).Then(Descent),
    };

    /// <summary>Lets updates pass, and remembers them over a number.</summary>
    private sealed record Own(float Over) : GradientTransformation<float>
    {
        public override string Name => "own";

        public override TensorTree<float> Initialize(TensorTree<float> parameters) => TensorTree<float>.Of(("sum", parameters.Zero));

        public override Transformed<float> Apply(TensorTree<float> updates, TensorTree<float> moments, TensorTree<float> parameters, UpdateStep at) =>
            new(updates, TensorTree<float>.Of(("sum", updates.Map(leaf => leaf / Over))));
    }

    /// <summary>A dense layer with one NaN in one place, in one step alone, which it knows by its key.</summary>
    private static Layer<float, Tensor<float>, Tensor<float>> Broken(Place place, int step)
    {
        var dense = Dense(Width);
        return new("broken", dense.Initialize, (theta, x, context) =>
        {
            var breaks = context.Mode == Mode.Training && IsStep(context.Key, step);
            var (y, back, _) = dense.Forward(theta, x);
            return new(place == Place.Output && breaks ? Spoilt(y) : y, dy => new(
                () => back(dy).Parameters.Map(leaf => place == Place.ParameterCotangent && breaks ? Spoilt(leaf) : leaf),
                () => place == Place.InputCotangent && breaks ? Spoilt(back(dy).Input) : back(dy).Input));
        });

        static Tensor<float> Spoilt(Tensor<float> x) => Tensor.Generate<float>(x.Shape, i => i == x.Length - 1 ? float.NaN : x.Span[i]);
    }

    /// <summary>Whether a key is one of a step: below the step's own, as deep as these networks go.</summary>
    private static bool IsStep(Key key, int step)
    {
        var own = Seed.Split("step").Split(step - 1);
        return new[] { own, own.Split("1"), own.Split("deep").Split("1") }.Contains(key);
    }

    /// <summary>x ↦ 0·x, whose gradient by its parameter is what each step is told.</summary>
    private static Layer<float, Tensor<float>, Tensor<float>> Pushed(Func<int, float> gradient) => new(
        "pushed",
        static (_, input) => Initialization<float>.Of(input, TensorTree<float>.Of(("factor", Tensor.Zeros<float>([Width])))),
        (_, x, context) => new(0f * x, dy => (
            TensorTree<float>.Of(("factor", Tensor.Full<float>([Width], gradient(IsStep(context.Key, 1) ? 1 : 2)))), dy), TensorTree<float>.Empty));
}
