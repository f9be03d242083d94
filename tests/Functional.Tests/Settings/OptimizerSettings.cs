using System.Numerics;
using static Functional.Tests.Settings.NumericSetting;

namespace Functional.Tests.Settings;

/// <summary>The numeric settings of optimisers, of the transformations that they are made of, and of schedules.</summary>
internal static class OptimizerSettings
{
    private const string Small = "0,-0,denormal,0 in float,denormal in float";
    private const string Positive = "denormal,0 in float,denormal in float,1,1 in float,largest in float,∞ in float,largest";
    private const string PositiveInFloat = "denormal in float,1,1 in float,largest in float";

    public static NumericSetting[] Schedules { get; } =
    [
        Real("Schedule.Constant.value", "0,-0,-1," + Positive, static value => Values(Schedule.Constant(value))),
        Real("Schedule.Linear.from", "0,-0,-1," + Positive, static from => Values(Schedule.Linear(from, 1, 10))),
        Real("Schedule.Linear.to", "0,-0,-1," + Positive, static to => Values(Schedule.Linear(1, to, 10))),
        Whole("Schedule.Linear.steps", "1,largest", static steps => Values(Schedule.Linear(1, 0, steps))),
        Real("Schedule.Polynomial.from", "0,-0,-1," + Positive, static from => Values(Schedule.Polynomial(from, 1, 10, 2))),
        Real("Schedule.Polynomial.to", "0,-0,-1," + Positive, static to => Values(Schedule.Polynomial(1, to, 10, 2))),
        Whole("Schedule.Polynomial.steps", "1,largest", static steps => Values(Schedule.Polynomial(1, 0, steps, 2))),
        Real("Schedule.Polynomial.power", Positive, static power => Values(Schedule.Polynomial(1, 0, 10, power))),
        Real("Schedule.Step.value", "0,-0,-1," + Positive, static value => Values(Schedule.Step(value, 2, 0.5))),
        Whole("Schedule.Step.every", "1,largest", static every => Values(Schedule.Step(1, every, 0.5))),
        Real("Schedule.Step.factor", Positive, static factor => Values(Schedule.Step(1, 6, factor))),
        Real("Schedule.Exponential.value", "0,-0,-1," + Positive, static value => Values(Schedule.Exponential(value, 10, 0.5))),
        Whole("Schedule.Exponential.steps", "1,largest", static steps => Values(Schedule.Exponential(1, steps, 0.5))),
        Real("Schedule.Exponential.factor", Positive, static factor => Values(Schedule.Exponential(1, 12, factor))),
        Real("Schedule.Cosine.from", "0,-0,-1," + Positive, static from => Values(Schedule.Cosine(from, 10))),
        Whole("Schedule.Cosine.steps", "1,largest", static steps => Values(Schedule.Cosine(1, steps))),
        Real("Schedule.Cosine.to", "0,-0,-1," + Positive, static to => Values(Schedule.Cosine(1, 10, to))),
        Real("Schedule.CosineRestarts.from", "0,-0,-1," + Positive, static from => Values(Schedule.CosineRestarts(from, 3))),
        Whole("Schedule.CosineRestarts.steps", "1,largest", static steps => Values(Schedule.CosineRestarts(1, steps))),
        Whole("Schedule.CosineRestarts.growth", "1,largest", static growth => Values(Schedule.CosineRestarts(1, 3, growth))),
        Real("Schedule.CosineRestarts.to", "0,-0,-1," + Positive, static to => Values(Schedule.CosineRestarts(1, 3, to: to))),
        Real("Schedule.OneCycle.peak", "0,-0,-1," + Positive, static peak => Values(Schedule.OneCycle(peak, 10))),
        Whole("Schedule.OneCycle.steps", "largest", static steps => Values(Schedule.OneCycle(1, steps))),
        Real("Schedule.OneCycle.rise", "denormal,0 in float,denormal in float,1 in float", static rise => Values(Schedule.OneCycle(1, 10, rise))),
        Real("Schedule.OneCycle.initialDivisor", "0 in float,denormal in float,1,1 in float,largest in float,∞ in float,largest", static divisor => Values(Schedule.OneCycle(1, 10, initialDivisor: divisor))),
        Real("Schedule.OneCycle.finalDivisor", "0 in float,denormal in float,1,1 in float,largest in float,∞ in float,largest", static divisor => Values(Schedule.OneCycle(1, 10, finalDivisor: divisor))),
        Real("Schedule.Piecewise.value", "0,-0,-1," + Positive, static value => Values(Schedule.Piecewise(value, (3, 1)))),
        Real("Schedule.InverseSquareRoot.peak", "0,-0,-1," + Positive, static peak => Values(Schedule.InverseSquareRoot(peak, 4))),
        Whole("Schedule.InverseSquareRoot.warmUp", "1,largest", static warmUp => Values(Schedule.InverseSquareRoot(1, warmUp))),
        Whole("Schedule.Then.steps", "1,largest", static steps => Values(Schedule.Constant(1).Then(steps, 2))),
        Whole("Schedule.WarmUp.steps", "1,largest", static steps => Values(Schedule.Constant(1).WarmUp(steps))),
        Whole("Schedule.At.step", "0,1,largest", static step => [Schedule.Cosine(1, 10).At(step)]),
        Whole("Schedule.Plot.steps", "largest", static steps => [Schedule.Cosine(1, 10).Plot(steps).Length]),
        Whole("Schedule.Plot.width", "", static width => [Schedule.Cosine(1, 10).Plot(10, width).Length], endless: true),
        Whole("Schedule.Plot.height", "", static height => [Schedule.Cosine(1, 10).Plot(10, height: height).Length], endless: true),
        Real("StrongWolfe.StrongWolfe.Decrease", "denormal,0 in float,denormal in float", static decrease => Minimized(new Lbfgs(LineSearch: new StrongWolfe(decrease)))),
        Real("StrongWolfe.StrongWolfe.Curvature", "1 in float", static curvature => Minimized(new Lbfgs(LineSearch: new StrongWolfe(Curvature: curvature)))),
        Whole("StrongWolfe.StrongWolfe.Evaluations", "1,largest", static evaluations => Minimized(new Lbfgs(LineSearch: new StrongWolfe(Evaluations: evaluations)))),
        Whole("Lbfgs.Lbfgs.Memory", "1,largest", static memory => Minimized(new Lbfgs(memory))),
        Real("Lbfgs.Lbfgs.Tolerance", Positive, static tolerance => Minimized(new Lbfgs(Tolerance: tolerance))),
        Whole("Lbfgs.Lbfgs.Iterations", "1,largest", static iterations => Minimized(new Lbfgs(Iterations: iterations))),
        Real("NonlinearConjugateGradients.NonlinearConjugateGradients.Tolerance", Positive, static tolerance => Minimized(new NonlinearConjugateGradients(Tolerance: tolerance))),
        Whole("NonlinearConjugateGradients.NonlinearConjugateGradients.Iterations", "1,largest", static iterations => Minimized(new NonlinearConjugateGradients(Iterations: iterations))),
        Whole("NewtonConjugateGradients.NewtonConjugateGradients.Products", "1,largest", static products => Minimized(new NewtonConjugateGradients(products))),
        Real("NewtonConjugateGradients.NewtonConjugateGradients.Tolerance", Positive, static tolerance => Minimized(new NewtonConjugateGradients(Tolerance: tolerance))),
        Whole("NewtonConjugateGradients.NewtonConjugateGradients.Iterations", "1,largest", static iterations => Minimized(new NewtonConjugateGradients(Iterations: iterations))),
        Whole("TextCurve.Draw.height", "", static height => [TextCurve.Draw([1, 2], height).Length], endless: true),
        Whole("Optimizer.RateAt.step", "0,1,largest", static step => [Optimizer.Sgd<double>(Schedule.Cosine(1, 10)).RateAt(step)!.Value]),
        Whole("GradientTransformations.Accumulate.steps", "1,largest", static steps => Stepped(GradientTransformations<double>.Accumulate(steps))),
        Whole("GradientTransformations.LookAhead.steps", "1,largest", static steps => Stepped(GradientTransformations<double>.LookAhead(steps))),
        Whole("GradientTransformations.Orthogonalize.steps", "1", static steps => Stepped(GradientTransformations<double>.Orthogonalize(steps)), endless: true),
        Whole("Optimizer.Muon.steps", "1", static steps => Stepped(Optimizer.Muon(0.1, Optimizer.Sgd(0.1), steps: steps)), endless: true),
        Real("GradientTransformations.ScaleByAdafactor.power", Positive, static power => Stepped(GradientTransformations<float>.ScaleByAdafactor(power))),
        Real("Optimizer.Adafactor.power", Positive, static power => Stepped(Optimizer.Adafactor(0.1f, power: power))),
        Whole("GradientTransformations.MeanOfParameters.from", "0,1,largest", static from => Stepped(GradientTransformations<double>.MeanOfParameters(from))),
    ];

