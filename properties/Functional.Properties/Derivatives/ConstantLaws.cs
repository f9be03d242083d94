using Functional.Laws;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives;

/// <summary>What is constant for whoever differentiates, and what is moved along with its operands.</summary>
public sealed class ConstantLaws
{
    private const int Cases = 50;

    [Law(Cases)]
    public void Nothing_flows_back_through_a_stopped_gradient_at_any_level(Draw draw)
    {
        var x = Operands.Any(draw.Tame);
        var square = Differentiable.Trace((V v) => (v * v.StopGradient()).Sum());
        Assert.Equal(x, square.Gradient()(x));
        Assert.Equal(x.Zero, Differentiable.Trace((V v) => v.StopGradient())(x).Pullback(x));
        // The gradient, x, is that of a constant factor: its own derivative is nothing.
        Assert.Equal(x.Zero, Differentiable.Trace((V v) => square.Gradient()(v).Sum()).Gradient()(x));
    }

    [Law(Cases)]
    public void The_pullbacks_of_constants_are_zero(Draw draw)
    {
        var (x, y) = Operands.Two(draw.Tame);
        Func<V, V, V>[] constants =
        [
            (a, _) => a.Sign(), (a, b) => a.Precedence(b), (a, b) => a.Equality(b), (a, b) => a.Greater(b), (a, b) => Tensor.Where(a, 1.0, b.StopGradient()),
            NearbyOperation<double>.Of, (a, b) => (a * b).StopGradient(),
        ];
        foreach (var constant in constants)
        {
            var (z, back) = Differentiable.Trace((Pair<V, V> both) => constant(both.First, both.Second))((x, y));
            Assert.Equal<Pair<V, V>>((x.Zero, y.Zero), back(z));
        }
    }

    /// <summary>max(x + c) = max(x) + c, at ties, too: what flows back adds up to what came.</summary>
    [Law(Cases)]
    public void What_flows_back_through_an_extremum_adds_up_at_ties_too(Draw draw)
    {
        var tied = draw with { EdgeCase = draw.Coin("tied") ? EdgeCase.Ties : EdgeCase.None };
        var x = Operands.Any(tied, empty: false);
        var y = tied.Tensor<double>("y", x.Shape);
        Func<V, V, V>[] extrema = [(a, b) => a.Maximum(b), (a, b) => a.Minimum(b), (a, b) => Tensor.Stack(a, b).Max([0])];
        foreach (var extremum in extrema)
        {
            var (z, back) = Differentiable.Trace((Pair<V, V> both) => extremum(both.First, both.Second))((x, y));
            var dz = draw.Tensor<double>("dz", z.Shape, -2, 2);
            var (dx, dy) = back(dz);
            Assert.Equal(dz, dx + dy);
            // Equal operands share, whichever comes first.
            Assert.All(Enumerable.Range(0, x.Length).Where(i => x.Span[i] == y.Span[i]), i => Assert.Equal(dx.Span[i], dy.Span[i]));
        }
    }
}
