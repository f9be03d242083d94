using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Functional.Outside;

/// <summary>v ← stays·v + g, θ ← θ − rate·v, over donated memory.</summary>
public static class OwnMomentum
{
    public static Optimizer<float> Of(float rate, float stays)
    {
        return new(
            string.Create(CultureInfo.InvariantCulture, $"Momentum({rate}, {stays})"),
            static parameters => new(0, TensorTree<float>.Of(("velocity", parameters.Zero))),
            Update(donate: false))
        {
            InPlace = Update(donate: true),
        };

        Func<TensorTree<float>, OptimizerState<float>, TensorTree<float>, (TensorTree<float>, OptimizerState<float>)> Update(bool donate) =>
            (gradient, state, parameters) =>
            {
                var made = TensorTree<float>.Leafwise(2, [parameters, gradient, state.Moments.Child("velocity")], leaf =>
                    Replacing.Update(donate, leaf[0], leaf[2], (leaf[1], rate, stays), Step) is var (p, v) ? [p, v] : []);
                return (made[0], new(state.Step + 1, TensorTree<float>.Of(("velocity", made[1]))));
            };
    }

    private static bool Step(Replaced<float> p, Replaced<float> v, int start, (Tensor<float> Gradient, float Rate, float Stays) by)
    {
        var slopes = by.Gradient.Span.Slice(start, p.Old.Length);
        ref var p0 = ref MemoryMarshal.GetReference(p.Old);
        ref var p1 = ref MemoryMarshal.GetReference(p.New);
        ref var v0 = ref MemoryMarshal.GetReference(v.Old);
        ref var v1 = ref MemoryMarshal.GetReference(v.New);
        ref var g = ref MemoryMarshal.GetReference(slopes);
        var (i, rates, stay, zeros) = (0, new Vector<float>(-by.Rate), new Vector<float>(by.Stays), Vector<float>.Zero);
        for (; i <= slopes.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var at = (nuint)i;
            var velocity = Vector.MultiplyAddEstimate(stay, Vector.LoadUnsafe(ref v0, at), Vector.LoadUnsafe(ref g, at));
            velocity.StoreUnsafe(ref v1, at);
            var moved = Vector.MultiplyAddEstimate(rates, velocity, Vector.LoadUnsafe(ref p0, at));
            moved.StoreUnsafe(ref p1, at);
            zeros |= Vector.MultiplyAddEstimate(moved, Vector<float>.Zero, Vector<float>.Zero);
        }
        var finite = Vector.EqualsAll(zeros, Vector<float>.Zero);
        for (; i < slopes.Length; i++)
        {
            v.New[i] = float.MultiplyAddEstimate(by.Stays, v.Old[i], slopes[i]);
            p.New[i] = float.MultiplyAddEstimate(-by.Rate, v.New[i], p.Old[i]);
            finite &= float.IsFinite(p.New[i]);
        }
        return finite;
    }
}
