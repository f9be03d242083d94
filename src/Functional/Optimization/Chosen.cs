using System.Numerics;

namespace Functional;

/// <summary>A transformation of chosen parameters; the updates of all others pass by.</summary>
internal sealed record ChosenTransformation<T>(GradientTransformation<T> Inner, Paths Paths) : GradientTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Inner.Name;

    public override string Code => $"{Inner.Code}.Where({Paths})";

    internal override string? Measures => Inner.Measures;

    public override TensorTree<T> Initialize(TensorTree<T> parameters) => Inner.Initialize(Of(parameters));

    public override Transformed<T> Apply(TensorTree<T> updates, TensorTree<T> moments, TensorTree<T> parameters, UpdateStep at)
    {
        var made = Inner.Apply(Of(updates), moments, Of(parameters), at);
        if (made.Updates is not { } chosen)
            throw new InvalidOperationException($"{Code}: a step is left out for all parameters or for none.");
        return new(updates.With(made.Scale == 1 ? chosen : T.CreateChecked(made.Scale) * chosen), made.Moments);
    }

    internal override void ExpectFit(TensorTree<T> parameters) => Paths.ExpectSome(parameters, "Where");

    internal override GradientTransformation<T> On(Paths paths) => this with { Paths = Paths.Of(paths) };

    private TensorTree<T> Of(TensorTree<T> tree) => tree.Keep((path, leaf) => Paths.Contains(path, leaf.Shape));
}

/// <summary>The same of one that is about the parameters after the step.</summary>
internal sealed record ChosenParameterTransformation<T>(ParameterTransformation<T> Inner, Paths Paths) : ParameterTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Inner.Name;

    public override string Code => $"{Inner.Code}.Where({Paths})";

    public override TensorTree<T> Initialize(TensorTree<T> parameters) => Inner.Initialize(Of(parameters));

    public override (TensorTree<T> Parameters, TensorTree<T> Moments) Finish(TensorTree<T> before, TensorTree<T> after, TensorTree<T> moments, UpdateStep at)
    {
        var (chosen, next) = Inner.Finish(Of(before), Of(after), moments, at);
        return (after.With(chosen), next);
    }

    internal override void ExpectFit(TensorTree<T> parameters) => Paths.ExpectSome(parameters, "Where");

    internal override GradientTransformation<T> On(Paths paths) => this with { Paths = Paths.Of(paths) };

    private TensorTree<T> Of(TensorTree<T> tree) => tree.Keep((path, leaf) => Paths.Contains(path, leaf.Shape));
}

/// <summary>Marks parameters that never change: the optimiser leaves them out of everything.</summary>
internal sealed record Frozen<T>(Paths Paths) : GradientTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "frozen";

    public override string Code => $"Freeze({Paths})";

    public override Transformed<T> Apply(TensorTree<T> updates, TensorTree<T> moments, TensorTree<T> parameters, UpdateStep at) => new(updates, moments);

    internal override void ExpectFit(TensorTree<T> parameters) => Paths.ExpectSome(parameters, "Freeze");

    internal override GradientTransformation<T> On(Paths paths) => this with { Paths = Paths.Of(paths) };
}
