using System.Reflection;
using System.Runtime.CompilerServices;
using Functional.Laws;
using Functional.Tests.Golden;

namespace Functional.Tests.Optimization.Faults;

/// <summary>
/// A planted fault: an optimiser, a transformation or a schedule with one mistake that people make, and the same without it. What finds the one and not the other has
/// found the mistake.
/// </summary>
/// <param name="Name">What is done wrongly.</param>
/// <param name="Net">What is to catch it: the trajectories of a name, or a law.</param>
/// <param name="Find">What is found of the optimiser with the mistake, or without: a sentence, or null where nothing is.</param>
internal sealed record OptimizerFault(string Name, string Net, Func<bool, string?> Find)
{
    // A mistake is no matter of rounding.
    private const double Clearly = 100;
    private const int Cases = 100;

    /// <summary>All of them: those that the static classes beside this one hold.</summary>
    public static IReadOnlyDictionary<string, OptimizerFault> All { get; } = typeof(OptimizerFault).Assembly.GetTypes()
        .Where(static type => type.Namespace == typeof(OptimizerFault).Namespace)
        .SelectMany(static type => type.GetProperties(BindingFlags.Static | BindingFlags.Public))
        .Where(static property => property.PropertyType == typeof(OptimizerFault))
        .Select(static property => (OptimizerFault)property.GetValue(null)!)
        .ToDictionary(static fault => fault.Name);

    /// <summary>A fault that fifty steps beside PyTorch's or the formula's catch.</summary>
    /// <param name="golden">The name of the trajectories.</param>
    /// <param name="make">Makes the optimiser, with the mistake or without, of the settings of one.</param>
    /// <param name="name">What is done wrongly; the name of the member when none is given.</param>
    public static OptimizerFault OfSteps(string golden, Func<bool, GoldenTrajectory, Optimizer<double>> make, [CallerMemberName] string name = "") => new(name, golden, faulty =>
    {
        var errors = GoldenTrajectory.Named(golden).Select(each => each.Compare(make(faulty, each))).ToArray();
        Assert.NotEmpty(errors);
        var worst = errors.MaxBy(static each => each.Error);
        return worst.Error > (faulty ? Clearly : 1) ? worst.Worst : null;
    });

    /// <summary>A fault of a schedule that its numbers beside PyTorch's catch.</summary>
    /// <param name="golden">The name of the schedule.</param>
    /// <param name="make">Makes the schedule, with the mistake or without, of the settings of one.</param>
    /// <param name="name">What is done wrongly; the name of the member when none is given.</param>
    public static OptimizerFault OfSchedule(string golden, Func<bool, GoldenTrajectory, Schedule> make, [CallerMemberName] string name = "") => new(name, golden, faulty =>
    {
        var errors = GoldenTrajectory.Named(golden).Select(each => each.Values[0].Index().Max(at => Math.Abs(at.Item - make(faulty, each).At(at.Index))) / each.Values[0].Max()).ToArray();
        Assert.NotEmpty(errors);
        return errors.Max() > (faulty ? 1e-6 : GoldenTrajectory.ScheduleRounding) ? Invariant($"{golden} differs by {errors.Max():G3} of its largest number") : null;
    });

    /// <summary>A fault that a law of all optimisers catches.</summary>
    /// <param name="law">The name of the law.</param>
    /// <param name="make">Makes the optimiser, with the mistake or without.</param>
    /// <param name="name">What is done wrongly; the name of the member when none is given.</param>
    public static OptimizerFault OfLaw(string law, Func<bool, Optimizer<double>> make, [CallerMemberName] string name = "") => new(name, $"the law \"{law}\"", faulty =>
        OptimizerLaws.For(name, _ => make(faulty)).Only(law).Run(Cases, LawSettings.PinnedSeed) is { Finding: not Finding.Holds } report ? report.ToString() : null);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
