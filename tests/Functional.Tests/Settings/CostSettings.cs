using System.Numerics;
using static Functional.Tests.Settings.NumericSetting;

namespace Functional.Tests.Settings;

/// <summary>The numeric settings of costs.</summary>
internal static class CostSettings
{
    private const string Near0 = "0,-0,denormal,0 in float,denormal in float";

    public static NumericSetting[] All { get; } =
    [
        .. At<double>("<double>", single: false), .. At<float>("<float>", single: true),
        Whole("Layers.CrossEntropy.ignored", "0,1", static ignored => Run(Layers<double>.CrossEntropy([0, 1], ignored: ignored))),
        Whole("Layers.NegativeLogLikelihood.ignored", "0,1", static ignored => Run(Layers<double>.NegativeLogLikelihood([0, 1], ignored: ignored))),
        Whole("Layers.Ctc.blank", "0,1", static blank => Run(Layers<double>.Reshape([1, 2]).Then(Layers<double>.Ctc([[], []], blank: blank)))),
    ];

    private static NumericSetting[] At<T>(string type, bool single)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (beyond, nearOne) = single ? ("∞ in float,largest", "1 in float") : ("", "");
        var largest = single ? "1,1 in float,largest in float" : "1,1 in float,largest in float,∞ in float,largest";
        var positive = (single ? "" : "denormal,0 in float,") + "denormal in float," + largest;
        var notNegative = Near0 + "," + largest;
        var shares = Near0 + (single ? "" : ",1 in float");
        var (inverted, noInverse) = (
            (single ? "" : "0 in float,denormal in float,") + largest, single ? "denormal,0 in float,denormal in float,∞ in float,largest" : "");
        Tensor<T> one = Tensor.Ones<T>([1, 1]), two = Tensor.Ones<T>([1, 2]);
        return
        [
            Real("Layers.CrossEntropy.smoothing" + type, shares, static share => Run(Layers<T>.CrossEntropy([0, 1], smoothing: share)), nearOne),
            Real("Layers.NegativeLogLikelihood.smoothing" + type, shares, static share => Run(Layers<T>.NegativeLogLikelihood([0, 1], smoothing: share)), nearOne),
            Real("Layers.Huber.delta" + type, positive, delta => Run(Layers<T>.Huber(two, delta: delta), 1), single ? "denormal,0 in float,∞ in float,largest" : ""),
            Real("Layers.Hinge.margin" + type, notNegative, margin => Run(Layers<T>.Hinge(one, margin: margin), 1, 1), beyond),
            Real("Layers.MultiClassHinge.margin" + type, notNegative, static margin => Run(Layers<T>.MultiClassHinge([1], margin: margin), 1), beyond),
            Real("Layers.BinaryFocalCrossEntropy.gamma" + type, notNegative, gamma => Run(Layers<T>.BinaryFocalCrossEntropy(two, gamma: gamma), 1), beyond),
            Real("Layers.BinaryFocalCrossEntropy.alpha" + type, Near0 + ",1,1 in float", alpha => Run(Layers<T>.BinaryFocalCrossEntropy(two, alpha: alpha), 1)),
            Real("Layers.FocalCrossEntropy.gamma" + type, notNegative, static gamma => Run(Layers<T>.FocalCrossEntropy([1], gamma: gamma), 1), beyond),
            Real(
                "Layers.CosineEmbedding.margin" + type, "-1,1,1 in float," + Near0,
                static margin => Run(Layers<T>.Duplicate.Then(Layers<T>.CosineEmbedding(Tensor.Vector(-T.One), margin: margin)), 1)),
            Real(
                "Layers.Triplet.margin" + type, notNegative,
                static margin => Run(Layers<T>.Fork(Layers<T>.Tanh, Layers<T>.Duplicate).Then(Layers<T>.Triplet(margin: margin)), 1), beyond),
            Real(
                "Layers.InfoNce.temperature" + type, inverted,
                static temperature => Run(Layers<T>.Fork(Layers<T>.Tanh, Layers<T>.Sigmoid).Then(Layers<T>.InfoNce(temperature: temperature))), noInverse),
            Real("Penalty.L1.strength" + type, notNegative, static strength => Penalized(Penalty.L1<T>(strength)), beyond),
            Real("Penalty.L2.strength" + type, notNegative, static strength => Penalized(Penalty.L2<T>(strength)), beyond),
        ];
    }

    /// <summary>A cost of some rows of numbers, and its gradient.</summary>
    private static Tensor<double> Run<T>(Layer<T, Tensor<T>, Tensor<T>> cost, int rows = 2, int columns = 2)
        where T : struct, IFloatingPointIeee754<T>
    {
        var x = Tensor.Generate<T>([rows, columns], static i => T.CreateChecked(0.5 * i - 0.25));
        var (value, gradient) = cost.At(TensorTree<T>.Empty).ValueAndGradient()(x);
        return Tensor.Concatenate(0, value.Reshape(1), gradient.Reshape(-1)).Cast<double>();
    }

    private static Tensor<double> Penalized<T>(Differentiable<TensorTree<T>, Tensor<T>> penalty)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (value, gradient) = penalty.ValueAndGradient()(Tensor.Vector(T.CreateChecked(0.5)));
        return Tensor.Concatenate(0, value.Reshape(1), gradient[""]).Cast<double>();
    }
}
