using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Functional.Laws;
using Functional.Properties.Evaluation;

namespace Functional.Properties.Faults;

/// <summary>A planted fault of a metric or of a way to divide samples, and the same without it.</summary>
/// <param name="Name">What is done wrongly.</param>
/// <param name="Law">The law that catches it.</param>
/// <param name="Laws">The laws of it, with the mistake or without.</param>
internal sealed record EvaluationFault(string Name, string Law, Func<bool, LawSuite<Draw>> Laws)
{
    /// <summary>All of them: those of every class here whose name ends so.</summary>
    public static IReadOnlyDictionary<string, EvaluationFault> All { get; } = typeof(EvaluationFault).Assembly.GetTypes()
        .Where(static type => type.Namespace == typeof(EvaluationFault).Namespace && type.Name.EndsWith("Faults", StringComparison.Ordinal))
        .SelectMany(static type => type.GetProperties(BindingFlags.Static | BindingFlags.Public))
        .Where(static property => property.PropertyType == typeof(EvaluationFault))
        .Select(static property => (EvaluationFault)property.GetValue(null)!)
        .ToDictionary(static fault => fault.Name);

    /// <summary>A fault of a value, of a metric that keeps its samples.</summary>
    /// <param name="samples">Draws samples.</param>
    /// <param name="each">The samples one by one.</param>
    /// <param name="value">The value, with the mistake or without.</param>
    /// <param name="definition">The value by its definition.</param>
    /// <param name="law">The law that catches it.</param>
    /// <param name="name">What is done wrongly; the name of the member when none is given.</param>
    public static EvaluationFault InValue<D, S>(
        Func<Draw, D> samples, Func<D, S[]> each, Func<bool, S[], double> value, Func<S[], double> definition, string law = "definition", [CallerMemberName] string name = "")
        where D : IRows<D> => new(name, law, faulty => MetricLaws.For<Kept<S>, D>(
            name, samples, data => new([.. each(data)]), metric => [value(faulty, [.. metric.Samples])], data => [definition(each(data))]));

    /// <summary>A fault of a metric's sum, or of what is kept for it.</summary>
    /// <param name="samples">Draws samples.</param>
    /// <param name="of">The metric of samples, told whether it has the mistake.</param>
    /// <param name="value">Its value.</param>
    /// <param name="definition">The value by its definition.</param>
    /// <param name="law">The law that catches it.</param>
    /// <param name="name">What is done wrongly; the name of the member when none is given.</param>
    public static EvaluationFault InSum<M, D>(
        Func<Draw, D> samples, Func<bool, D, M> of, Func<M, double> value, Func<D, double> definition, string law, [CallerMemberName] string name = "")
        where M : IMetric<M>
        where D : IRows<D> => new(name, law, faulty => MetricLaws.For<M, D>(name, samples, data => of(faulty, data), metric => [value(metric)], data => [definition(data)]));

    /// <summary>A fault of a way to divide samples.</summary>
    /// <param name="divide">Divides drawn samples, with the mistake or without.</param>
    /// <param name="law">The law that catches it.</param>
    /// <param name="sizes">Whether folds are of one size.</param>
    /// <param name="shares">Whether folds have as many samples of a class each.</param>
    /// <param name="groups">Whether groups stay together.</param>
    /// <param name="name">What is done wrongly; the name of the member when none is given.</param>
    public static EvaluationFault InSplit(
        Func<bool, Draw, Division> divide, string law, bool sizes = false, bool shares = false, bool groups = false, [CallerMemberName] string name = "") =>
        new(name, law, faulty => SplitLaws.For(name, draw => divide(faulty, draw), sizes, shares, groups));

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A metric that keeps all of its samples: what is wrong of it is its value alone.</summary>
internal sealed record Kept<S>(ImmutableArray<S> Samples) : IMetric<Kept<S>>
{
    public static Kept<S> Empty { get; } = new([]);

    public long Count => Samples.Length;

    public static Kept<S> operator +(Kept<S> left, Kept<S> right) => new([.. left.Samples, .. right.Samples]);

    public bool Equals(Kept<S>? other) => other is not null && Samples.SequenceEqual(other.Samples);

    public override int GetHashCode() => Samples.Length;
}
