using System.Collections.Immutable;
using Functional.Plots;

namespace Functional.Examples;

/// <summary>The schedules side by side: how a learning rate may change over a run.</summary>
internal static class SchedulesExample
{
    private const int Steps = 1000;
    private const float Rate = 1e-3f;

    public static string Defaults { get; } = Invariant($"rate {Rate}");

    public static void Run(Settings settings, Screen screen)
    {
        var folder = new PictureFolder(settings.Output);
        var rate = (double)(decimal)(settings.Rate ?? Rate);         // the digits that were written
        ImmutableArray<(string Name, Schedule Schedule)> falling =
        [
            ("Step", Schedule.Step(rate, Steps / 4, 0.5)), ("Exponential", Schedule.Exponential(rate, Steps, 0.05)), ("Linear", Schedule.Linear(rate, 0, Steps)),
            ("Polynomial, power 2", Schedule.Polynomial(rate, 0, Steps, 2)), ("Cosine", Schedule.Cosine(rate, Steps)),
            ("Piecewise", Schedule.Piecewise(rate, (Steps / 2, rate / 5), (3 * Steps / 4, rate / 25))),
        ];
        ImmutableArray<(string Name, Schedule Schedule)> rising =
        [
            ("Cosine.WarmUp", Schedule.Cosine(rate, 9 * Steps / 10).WarmUp(Steps / 10)), ("CosineRestarts", Schedule.CosineRestarts(rate, Steps / 7, growth: 2)),
            ("OneCycle", Schedule.OneCycle(rate, Steps)), ("InverseSquareRoot", Schedule.InverseSquareRoot(rate, Steps / 10)),
            ("Constant.Then(Linear)", Schedule.Constant(rate).Then(Steps / 2, Schedule.Linear(rate, 0, Steps / 2))),
        ];
        foreach (var (name, schedule) in falling.Concat(rising))
        {
            screen.Title(name);
            screen.Line($"{schedule}");
            screen.Line(schedule.Plot(Steps, height: 6));
        }
        screen.Title("Result");
        folder.Save(Picture.Schedules(falling, Steps, "Schedules that fall"), "schedules-falling.png", screen);
        folder.Save(Picture.Schedules(rising, Steps, "Schedules that rise, too"), "schedules-rising.png", screen);
    }
}
