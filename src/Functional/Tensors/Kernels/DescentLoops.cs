using System.Numerics;
using System.Runtime.InteropServices;

namespace Functional.Kernels;

/// <summary>The updates of optimisers, each in one pass over memory: what is read once is used for all that is written.</summary>
internal static class DescentLoops
{
    /// <summary>p − rate·g.</summary>
    public static Tensor<T> Descend<T>(Tensor<T> parameters, Tensor<T> gradient, T rate)
        where T : struct, IFloatingPointIeee754<T> => Lanes.Zip(parameters, gradient, new Descent<T>(rate));

    /// <summary>v ← stays·v + g, p ← p − rate·v.</summary>
    public static (Tensor<T> Parameters, Tensor<T> Velocity) Momentum<T>(Tensor<T> parameters, Tensor<T> gradient, Tensor<T> velocity, T rate, T stays)
        where T : struct, IFloatingPointIeee754<T>
    {
        var length = parameters.Length;
        var (p, v) = (Elementwise.Buffer<T>(length), Elementwise.Buffer<T>(length));
        ref var p0 = ref MemoryMarshal.GetReference(parameters.Span);
        ref var g0 = ref MemoryMarshal.GetReference(gradient.Span);
        ref var v0 = ref MemoryMarshal.GetReference(velocity.Span);
        ref var p1 = ref MemoryMarshal.GetReference(p.Span);
        ref var v1 = ref MemoryMarshal.GetReference(v.Span);
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            var (rates, stay) = (new Vector<T>(rate), new Vector<T>(stays));
            for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var at = (nuint)i;
                var next = stay * Vector.LoadUnsafe(ref v0, at) + Vector.LoadUnsafe(ref g0, at);
                next.StoreUnsafe(ref v1, at);
                (Vector.LoadUnsafe(ref p0, at) - rates * next).StoreUnsafe(ref p1, at);
            }
        }
        for (; i < length; i++)
        {
            v[i] = stays * velocity.Span[i] + gradient.Span[i];
            p[i] = parameters.Span[i] - rate * v[i];
        }
        return (new(p, parameters.Shape), new(v, parameters.Shape));
    }

    /// <summary>m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², p ← p − scale·m / (√v / root + ε).</summary>
    public static (Tensor<T> Parameters, Tensor<T> First, Tensor<T> Second) Adam<T>(
        Tensor<T> parameters, Tensor<T> gradient, Tensor<T> first, Tensor<T> second, AdamFactors<T> by)
        where T : struct, IFloatingPointIeee754<T>
    {
        var length = parameters.Length;
        var (p, m, v) = (Elementwise.Buffer<T>(length), Elementwise.Buffer<T>(length), Elementwise.Buffer<T>(length));
        ref var p0 = ref MemoryMarshal.GetReference(parameters.Span);
        ref var g0 = ref MemoryMarshal.GetReference(gradient.Span);
        ref var m0 = ref MemoryMarshal.GetReference(first.Span);
        ref var v0 = ref MemoryMarshal.GetReference(second.Span);
        ref var p1 = ref MemoryMarshal.GetReference(p.Span);
        ref var m1 = ref MemoryMarshal.GetReference(m.Span);
        ref var v1 = ref MemoryMarshal.GetReference(v.Span);
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            var (b1, c1, b2, c2) = (new Vector<T>(by.B1), new Vector<T>(by.C1), new Vector<T>(by.B2), new Vector<T>(by.C2));
            var (scale, root, epsilon) = (new Vector<T>(by.Scale), new Vector<T>(by.Root), new Vector<T>(by.Epsilon));
            for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var at = (nuint)i;
                var g = Vector.LoadUnsafe(ref g0, at);
                var mean = b1 * Vector.LoadUnsafe(ref m0, at) + c1 * g;
                var square = b2 * Vector.LoadUnsafe(ref v0, at) + c2 * g * g;
                mean.StoreUnsafe(ref m1, at);
                square.StoreUnsafe(ref v1, at);
                (Vector.LoadUnsafe(ref p0, at) - scale * (mean / (Vector.SquareRoot(square) / root + epsilon))).StoreUnsafe(ref p1, at);
            }
        }
        for (; i < length; i++)
        {
            var g = gradient.Span[i];
            m[i] = by.B1 * first.Span[i] + by.C1 * g;
            v[i] = by.B2 * second.Span[i] + by.C2 * g * g;
            p[i] = parameters.Span[i] - by.Scale * (m[i] / (T.Sqrt(v[i]) / by.Root + by.Epsilon));
        }
        return (new(p, parameters.Shape), new(m, parameters.Shape), new(v, parameters.Shape));
    }

    private readonly struct Descent<T>(T rate) : ILanePair<T>
        where T : struct, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> rates = Vector<T>.IsSupported ? new(rate) : default;

        public T Of(T x, T y) => x - rate * y;

        public Vector<T> Of(Vector<T> x, Vector<T> y) => x - rates * y;
    }
}

/// <summary>The numbers of one step of Adam.</summary>
internal readonly record struct AdamFactors<T>(T B1, T C1, T B2, T C2, T Scale, T Root, T Epsilon);
