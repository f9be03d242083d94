using System.Numerics;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>
    /// Steps whose gradient has a number that is NaN or infinite are left out: nothing moves in them, and for what comes after this they have not been, so that schedules and
    /// averages do not count them. Without it a run stops there, and says where the number arose. It belongs before all others.
    /// </summary>
    public static Optimizer<T> SkipNonFinite { get; } = new SkipNonFinite<T>();
}

internal sealed record SkipNonFinite<T> : GradientTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private const string LeftOut = "left-out";

    public override string Name => "skip";

    public override string Code => "SkipNonFinite";

    public override bool AcceptsNonFinite => true;

    internal override bool Remembers => true;

    /// <summary>How many steps were left out.</summary>
    public override TensorTree<T> Initialize(TensorTree<T> parameters) => TensorTree<T>.Of((LeftOut, (Tensor<T>)T.Zero));

    public override Transformed<T> Apply(TensorTree<T> updates, TensorTree<T> moments, TensorTree<T> parameters, UpdateStep at) => updates.IsFinite
        ? new(updates, moments)
        : new(null, moments.Map(static count => count + T.One));

    internal override long CountAfter(long index, TensorTree<T> moments) =>
        moments.Child(LeftOut).IsEmpty ? index : index - long.CreateChecked(moments[LeftOut].Scalar);

    internal override GradientTransformation<T> On(Paths paths) =>
        throw new ArgumentException($"{Code}: a step is left out for all parameters or for none, so this is no transformation of {paths} alone.", nameof(paths));
}
