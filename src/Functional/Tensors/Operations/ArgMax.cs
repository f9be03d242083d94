using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>Where the largest element lies along an axis: the first of equal ones; the first NaN where there is one.</summary>
    /// <param name="axis">The axis to search; −1 is the last.</param>
    /// <returns>Positions on that axis, in row-major order of the other axes.</returns>
    /// <exception cref="ShapeException">The axis does not exist or is empty.</exception>
    public ImmutableArray<int> ArgMax(int axis = -1)
    {
        ExpectReadable(nameof(ArgMax));
        axis = Shape.Axis(axis);
        if (Shape[axis] == 0)
            throw new ShapeException(Invariant($"ArgMax: axis {axis} of shape {Shape} is empty."));
        var (outer, size, inner) = (Shape[..axis].ElementCount, Shape[axis], Shape[(axis + 1)..].ElementCount);
        var places = new int[outer * inner];
        for (var i = 0; i < places.Length; i++)
        {
            var first = i / inner * size * inner + i % inner;
            var best = 0;
            for (var k = 1; k < size; k++)
                if (Exceeds(Data[first + k * inner], Data[first + best * inner]))
                    best = k;
            places[i] = best;
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(places);

        static bool Exceeds(T value, T other) => value > other || (T.IsNaN(value) && !T.IsNaN(other));
    }
}
