using System.Numerics;

namespace Functional;

public static partial class Initializers
{
    /// <summary>
    /// Each output is the input of its own number: the identity matrix, and of a kernel <c>[kernel…, in/groups, out]</c> the one that is 1 in the middle,
    /// Dirac's. Of an even size, the middle is the earlier of the two. Where there are more outputs than inputs, the others are 0.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="gain">What stands in place of 1.</param>
    /// <param name="groups">In how many groups inputs and outputs are divided, each of which has an identity of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">The gain is not finite, as given or in the element type, or there are no groups.</exception>
    public static WeightInitializer<T> Identity<T>(double gain = 1, int groups = 1)
        where T : struct, IFloatingPointIeee754<T>
    {
        var one = Setting.In<T>(gain, nameof(gain), "Identity: the gain is finite", double.IsFinite);
        ExpectGroups("Identity", groups);
        return (_, shape, _, _) =>
        {
            ExpectWeights("Identity", shape, groups);
            var kernel = shape.Rank - 2;
            return Tensor.Generate<T>(shape, index =>
            {
                for (var axis = 0; axis < kernel; axis++)
                    if (index[axis] != (shape[axis] - 1) / 2)
                        return T.Zero;
                return index[kernel] == index[kernel + 1] % (shape[^1] / groups) ? one : T.Zero;
            });
        };
    }
}
