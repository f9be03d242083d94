using System.Numerics;
using Functional.Laws;
using static Functional.Tests.Settings.NumericSetting;

namespace Functional.Tests.Settings;

// The settings that are numbers of the element type.
internal static partial class NumericSettings
{
    /// <summary>The settings that are numbers of the element type, or become some.</summary>
    private static NumericSetting[] At<T>(string type, bool single)
        where T : struct, IFloatingPointIeee754<T>
    {
        // What a value that is given in the element type is there: 1e39 is ∞ in float.
        var (beyond, nearOne) = single ? ("∞ in float,largest", "1 in float") : ("", "");
        var (positive, finite) = single ? (PositiveInFloat, FiniteInFloat) : (Positive, Finite);
        var notNegative = "0,-0," + (single ? "denormal,0 in float," : "") + positive;
        // What has an inverse in the element type, too, and what has none there.
        var (inverted, noInverse) = single
            ? ("1,1 in float,largest in float", "denormal,0 in float,denormal in float,∞ in float,largest")
            : ("0 in float,denormal in float,1,1 in float,largest in float,∞ in float,largest", "");
        return
        [
            Real(
                "Layers.BatchNorm.momentum" + type, "1,1 in float",
                static momentum => Run(Layers<T>.BatchNorm(momentum)), single ? "denormal,0 in float" : ""),
            Real("Layers.BatchNorm.epsilon" + type, positive, static epsilon => Run(Layers<T>.BatchNorm(epsilon: epsilon)), single ? "denormal,0 in float,∞ in float,largest" : ""),
            Real("Layers.LayerNorm.epsilon" + type, positive, static epsilon => Run(Layers<T>.LayerNorm(epsilon: epsilon)), single ? "denormal,0 in float,∞ in float,largest" : ""),
            Real("Layers.RmsNorm.epsilon" + type, positive, static epsilon => Run(Layers<T>.RmsNorm(epsilon: epsilon)), single ? "denormal,0 in float,∞ in float,largest" : ""),
            Real("Layers.GroupNorm.epsilon" + type, positive, static epsilon => Run(Layers<T>.GroupNorm(1, epsilon)), single ? "denormal,0 in float,∞ in float,largest" : ""),
            Real("Layers.InstanceNorm.epsilon" + type, positive, static epsilon => Run(Layers<T>.Reshape([2, 1]).Then(Layers<T>.InstanceNorm(epsilon))), single ? "denormal,0 in float,∞ in float,largest" : ""),
            Real(
                "SampleGradients.Clipped.norm" + type, positive, static norm => Clipped<T>(norm),
                single ? "denormal,0 in float,∞ in float,largest" : ""),
            Real(
                "Layers.PowerPool.order" + type, single ? "1,largest in float" : "1,largest in float,∞ in float,largest",
                static order => Run(Layers<T>.Chain(Layers<T>.Reshape([2, 1]), Layers<T>.PowerPool(order, [2]))), beyond),
            Real("Tensor.Clamp.low" + type, finite + ",∞,-∞,∞ in float,largest", static low => Length(Tensor.Full([2], T.CreateChecked(0.5)).Clamp(T.CreateChecked(low), T.PositiveInfinity))),
            Real("Tensor.Clamp.high" + type, finite + ",∞,-∞,∞ in float,largest", static high => Length(Tensor.Full([2], T.CreateChecked(0.5)).Clamp(T.NegativeInfinity, T.CreateChecked(high)))),
            Real("Layers.LeakyRelu.slope" + type, notNegative, static slope => Run(Layers<T>.LeakyRelu(slope)), beyond),
            Real("Layers.Elu.alpha" + type, notNegative, static alpha => Run(Layers<T>.Elu(alpha)), beyond),
            Real("Layers.Celu.alpha" + type, inverted, static alpha => Run(Layers<T>.Celu(alpha)), noInverse),
            Real("Layers.HardTanh.low" + type, "0,-0,-1,denormal,0 in float,denormal in float,1,1 in float", static low => Run(Layers<T>.HardTanh(low)), beyond),
            Real("Layers.HardTanh.high" + type, finite, static high => Run(Layers<T>.HardTanh(high: high)), beyond),
            Real("Layers.RRelu.low" + type, "0,-0,-1,denormal,0 in float,denormal in float,1,1 in float", static low => Run(Layers<T>.RRelu(low, 2)), beyond),
            Real("Layers.RRelu.high" + type, finite, static high => Run(Layers<T>.RRelu(-1, high)), beyond),
            Real("Layers.PRelu.slope" + type, finite, static slope => Run(Layers<T>.PRelu(slope: slope)), beyond),
            Real("Layers.Softshrink.threshold" + type, notNegative, static threshold => Run(Layers<T>.Softshrink(threshold)), beyond),
            Real("Layers.Hardshrink.threshold" + type, notNegative, static threshold => Run(Layers<T>.Hardshrink(threshold)), beyond),
            Real("Layers.GumbelSoftmax.temperature" + type, inverted, static temperature => Run(Layers<T>.GumbelSoftmax(temperature)), noInverse),
            .. Dropouts<T>(type),
            Real("Layers.Rnn.recurrentDropout" + type, Rates, static rate => RunSequence(Layers<T>.Rnn(2, recurrentDropout: rate))),
            Real("Layers.Gru.recurrentDropout" + type, Rates, static rate => RunSequence(Layers<T>.Gru(2, recurrentDropout: rate))),
            Real("Layers.Lstm.recurrentDropout" + type, Rates, static rate => RunSequence(Layers<T>.Lstm(2, recurrentDropout: rate))),
            Real("Layers.MinimalGatedUnit.recurrentDropout" + type, Rates, static rate => RunSequence(Layers<T>.MinimalGatedUnit(2, recurrentDropout: rate))),
            Real("Layers.RnnCell.recurrentDropout" + type, Rates, static rate => RunSequence(Layers<T>.Scan(Layers<T>.RnnCell(2, recurrentDropout: rate), [2]))),
            Real("Layers.GruCell.recurrentDropout" + type, Rates, static rate => RunSequence(Layers<T>.Scan(Layers<T>.GruCell(2, recurrentDropout: rate), [2]))),
            Real("Layers.LstmCell.recurrentDropout" + type, Rates, static rate => RunSequence(
                Layers<T>.Scan(Layers<T>.LstmCell(2, recurrentDropout: rate), Shapes.Pair([2], [2])))),
            Real("Layers.MinimalGatedUnitCell.recurrentDropout" + type, Rates, static rate => RunSequence(
                Layers<T>.Scan(Layers<T>.MinimalGatedUnitCell(2, recurrentDropout: rate), [2]))),
            Real("Draws.Uniform.low" + type, "0,-0,-1,denormal,0 in float,denormal in float,1,1 in float", static low => Numbers(Seed.Uniform<T>([100], low, 2)), beyond),
            Real("Draws.Uniform.high" + type, finite, static high => Numbers(Seed.Uniform<T>([100], -1, high)), beyond),
            Real("Draws.Normal.mean" + type, finite, static mean => Numbers(Seed.Normal<T>([100], mean, 0.5)), beyond),
            Real(
                "Draws.Normal.deviation" + type, "0,-0,denormal,0 in float,denormal in float,1,1 in float" + (single ? "" : ",largest in float,∞ in float"),
                static deviation => Numbers(Seed.Normal<T>([100], 0.5, deviation)), single ? "largest in float,∞ in float,largest" : ""),
            Real("Tensor.Pad.value" + type, finite + ",∞,-∞,NaN,∞ in float,largest", static value => [Tensor.Ones<T>([2]).Pad(0, 1, 0, T.CreateChecked(value)).Length]),
            Real(
                "Tensor.Norm.order" + type, "1,largest in float,∞" + (single ? "" : ",∞ in float,largest"),
                static order => Numbers(Tensor.Vector<T>(T.CreateChecked(0.5), T.CreateChecked(-0.75), T.Zero).Norm(order)), beyond),
            Real("Draws.TruncatedNormal.mean" + type, finite, static mean => Numbers(Seed.TruncatedNormal<T>([100], mean, 0.5)), beyond),
            Real(
                "Draws.TruncatedNormal.deviation" + type, "0,-0,denormal,0 in float,denormal in float,1,1 in float" + (single ? "" : ",largest in float,∞ in float"),
                static deviation => Numbers(Seed.TruncatedNormal<T>([100], 0.5, deviation)), single ? "largest in float,∞ in float,largest" : ""),
            Real("Draws.TruncatedNormal.limit" + type, Positive, static limit => Numbers(Seed.TruncatedNormal<T>([100], 0.5, 2, limit))),
            Real(
                "Initializers.VarianceScaling.scale" + type, positive, static scale => Weights(Initializers.VarianceScaling<T>(scale)),
                single ? "denormal,0 in float,∞ in float,largest" : ""),
            Real("Initializers.TruncatedNormal.mean" + type, finite, static mean => Weights(Initializers.TruncatedNormal<T>(mean: mean)), beyond),
            Real(
                "Initializers.TruncatedNormal.deviation" + type,
                "0,-0,denormal,0 in float,denormal in float,1,1 in float" + (single ? "" : ",largest in float,∞ in float"),
                static deviation => Weights(Initializers.TruncatedNormal<T>(deviation)), single ? "largest in float,∞ in float,largest" : ""),
            Real("Initializers.TruncatedNormal.limit" + type, Positive, static limit => Weights(Initializers.TruncatedNormal<T>(limit: limit))),
            Real("Initializers.Orthogonal.gain" + type, finite, static gain => Weights(Initializers.Orthogonal<T>(gain)), beyond),
            Real("Initializers.Sparse.sparsity" + type, "0,-0,denormal,0 in float,denormal in float,1,1 in float", static part => Weights(Initializers.Sparse<T>(part))),
            Real(
                "Initializers.Sparse.deviation" + type, "0,-0,denormal,0 in float,denormal in float,1,1 in float" + (single ? "" : ",largest in float,∞ in float"),
                static deviation => Weights(Initializers.Sparse<T>(deviation: deviation)), single ? "largest in float,∞ in float,largest" : ""),
            Real("Initializers.Identity.gain" + type, finite, static gain => Weights(Initializers.Identity<T>(gain)), beyond),
            Whole("Initializers.Identity.groups" + type, "1", static groups => Weights(Initializers.Identity<T>(groups: groups))),
            Real("Initializers.Constant.value" + type, finite, static value => Weights(Initializers.Constant<T>(value)), beyond),
            Real("Tensor.Full.value" + type, finite + ",∞,-∞,NaN,∞ in float,largest", static value => Tensor.Full([2], T.CreateChecked(value)).Length is 2 ? [2] : [double.NaN]),
            Real("Tensor.Scale.factor" + type, finite, static factor => Numbers(Tensor.Full([2], T.CreateChecked(0.5)).Scale(factor)), beyond),
            Real("TensorTree.Scale.factor" + type, finite, static factor => Numbers(((TensorTree<T>)Tensor.Full([2], T.CreateChecked(0.5))).Scale(factor)[""]), beyond),
            Real(
                "Pair.Scale.factor" + type, finite,
                static factor => Numbers(new Pair<Tensor<T>, Tensor<T>>(T.CreateChecked(0.5), T.CreateChecked(0.5)).Scale(factor).Second), beyond),
            Real("Draw.Tensor.lowest" + type, "0,-0,-1,denormal,0 in float,denormal in float,1,1 in float", static lowest => Numbers(Drawn.Tensor<T>("x", [9], lowest, 2))),
            Real("Draw.Tensor.highest" + type, finite, static highest => Numbers(Drawn.Tensor<T>("x", [9], -1, highest)), beyond),
            .. single ? [] : (NumericSetting[])[Real("Arguments.Scale.factor", finite, static factor => new Arguments<double, Tensor<double>>(Tensor.Full([2], 0.5), 0.5).Scale(factor).Input)],
        ];
    }

    /// <summary>The rates of all that drop.</summary>
    private static NumericSetting[] Dropouts<T>(string type)
        where T : struct, IFloatingPointIeee754<T>
    {
        return
        [
            Real("Layers.Dropout.rate" + type, Rates, static rate => Run(Layers<T>.Dropout(rate))),
            Real("Layers.SpatialDropout.rate" + type, Rates, static rate => Run(Layers<T>.SpatialDropout(rate))),
            Real("Layers.VariationalDropout.rate" + type, Rates, static rate => Run(Layers<T>.VariationalDropout(rate))),
            Real("Layers.DropPath.rate" + type, Rates, static rate => Run(Layers<T>.DropPath(rate))),
            Real("Layers.AlphaDropout.rate" + type, Rates, static rate => Run(Layers<T>.AlphaDropout(rate))),
        ];
    }
}
