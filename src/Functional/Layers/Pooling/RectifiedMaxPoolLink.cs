using System.Numerics;

namespace Functional;

/// <summary>
/// The largest of each window, or 0 where that is larger. It is the largest of the rectified numbers, too, with the same way back: so it stands for either order of the
/// two, in one pass over the input, and what it remembers is the place alone, or that there is none where all is shut.
/// </summary>
/// <param name="Pool">The windows.</param>
/// <param name="Named">The name of the first of the two.</param>
internal sealed record RectifiedMaxPoolLink<T>(MaxPoolLink<T> Pool, string Named) : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Named;

    protected override Shapes Infer(Shapes input) => Pool.On(input.Shape).ShapeOfSample(input.Shape, "MaxPool");

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> x) => Pool.Rectified(x);
}