    public static NumericSetting[] At<T>(string type, bool single)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (positive, belowOne, beyond, near) = single
            ? (PositiveInFloat, Small, "denormal,0 in float,∞ in float,largest", "1 in float")
            : (Positive, Small + ",1 in float", "", "");
        var rate = single ? "denormal in float,1,1 in float" : "denormal,0 in float,denormal in float,1,1 in float,largest in float,∞ in float";
        // What has an inverse in the element type, too, and what has none there.
        var (inverted, noInverse) = single
            ? ("1,1 in float,largest in float", "denormal,0 in float,denormal in float,∞ in float,largest")
            : ("0 in float,denormal in float,1,1 in float,largest in float,∞ in float,largest", "");
        T tenth = T.CreateChecked(0.1);
        (string Name, Func<T, Optimizer<T>> Of)[] rates =
        [
            ("Adam", static rate => Optimizer.Adam(rate)), ("AdamW", static rate => Optimizer.AdamW(rate)), ("AmsGrad", static rate => Optimizer.AmsGrad(rate)),
            ("Nadam", static rate => Optimizer.Nadam(rate)), ("Lamb", static rate => Optimizer.Lamb(rate)), ("AdaBelief", static rate => Optimizer.AdaBelief(rate)),
        ];
        (string Name, Func<double, double, double, Optimizer<T>> Of)[] betas =
        [
            ("Optimizer.Adam", (a, b, e) => Optimizer.Adam(tenth, a, b, e)), ("Optimizer.AdamW", (a, b, e) => Optimizer.AdamW(tenth, 0.1, null, a, b, e)),
            ("Optimizer.AmsGrad", (a, b, e) => Optimizer.AmsGrad(tenth, a, b, e)), ("Optimizer.Nadam", (a, b, e) => Optimizer.Nadam(tenth, a, b, e)),
            ("Optimizer.AdaBelief", (a, b, e) => Optimizer.AdaBelief(tenth, a, b, e)), ("Optimizer.Lamb", (a, b, e) => Optimizer.Lamb(tenth, 0.1, null, a, b, e)),
            ("GradientTransformations.ScaleByAdam", GradientTransformations<T>.ScaleByAdam), ("GradientTransformations.ScaleByAmsGrad", GradientTransformations<T>.ScaleByAmsGrad),
            ("GradientTransformations.ScaleByNadam", GradientTransformations<T>.ScaleByNadam), ("GradientTransformations.ScaleByAdaBelief", GradientTransformations<T>.ScaleByAdaBelief),
        ];
        return
        [
            .. rates.Select(each => Real($"Optimizer.{each.Name}.rate{type}", rate, value => Stepped(each.Of(T.CreateChecked(value))))),
            .. betas.Select(each => Real($"{each.Name}.beta1{type}", belowOne, value => Stepped(each.Of(value, 0.999, 1e-8)), near)),
            .. betas.Select(each => Real($"{each.Name}.beta2{type}", belowOne, value => Stepped(each.Of(0.9, value, 1e-8)), near)),
            .. betas.Select(each => Real($"{each.Name}.epsilon{type}", inverted, value => Stepped(each.Of(0.9, 0.999, value)), noInverse)),
            Real("Optimizer.Sgd.rate" + type, positive, static rate => Stepped(Optimizer.Sgd(T.CreateChecked(rate)))),
            Real("Optimizer.Lion.rate" + type, positive, static rate => Stepped(Optimizer.Lion(T.CreateChecked(rate)))),
            Real("Optimizer.Lion.beta1" + type, belowOne, value => Stepped(Optimizer.Lion(tenth, beta1: value)), near),
            Real("Optimizer.Lion.beta2" + type, belowOne, value => Stepped(Optimizer.Lion(tenth, beta2: value)), near),
            Real("GradientTransformations.ScaleByLion.beta1" + type, belowOne, static value => Stepped(GradientTransformations<T>.ScaleByLion(beta1: value)), near),
            Real("GradientTransformations.ScaleByLion.beta2" + type, belowOne, static value => Stepped(GradientTransformations<T>.ScaleByLion(beta2: value)), near),
            Real("Optimizer.Adagrad.rate" + type, positive, static rate => Stepped(Optimizer.Adagrad(T.CreateChecked(rate)))),
            Real("Optimizer.Adagrad.initial" + type, "0,-0," + (single ? "denormal,0 in float," : "") + positive, value => Stepped(Optimizer.Adagrad(tenth, initial: value)), single ? "∞ in float,largest" : ""),
            Real("GradientTransformations.ScaleByAdagrad.initial" + type, "0,-0," + (single ? "denormal,0 in float," : "") + positive, static value => Stepped(GradientTransformations<T>.ScaleByAdagrad(initial: value)), single ? "∞ in float,largest" : ""),
            Real("Optimizer.Adagrad.epsilon" + type, positive, value => Stepped(Optimizer.Adagrad(tenth, epsilon: value)), beyond),
            Real("GradientTransformations.ScaleByAdagrad.epsilon" + type, positive, static value => Stepped(GradientTransformations<T>.ScaleByAdagrad(epsilon: value)), beyond),
            Real("Optimizer.RmsProp.rate" + type, single ? "denormal in float,1,1 in float" : "denormal,0 in float,denormal in float,1,1 in float,largest in float,∞ in float", static rate => Stepped(Optimizer.RmsProp(T.CreateChecked(rate)))),
            Real("Optimizer.RmsProp.decay" + type, belowOne, value => Stepped(Optimizer.RmsProp(tenth, decay: value)), near),
            Real("GradientTransformations.ScaleByRmsProp.decay" + type, belowOne, static value => Stepped(GradientTransformations<T>.ScaleByRmsProp(value)), near),
            Real("Optimizer.RmsProp.epsilon" + type, positive, value => Stepped(Optimizer.RmsProp(tenth, epsilon: value)), beyond),
            Real("GradientTransformations.ScaleByRmsProp.epsilon" + type, positive, static value => Stepped(GradientTransformations<T>.ScaleByRmsProp(epsilon: value)), beyond),
            Real("Optimizer.Adadelta.rate" + type, positive, static rate => Stepped(Optimizer.Adadelta(T.CreateChecked(rate)))),
            Real("Optimizer.Adadelta.decay" + type, belowOne, value => Stepped(Optimizer.Adadelta(tenth, decay: value)), near),
            Real("GradientTransformations.ScaleByAdadelta.decay" + type, belowOne, static value => Stepped(GradientTransformations<T>.ScaleByAdadelta(value)), near),
            Real("Optimizer.Adadelta.epsilon" + type, positive, value => Stepped(Optimizer.Adadelta(tenth, epsilon: value)), beyond),
            Real("GradientTransformations.ScaleByAdadelta.epsilon" + type, positive, static value => Stepped(GradientTransformations<T>.ScaleByAdadelta(epsilon: value)), beyond),
            Real("Optimizer.Adafactor.rate" + type, positive, static rate => Stepped(Optimizer.Adafactor(T.CreateChecked(rate)))),
            Real("Optimizer.Adafactor.momentum" + type, belowOne, value => Stepped(Optimizer.Adafactor(tenth, momentum: value)), near),
            Real("Optimizer.Adafactor.epsilon" + type, positive, value => Stepped(Optimizer.Adafactor(tenth, epsilon: value)), beyond),
            Real("Optimizer.Adafactor.limit" + type, positive, value => Stepped(Optimizer.Adafactor(tenth, limit: value)), beyond),
            Real("GradientTransformations.ScaleByAdafactor.epsilon" + type, positive, static value => Stepped(GradientTransformations<T>.ScaleByAdafactor(epsilon: value)), beyond),
            Real("GradientTransformations.ScaleByAdafactor.limit" + type, positive, static value => Stepped(GradientTransformations<T>.ScaleByAdafactor(limit: value)), beyond),
            Real("GradientTransformations.ScaleByParameterSize.least" + type, positive, static value => Stepped(GradientTransformations<T>.ScaleByParameterSize(value)), beyond),
            Real("Optimizer.Muon.rate" + type, positive, static rate => Stepped(Optimizer.Muon(T.CreateChecked(rate), Optimizer.Sgd<T>((Rate<T>)0.1)))),
            Real("GradientTransformations.ClipByValue.limit" + type, positive, static value => Stepped(GradientTransformations<T>.ClipByValue(value)), beyond),
            Real("GradientTransformations.ClipByNorm.limit" + type, positive, static value => Stepped(GradientTransformations<T>.ClipByNorm(value)), beyond),
            Real("GradientTransformations.ClipByGlobalNorm.limit" + type, positive, static value => Stepped(GradientTransformations<T>.ClipByGlobalNorm(value)), beyond),
            Real("GradientTransformations.AverageParameters.decay" + type, belowOne, static value => Stepped(GradientTransformations<T>.AverageParameters(value)), near),
            Real("GradientTransformations.LookAhead.share" + type, (single ? "denormal in float,1,1 in float" : "denormal,0 in float,denormal in float,1,1 in float"), static value => Stepped(GradientTransformations<T>.LookAhead(2, value)), single ? "denormal,0 in float" : ""),
        ];
    }

    private static double[] Values(Schedule schedule) => [.. Enumerable.Range(0, 12).Select(step => schedule.At(step))];

    /// <summary>Σ (x − 1)⁴, from 0 and 3 on.</summary>
    private static IEnumerable<double> Minimized(Minimizer minimizer)
    {
        var cost = Differentiable.Trace(static (TensorTree<double> theta) => ((theta["x"] - 1.0) * (theta["x"] - 1.0)) is var square ? (square * square).Sum() : 0);
        var found = minimizer.Minimize(cost, TensorTree<double>.Of(("x", Tensor.Vector(0.0, 3)))).Take(20).Last();
        return [found.Cost, .. found.Parameters["x"]];
    }

    /// <summary>A step from 0.5, with gradients that are zero, small and ordinary.</summary>
    private static IEnumerable<double> Stepped<T>(Optimizer<T> optimizer)
        where T : struct, IFloatingPointIeee754<T>
    {
        // As many as are computed a vector at a time, and one more.
        TensorTree<T> theta = Tensor.Full([33], T.CreateChecked(0.5)), gradient = Tensor.Generate<T>([33], static i => T.CreateChecked((i % 3) switch { 0 => 0, 1 => 1e-30, _ => 0.25 }));
        var (after, state) = optimizer.Update(gradient, optimizer.Initialize(theta), theta);
        return after.Leaves.Concat(state.Moments.Leaves).SelectMany(static leaf => leaf.Value.Cast<double>());
    }
}
