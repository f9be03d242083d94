namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The element at an index, one place for each axis; <c>^1</c> is the last place.</summary>
    /// <param name="index">The place on each axis.</param>
    /// <exception cref="ShapeException">There are more or fewer places than axes, or one is outside.</exception>
    public T this[params ReadOnlySpan<Index> index]
    {
        get
        {
            if (index.Length != Rank)
                throw new ShapeException(
                    Invariant($"Index [{string.Join(", ", index.ToArray())}] has {index.Length} places, but shape {Shape} has {Rank} axes."));
            var at = 0;
            for (var axis = 0; axis < index.Length; axis++)
            {
                var place = index[axis].GetOffset(Shape[axis]);
                if ((uint)place >= (uint)Shape[axis])
                    throw new ShapeException(Invariant($"Index [{string.Join(", ", index.ToArray())}] is outside of shape {Shape} on axis {axis}."));
                at = at * Shape[axis] + place;
            }
            return Data[at];
        }
    }

    /// <summary>A rectangular part, as a copy: <c>t[1..3, ..]</c>. Axes that are not named are kept whole.</summary>
    /// <param name="ranges">The range on each axis, outermost first.</param>
    /// <exception cref="ShapeException">There are more ranges than axes, or one reaches outside.</exception>
    public Tensor<T> this[params ReadOnlySpan<Range> ranges]
    {
        get
        {
            if (ranges.Length > Rank)
                throw new ShapeException(
                    Invariant($"Slice [{string.Join(", ", ranges.ToArray())}] has {ranges.Length} ranges, but shape {Shape} has {Rank} axes."));
            var part = this;
            for (var axis = 0; axis < ranges.Length; axis++)
            {
                var (from, to) = (ranges[axis].Start.GetOffset(Shape[axis]), ranges[axis].End.GetOffset(Shape[axis]));
                if (from < 0 || to > Shape[axis] || from > to)
                    throw new ShapeException(
                        Invariant($"Slice [{string.Join(", ", ranges.ToArray())}] reaches outside of shape {Shape} on axis {axis}."));
                part = part.Slice(axis, from, to - from);
            }
            return part;
        }
    }
}
