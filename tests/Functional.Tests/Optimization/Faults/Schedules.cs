using Functional.Tests.Golden;

namespace Functional.Tests.Optimization.Faults;

/// <summary>Mistakes in when a schedule says what.</summary>
internal static class Schedules
{
    /// <summary>The rate is that of the step before.</summary>
    public static OptimizerFault OneStepLate { get; } = Scheduled(static (_, schedule, step) => schedule.At(Math.Max(0, step - 1)));

    /// <summary>Steps are counted from 1.</summary>
    public static OptimizerFault OneStepEarly { get; } = Scheduled(static (_, schedule, step) => schedule.At(step + 1));

    /// <summary>The schedule counts epochs, here of ten steps.</summary>
    public static OptimizerFault CountedInEpochs { get; } = Scheduled(static (_, schedule, step) => schedule.At(step / 10));

    /// <summary>The factor is taken once, and not each time again.</summary>
    public static OptimizerFault FallsOnce { get; } = Scheduled(static (by, _, step) => step < by["every"] ? by["rate"] : by["rate"] * by["factor"]);

    /// <summary>The rate is warmed up by two that do not know of each other.</summary>
    public static OptimizerFault WarmedUpTwice { get; } = WarmedUp(static (schedule, steps) => schedule.WarmUp(steps).WarmUp(steps));

    /// <summary>The first step has the rate 0.</summary>
    public static OptimizerFault WarmedUpFromZero { get; } = WarmedUp(static (schedule, steps) => Schedule.Linear(0, schedule.At(0), steps).Then(steps, schedule));

    /// <summary>The half wave is a whole one: it comes up again.</summary>
    public static OptimizerFault WholeWave { get; } = OptimizerFault.OfSchedule("cosine", static (faulty, by) => faulty
        ? Schedule.Of("wave", step => by["to"] + (by["rate"] - by["to"]) * (1 + Math.Cos(2 * Math.PI * step / by["steps"])) / 2)
        : Schedule.Cosine(by["rate"], (long)by["steps"], by["to"]));

    /// <summary>The last number is added to the wave, and not what it falls to.</summary>
    public static OptimizerFault WaveAboveItsEnd { get; } = OptimizerFault.OfSchedule("cosine", static (faulty, by) => faulty
        ? Schedule.Of("wave", step => by["to"] + Schedule.Cosine(by["rate"], (long)by["steps"]).At(step)) : Schedule.Cosine(by["rate"], (long)by["steps"], by["to"]));

    /// <summary>Each wave is as long as the first.</summary>
    public static OptimizerFault WavesThatDoNotGrow { get; } = OptimizerFault.OfSchedule("restarts", static (faulty, by) =>
        Schedule.CosineRestarts(by["rate"], (long)by["steps"], faulty ? 1 : (int)by["growth"], by["to"]));

    /// <summary>The last number is the peak's share, and not that of the first.</summary>
    public static OptimizerFault CycleEndsAtAShareOfThePeak { get; } = OptimizerFault.OfSchedule("one-cycle", static (faulty, by) =>
        Schedule.OneCycle(by["rate"], (long)by["steps"], by["rise"], by["initialDivisor"], by["finalDivisor"] / (faulty ? by["initialDivisor"] : 1)));

    /// <summary>The power is that of the share gone, and not of the share left.</summary>
    public static OptimizerFault PowerOfWhatIsGone { get; } = OptimizerFault.OfSchedule("polynomial", static (faulty, by) => faulty
        ? Schedule.Of("power", step => by["rate"] * (1 - Math.Pow(Math.Min(1, step / by["steps"]), by["power"]))) : Schedule.Polynomial(by["rate"], 0, (long)by["steps"], by["power"]));

    /// <summary>It takes one step more to the end.</summary>
    public static OptimizerFault LineOneStepLonger { get; } = OptimizerFault.OfSchedule("linear", static (faulty, by) =>
        Schedule.Linear(by["rate"] * by["from"], by["rate"] * by["to"], (long)by["steps"] + (faulty ? 1 : 0)));

    private static OptimizerFault Scheduled(Func<GoldenTrajectory, Schedule, long, double> wrong, [System.Runtime.CompilerServices.CallerMemberName] string name = "") =>
        OptimizerFault.OfSteps("scheduled-sgd", (faulty, by) =>
        {
            var schedule = Schedule.Step(by["rate"], (long)by["every"], by["factor"]);
            return Optimizer.Sgd<double>(faulty ? Schedule.Of("wrong", step => wrong(by, schedule, step)) : schedule, by["momentum"]);
        }, name);

    private static OptimizerFault WarmedUp(Func<Schedule, long, Schedule> wrong, [System.Runtime.CompilerServices.CallerMemberName] string name = "") =>
        OptimizerFault.OfSteps("warmed-up-sgd", (faulty, by) =>
        {
            var (schedule, steps) = (Schedule.Constant(by["rate"]), (long)by["steps"]);
            return Optimizer.Sgd<double>(faulty ? wrong(schedule, steps) : schedule.WarmUp(steps));
        }, name);
}
