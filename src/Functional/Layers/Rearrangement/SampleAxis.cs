namespace Functional;

/// <summary>Axes of one sample, as layers are told them: 0 is the first after the batch, −1 the last. So no layer can mix samples by mistake.</summary>
internal static class SampleAxis
{
    /// <summary>The axis of one sample, counted from 0.</summary>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static int Of(Shape sample, int axis, string layer) => axis >= -sample.Rank && axis < sample.Rank
        ? axis < 0 ? axis + sample.Rank : axis
        : throw new ShapeException(Invariant($"{layer}: a sample of shape {sample} has no axis {axis}."));

    /// <summary>The shape of one sample of a batch.</summary>
    /// <exception cref="ShapeException">There is no batch.</exception>
    public static Shape Sample(Shape batch, string layer) => batch.Rank > 0
        ? batch[1..]
        : throw new ShapeException($"{layer}: the input is one number: it has no batch axis.");
}
