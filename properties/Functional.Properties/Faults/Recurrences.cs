using System.Runtime.CompilerServices;
using Layer = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Faults;

/// <summary>
/// Long short-term memories of one unit along the last axis, with a way back written by hand: the mistakes that are made there. The steps at places that are odd are not
/// there, so that the state stays, where the mistake needs it.
/// </summary>
public static class Recurrences
{
    /// <summary>What goes back to the memory before goes through the input gate, and not through the forget gate.</summary>
    public static Fault WrongGateOnTheWayBackThroughTime { get; } = Memory(new() { WrongGate = true });

    /// <summary>The cotangents of the outputs are taken in the order of time on the way back, which runs against it.</summary>
    public static Fault TimeReversedOnTheWayBack { get; } = Memory(new() { Reversed = true });

    /// <summary>The forget gate is given the memory after its step, and not before.</summary>
    public static Fault MemoryOneStepLate { get; } = Memory(new() { Late = true });

    /// <summary>The gradients of the weights of the input gate and of the forget gate are in each other's place.</summary>
    public static Fault InputAndForgetGateSwappedInTheGradient { get; } = Memory(new() { Swapped = true });

    /// <summary>On the way back a step that is not there is gone through: its mask comes after the state, and not before.</summary>
    public static Fault MaskAfterTheState { get; } = Memory(new() { Masks = true, MaskAfter = true });

    /// <summary>What is dropped between steps is drawn again for each step on the way back.</summary>
    public static Fault DropoutOfEachStepItsOwnOnTheWayBack { get; } = Memory(new() { Drops = true, DropsAnew = true });

    /// <summary>Sequences that end early are turned about as a whole on the way back, and not within their own lengths.</summary>
    public static Fault BackwardsWithoutTheLengths { get; } = Own.Function(static (x, faulty) =>
    {
        var steps = x.Shape[^1];
        var length = (steps + 1) / 2;
        return (Turned(x, length), dy => faulty ? Turned(dy, steps) : Turned(dy, length));
    });

    /// <summary>The first steps in the other order; what comes after them stays.</summary>
    private static V Turned(V x, int length) => Tensor.Concatenate<double>(
        -1, [.. Enumerable.Range(0, x.Shape[^1]).Select(t => x.Slice(-1, t < length ? length - 1 - t : t, 1))]);

    private static Fault Memory(Mistake mistake, [CallerMemberName] string name = "") =>
        Fault.InLayer(faulty => Of(name, mistake, faulty), name: name);

    private static Layer Of(string name, Mistake mistake, bool faulty) => new(
        name,
        static (key, input) => Initialization<double>.Of(input, TensorTree<double>.Of(
            ("weight", key.Split("weight").Normal<double>([4])), ("recurrent", key.Split("recurrent").Normal<double>([4])))),
        (theta, x, context) =>
        {
            var steps = x.Shape[^1];
            var passes = new Pass[steps];
            V Zeros() => Tensor.Zeros<double>(x.Shape.With(-1, 1));
            V Kept(int? step) => !mistake.Drops || context.Mode == Mode.Inference ? Zeros() + 1
                : Tensor.Generate<double>(x.Shape.With(-1, 1), (int i) => (step is { } t ? context.Key.Split(t) : context.Key).Uniform(i) < 0.5 ? 0 : 2);
            bool IsThere(int t) => !mistake.Masks || t % 2 == 0;
            V Of(string parameter, int gate) => theta[parameter].Slice(0, gate, 1);
            var (h, c, kept) = (Zeros(), Zeros(), Kept(null));
            for (var t = 0; t < steps; t++)
            {
                var (at, state) = (x.Slice(-1, t, 1), h * kept);
                V Sum(int gate) => at * Of("weight", gate) + state * Of("recurrent", gate);
                var (i, f, g, o) = (Sum(0).Sigmoid(), Sum(1).Sigmoid(), Sum(2).Tanh(), Sum(3).Sigmoid());
                var next = IsThere(t) ? f * c + i * g : c;
                passes[t] = new(at, state, c, next, i, f, g, o);
                h = IsThere(t) ? o * next.Tanh() : h;
                (passes[t].Output, c) = (h, next);
            }
            return new(Tensor.Concatenate<double>(-1, [.. passes.Select(static pass => pass.Output)]), dy => Back(dy), TensorTree<double>.Empty);

            Cotangents<double, V> Back(V dy)
            {
                var (dh, dc) = (Zeros(), Zeros());
                var dx = new V[steps];
                V[] dweight = [.. Enumerable.Repeat(Tensor.Zeros<double>([1]), 4)], drecurrent = [.. dweight];
                for (var t = steps - 1; t >= 0; t--)
                {
                    var pass = passes[t];
                    dh += dy.Slice(-1, faulty && mistake.Reversed ? steps - 1 - t : t, 1);
                    dx[t] = Zeros();
                    if (!IsThere(t) && !(faulty && mistake.MaskAfter))
                        continue;
                    var y = pass.Next.Tanh();
                    dc += dh * pass.O * (1.0 - y * y);
                    V[] d =
                    [
                        dc * pass.G * pass.I * (1.0 - pass.I), dc * (faulty && mistake.Late ? pass.Next : pass.Before) * pass.F * (1.0 - pass.F),
                        dc * pass.I * (1.0 - pass.G * pass.G), dh * y * pass.O * (1.0 - pass.O),
                    ];
                    dh = Zeros();
                    for (var gate = 0; gate < 4; gate++)
                    {
                        dx[t] += d[gate] * Of("weight", gate);
                        dh += d[gate] * Of("recurrent", gate) * (faulty && mistake.DropsAnew ? Kept(t) : kept);
                        var to = faulty && mistake.Swapped && gate < 2 ? 1 - gate : gate;
                        dweight[to] += (d[gate] * pass.X).SumTo([1]);
                        drecurrent[to] += (d[gate] * pass.State).SumTo([1]);
                    }
                    dc *= faulty && mistake.WrongGate ? pass.I : pass.F;
                }
                return (
                    TensorTree<double>.Of(("weight", Tensor.Concatenate<double>(0, dweight)), ("recurrent", Tensor.Concatenate<double>(0, drecurrent))),
                    Tensor.Concatenate<double>(-1, dx));
            }
        });

    /// <summary>What is done wrongly, and what the layer needs for it.</summary>
    private sealed record Mistake
    {
        public bool WrongGate { get; init; }

        public bool Reversed { get; init; }

        public bool Late { get; init; }

        public bool Swapped { get; init; }

        public bool Masks { get; init; }

        public bool MaskAfter { get; init; }

        public bool Drops { get; init; }

        public bool DropsAnew { get; init; }
    }

    private sealed record Pass(V X, V State, V Before, V Next, V I, V F, V G, V O)
    {
        public V Output { get; set; } = 0;
    }
}
