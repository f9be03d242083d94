using System.Numerics;

namespace Functional.Tests.Golden;

/// <summary>The optimisers and schedules that the lines of optimizers.txt.gz are about.</summary>
internal static class GoldenOptimizers
{
    public static Optimizer<T> Of<T>(GoldenTrajectory by)
        where T : struct, IFloatingPointIeee754<T>
    {
        var rate = (Rate<T>)(by.Name.Contains("scheduled", StringComparison.Ordinal) ? Schedule.Step(by["rate"], (long)by["every"], by["factor"]) : by["rate"]);
        return by.Name switch
        {
            "sgd" => Optimizer.Sgd(rate),
            "momentum" or "scheduled-sgd" => Optimizer.Sgd(rate, by["momentum"]),
            "nesterov" => Optimizer.Sgd(rate, by["momentum"], nesterov: true),
            "l2" => GradientTransformations<T>.AddDecayedWeights(by["decay"]).Then(Optimizer.Sgd(rate, by["momentum"])),
            "adam" => Optimizer.Adam(rate, by["beta1"], by["beta2"], by["epsilon"]),
            "adamw" => Optimizer.AdamW(rate, by["decay"], null, by["beta1"], by["beta2"], by["epsilon"]),
            "scheduled-adamw" => Optimizer.AdamW(rate, by["decay"]),
            "amsgrad" => Optimizer.AmsGrad(rate, by["beta1"], by["beta2"], by["epsilon"]),
            "adagrad" => Optimizer.Adagrad(rate, by["initial"], by["epsilon"]),
            "rmsprop" => Optimizer.RmsProp(rate, by["decay"], by["epsilon"], by["centered"] == 1, by["momentum"]),
            "adadelta" => Optimizer.Adadelta(rate, by["decay"], by["epsilon"]),
            "lion" => Optimizer.Lion(rate, by["decay"], null, by["beta1"], by["beta2"]),
            "lamb" => Optimizer.Lamb(rate, by["decay"], null, by["beta1"], by["beta2"], by["epsilon"]),
            "nadam" => Optimizer.Nadam(rate, by["beta1"], by["beta2"], by["epsilon"]),
            "adabelief" => Optimizer.AdaBelief(rate, by["beta1"], by["beta2"], by["epsilon"]),
            "clip-then-adam" => GradientTransformations<T>.ClipByGlobalNorm(by["limit"]).Then(Optimizer.Adam(rate, epsilon: by["epsilon"])),
            "clip-then-sgd" => GradientTransformations<T>.ClipByGlobalNorm(by["limit"]).Then(Optimizer.Sgd(rate)),
            "accumulate-then-adam" => GradientTransformations<T>.Accumulate((int)by["count"]).Then(Optimizer.Adam(rate)),
            "accumulate-then-sgd" => GradientTransformations<T>.Accumulate((int)by["count"]).Then(Optimizer.Sgd(rate)),
            "warmed-up-sgd" => Optimizer.Sgd<T>(Schedule.Constant(by["rate"]).WarmUp((long)by["steps"])),
            "adam-with-look-ahead" => Optimizer.Adam(rate).Then(GradientTransformations<T>.LookAhead((int)by["count"], by["share"])),
            "average-of-adam" => Optimizer.Adam(rate).Then(GradientTransformations<T>.AverageParameters(by["decay"])),
            "mean-of-adam" => Optimizer.Adam(rate).Then(GradientTransformations<T>.MeanOfParameters((long)by["begin"])),
            "adafactor" => Optimizer.Adafactor(rate, by["relative"] == 1, by["momentum"], by["power"]),
            "muon" => Optimizer.Muon(rate, Optimizer.Adam<T>((Rate<T>)0.01), momentum: by["momentum"], steps: (int)by["steps"]),
            _ => throw new ArgumentException($"There is no optimiser for '{by.Name}'.", nameof(by)),
        };
    }

    public static Schedule ScheduleOf(GoldenTrajectory by) => by.Name switch
    {
        "step" => Schedule.Step(by["rate"], (long)by["every"], by["factor"]),
        "exponential" => Schedule.Exponential(by["rate"], 1, by["factor"]),
        "cosine" => Schedule.Cosine(by["rate"], (long)by["steps"], by["to"]),
        "restarts" => Schedule.CosineRestarts(by["rate"], (long)by["steps"], (int)by["growth"], by["to"]),
        "one-cycle" => Schedule.OneCycle(by["rate"], (long)by["steps"], by["rise"], by["initialDivisor"], by["finalDivisor"]),
        "linear" => Schedule.Linear(by["rate"] * by["from"], by["rate"] * by["to"], (long)by["steps"]),
        "polynomial" => Schedule.Polynomial(by["rate"], 0, (long)by["steps"], by["power"]),
        _ => throw new ArgumentException($"There is no schedule for '{by.Name}'.", nameof(by)),
    };
}
