using System.Reflection;
using System.Runtime.CompilerServices;
using Functional.Laws;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Losses.Faults;

/// <summary>A planted fault: a cost with one mistake that people make, and the same without it.</summary>
/// <param name="Name">What is done wrongly.</param>
/// <param name="Laws">The laws of the cost, with the mistake or without.</param>
internal sealed record CostFault(string Name, Func<bool, LawSuite<Draw>> Laws)
{
    /// <summary>All of them: those that the static classes beside this one hold.</summary>
    public static IReadOnlyDictionary<string, CostFault> All { get; } = typeof(CostFault).Assembly.GetTypes()
        .Where(static type => type.Namespace == typeof(CostFault).Namespace)
        .SelectMany(static type => type.GetProperties(BindingFlags.Static | BindingFlags.Public))
        .Where(static property => property.PropertyType == typeof(CostFault))
        .Select(static property => (CostFault)property.GetValue(null)!)
        .ToDictionary(static fault => fault.Name);

    /// <summary>A cost that is computed wrongly; its way back is that of what it computes.</summary>
    /// <param name="defined">What it should be.</param>
    /// <param name="value">The cost, with the mistake or without, from a draw, targets, a reduction, and outputs.</param>
    /// <param name="name">What is done wrongly; the name of the member when none is given.</param>
    public static CostFault InValue<R, X>(DefinedCost<R, X> defined, Func<bool, Draw, R, Reduction, X, V> value, [CallerMemberName] string name = "")
        where R : IRows<R>
        where X : IVectorSpace<X>, IRows<X> =>
        Of(defined, (faulty, draw, targets, reduction) => Differentiable.Trace((X x) => value(faulty, draw, targets, reduction, x)), name);

    /// <summary>A cost whose way back is wrong.</summary>
    /// <param name="defined">What it should be.</param>
    /// <param name="function">The cost and its way back, with the mistake or without, as a sum.</param>
    /// <param name="name">What is done wrongly; the name of the member when none is given.</param>
    public static CostFault InPullback<R, X>(
        DefinedCost<R, X> defined, Func<bool, Draw, R, X, (V Value, Func<V, X> Pullback)> function, [CallerMemberName] string name = "")
        where R : IRows<R>
        where X : IVectorSpace<X>, IRows<X> => Of(
        defined,
        (faulty, draw, targets, reduction) => x =>
        {
            var (value, back) = function(faulty, draw, targets, x);
            var share = reduction == Reduction.Sum ? 1 : 1 / (defined.Count?.Invoke(draw, targets, x) ?? targets.RowCount);
            return (value * share, d => back(d * share));
        },
        name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static CostFault Of<R, X>(DefinedCost<R, X> defined, Func<bool, Draw, R, Reduction, Differentiable<X, V>> cost, string name)
        where R : IRows<R>
        where X : IVectorSpace<X>, IRows<X> => new(name, faulty => defined.Laws(
        name, (draw, targets, reduction) => Layers<double>.Pure(name, static _ => Shape.Scalar, cost(faulty, draw, targets, reduction))));
}
