using System.Numerics;
using Functional.Laws;
using static Functional.Tests.Settings.NumericSetting;

namespace Functional.Tests.Settings;

/// <summary>Every numeric setting of the public interface.</summary>
internal static class NumericSettings
{
    private const string Positive = "denormal,0 in float,denormal in float,1,1 in float,largest in float,∞ in float,largest";
    private const string PositiveInFloat = "denormal in float,1,1 in float,largest in float";
    private const string Rates = "0,-0,denormal,0 in float,denormal in float,1 in float";
    private const string Finite = "0,-0,-1," + Positive;
    private const string FiniteInFloat = "0,-0,-1,denormal,0 in float," + PositiveInFloat;
    private static readonly Key Seed = Key.FromSeed(1);
    private static readonly Draw Drawn = new(Seed);
    private static readonly Samples<Tensor<double>, Labels> Ten = new(Tensor.Ones<double>([10, 1]), [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
    private static readonly Differentiable<Tensor<double>, Tensor<double>> Traced = Differentiable.Trace(static (Tensor<double> x) => x * x);
    private static readonly Differentiable<Tensor<double>, Tensor<double>> Square = static x => (x * x, dy => 2.0 * x * dy);

    public static NumericSetting[] All { get; } =
    [
        .. At<double>("<double>", single: false), .. At<float>("<float>", single: true),
        .. OptimizerSettings.At<double>("<double>", single: false), .. OptimizerSettings.At<float>("<float>", single: true), .. OptimizerSettings.Schedules,
        .. CostSettings.All,

        Whole("Layers.Repeat.times", "0,1", static times => Run(Layers<double>.Repeat(times, Layers<double>.Tanh))),
        Whole("Layers.PixelShuffle.factor", "1", static factor => Run(Layers<double>.Chain(Layers<double>.Reshape([2, 1]), Layers<double>.PixelShuffle(factor)))),
        Whole("Layers.PixelUnshuffle.factor", "1", static factor => Run(Layers<double>.Chain(Layers<double>.Reshape([2, 1]), Layers<double>.PixelUnshuffle(factor)))),
        Whole("Layers.Maxout.pieces", "1", static pieces => Run(Layers<double>.Maxout(pieces))),
        Whole("Layers.LayerNorm.axes", "1", static axes => Run(Layers<double>.LayerNorm(axes))),
        Whole("Layers.RmsNorm.axes", "1", static axes => Run(Layers<double>.RmsNorm(axes))),
        Whole("Layers.GroupNorm.groups", "1", static groups => Run(Layers<double>.GroupNorm(groups))),
        Whole("SpectralNormalization.SpectralNorm.iterations", "1", static iterations => Run(Layers<double>.Dense(2).SpectralNorm(iterations)), endless: true),
        Whole("Layers.Dense.units", "1", static units => Run(Layers<double>.Dense(units))),
        Whole("ConvolutionSettings.ConvolutionSettings.Groups", "1", static groups =>
            Tensor.Ones<double>([1, 2, 1]).Convolution(Tensor.Ones<double>([1, 1, 1]), new(Groups: groups))),
        Whole("Layers.Convolution.filters", "1", static filters => Convolved(Layers<double>.Convolution(filters, [2])), endless: true),
        Whole("Layers.Convolution.groups", "1", static groups => Convolved(Layers<double>.Convolution(1, [2], groups: groups))),
        Whole("Layers.DepthwiseConvolution.multiplier", "1", static multiplier => Convolved(Layers<double>.DepthwiseConvolution([2], multiplier)), endless: true),
        Whole("Layers.SeparableConvolution.filters", "1", static filters => Convolved(Layers<double>.SeparableConvolution(filters, [2])), endless: true),
        Whole("Layers.SeparableConvolution.multiplier", "1", static multiplier => Convolved(Layers<double>.SeparableConvolution(1, [2], multiplier)), endless: true),
        Whole("Layers.TransposedConvolution.filters", "1", static filters => Convolved(Layers<double>.TransposedConvolution(filters, [2])), endless: true),
        Whole("Layers.TransposedConvolution.groups", "1", static groups => Convolved(Layers<double>.TransposedConvolution(1, [2], groups: groups))),
        Whole("Layers.MultiHeadAttention.heads", "1", static heads => Sequenced(Layers<double>.MultiHeadAttention(heads))),
        Whole("Layers.MultiHeadAttention.keyValueHeads", "1", static shared => Sequenced(Layers<double>.MultiHeadAttention(2, keyValueHeads: shared))),
        Whole("Layers.MultiHeadAttention.cache", "1,largest", static cache => Sequenced(Layers<double>.MultiHeadAttention(1, causal: true, cache: cache), 1)),
        Whole("Layers.MaskedMultiHeadAttention.heads", "1", static heads => Planned(Layers<double>.MaskedMultiHeadAttention(heads), [3])),
        Whole("Layers.MaskedMultiHeadAttention.keyValueHeads", "1", static shared => Planned(Layers<double>.MaskedMultiHeadAttention(2, keyValueHeads: shared), [3])),
        Whole("Layers.CrossAttention.heads", "1", static heads => Planned(Layers<double>.CrossAttention(heads), [4, 5])),
        Whole("Layers.CrossAttention.keyValueHeads", "1", static shared => Planned(Layers<double>.CrossAttention(2, shared), [4, 5])),
        Whole("Layers.MaskedCrossAttention.heads", "1", static heads => Planned(Layers<double>.MaskedCrossAttention(heads), Shapes.Pair([4, 5], [4]))),
        Whole("Layers.MaskedCrossAttention.keyValueHeads", "1", static shared => Planned(Layers<double>.MaskedCrossAttention(2, shared), Shapes.Pair([4, 5], [4]))),
        Whole("Layers.FeedForward.hidden", "1", static hidden => Sequenced(Layers<double>.FeedForward(hidden))),
        Whole("Layers.GatedFeedForward.hidden", "1", static hidden => Sequenced(Layers<double>.GatedFeedForward(hidden))),
        Whole("Layers.EncoderBlock.heads", "1", static heads => Sequenced(Layers<double>.EncoderBlock(heads, 2))),
        Whole("Layers.EncoderBlock.hidden", "1", static hidden => Sequenced(Layers<double>.EncoderBlock(1, hidden))),
        Whole("Layers.DecoderBlock.heads", "1", static heads => Sequenced(Layers<double>.DecoderBlock(heads, 2))),
        Whole("Layers.DecoderBlock.hidden", "1", static hidden => Sequenced(Layers<double>.DecoderBlock(1, hidden))),
        Whole("Layers.DecoderBlock.cache", "1,largest", static cache => Sequenced(Layers<double>.DecoderBlock(1, 2, cache: cache), 1)),
        Whole("Layers.MaskedEncoderBlock.heads", "1", static heads => Planned(Layers<double>.MaskedEncoderBlock(heads, 2), [3])),
        Whole("Layers.MaskedEncoderBlock.hidden", "1", static hidden => Planned(Layers<double>.MaskedEncoderBlock(1, hidden), [3])),
        Whole("Layers.CrossDecoderBlock.heads", "1", static heads => Planned(Layers<double>.CrossDecoderBlock(heads, 2), [4, 5])),
        Whole("Layers.CrossDecoderBlock.hidden", "1", static hidden => Planned(Layers<double>.CrossDecoderBlock(1, hidden), [4, 5])),
        Whole("Layers.CrossDecoderBlock.cache", "1,largest", static cache => Planned(Layers<double>.CrossDecoderBlock(1, 2, cache: cache), [4, 5])),
        Whole("Layers.MaskedCrossDecoderBlock.heads", "1", static heads => Planned(Layers<double>.MaskedCrossDecoderBlock(heads, 2), Shapes.Pair([4, 5], [4]))),
        Whole("Layers.MaskedCrossDecoderBlock.hidden", "1", static hidden => Planned(Layers<double>.MaskedCrossDecoderBlock(1, hidden), Shapes.Pair([4, 5], [4]))),
        Whole("Layers.MaskedCrossDecoderBlock.cache", "1,largest", static cache => Planned(Layers<double>.MaskedCrossDecoderBlock(1, 2, cache: cache), Shapes.Pair([4, 5], [4]))),
        Whole("Layers.Embedding.count", "1", static count => Layers<double>.Embedding(count, 3).Initialize(Seed, [4]).Parameters["weight"]),
        Whole("Layers.Embedding.features", "1", static features => Layers<double>.Embedding(3, features).Initialize(Seed, [4]).Parameters["weight"]),
        Whole("Layers.Unembedding.count", "1", static count => Run(Layers<double>.Unembedding(count))),
        Whole("Layers.LearntPositions.count", "1", static count => Sequenced(Layers<double>.LearntPositions(count), 1)),
        Real("Layers.SinusoidalPositions.wavelength", "largest in float,∞ in float,largest", static wavelength => Sequenced(Layers<double>.SinusoidalPositions(wavelength))),
        Real(
            "RelativePositions.Rotary.wavelength", "largest in float,∞ in float,largest",
            static wavelength => Sequenced(Layers<double>.MultiHeadAttention(1, positions: RelativePositions.Rotary(wavelength)))),
        Whole("Layers.Rnn.units", "1", static units => RunSequence(Layers<double>.Rnn(units))),
        Whole("Layers.Gru.units", "1", static units => RunSequence(Layers<double>.Gru(units))),
        Whole("Layers.Lstm.units", "1", static units => RunSequence(Layers<double>.Lstm(units))),
        Whole("Layers.Lstm.projection", "1", static units => RunSequence(Layers<double>.Lstm(2, units))),
        Whole("Layers.MinimalGatedUnit.units", "1", static units => RunSequence(Layers<double>.MinimalGatedUnit(units))),
        Whole("Layers.RnnCell.units", "1", static units => RunSequence(Layers<double>.Scan(Layers<double>.RnnCell(units), Shape.Create(units)))),
        Whole("Layers.GruCell.units", "1", static units => RunSequence(Layers<double>.Scan(Layers<double>.GruCell(units), Shape.Create(units)))),
        Whole("Layers.LstmCell.units", "1", static units => RunSequence(
            Layers<double>.Scan(Layers<double>.LstmCell(units), Shapes.Pair(Shape.Create(units), Shape.Create(units))))),
        Whole("Layers.LstmCell.projection", "1", static units => RunSequence(
            Layers<double>.Scan(Layers<double>.LstmCell(2, units), Shapes.Pair(Shape.Create(units), Shape.Create(2))))),
        Whole("Layers.MinimalGatedUnitCell.units", "1", static units => RunSequence(
            Layers<double>.Scan(Layers<double>.MinimalGatedUnitCell(units), Shape.Create(units)))),
        Whole(
            "Layer.InitializeBody.steps", "0,1,largest",
            static steps => [Layers<double>.Dense(2).InitializeBody(Seed, Shape.Create(2), steps).MultiplyAdds.AtLeast]),
        Whole("MultiplyAdds.Exactly.count", "0,1,largest", static count => [MultiplyAdds.Exactly(count).AtLeast]),
        Whole(
            "NetworkDescriber.Describe.batchSize", "1",
            static batch => [Layers<double>.Tanh.Describe([2], batch).BytesKept ?? double.NaN], endless: true),
        Whole("WeightInitializer.Invoke.fanIn", "1,largest", static fan => Initializers.GlorotUniform<double>()(Seed, [4], fan, 1)),
        Whole("WeightInitializer.Invoke.fanOut", "1,largest", static fan => Initializers.GlorotNormal<double>()(Seed, [4], 1, fan)),
        Whole("Initializers.FansOf.groups", "1", static groups => [Initializers.FansOf([2, 2], groups).Out]),
        Whole("GradientCheck.Of.directions", "1", static directions => [GradientCheck.Of(Square, [1, 2], directions: directions).Arguments[0].Compared], endless: true),
        Whole(
            "LayerGradientCheck.CheckGradients.directions", "1",
            static directions => [Layers<double>.Tanh.CheckGradients(TensorTree<double>.Empty, [1, 2], directions: directions).Arguments[0].Compared], endless: true),
        Real("ConjugateGradients.ConjugateGradients.Tolerance", Positive, static tolerance => Solved(new ConjugateGradients(tolerance))),
        Whole("ConjugateGradients.ConjugateGradients.Iterations", "1,largest", static iterations => Solved(new ConjugateGradients(Iterations: iterations))),
        Real("Gmres.Gmres.Tolerance", Positive, static tolerance => Solved(new Gmres(tolerance))),
        Whole("Gmres.Gmres.Iterations", "1,largest", static iterations => Solved(new Gmres(Iterations: iterations))),
        Whole("Gmres.Gmres.Restart", "1,largest", static restart => Solved(new Gmres(Restart: restart))),
        Real("FixedPointIteration.FixedPointIteration.Tolerance", Positive, static tolerance => Found(new FixedPointIteration(tolerance))),
        Whole("FixedPointIteration.FixedPointIteration.Iterations", "1,largest", static iterations => Found(new FixedPointIteration(1, iterations))),
        Whole("FixedPointIteration.FixedPointIteration.Memory", "0,1,largest", static memory => Found(new FixedPointIteration(Memory: memory))),
        Real(
            "FixedPointIteration.FixedPointIteration.Damping", "denormal,0 in float,denormal in float,1,1 in float",
            static damping => Found(new FixedPointIteration(1, Damping: damping))),
        Real("Newton.Newton.Tolerance", Positive, static tolerance => Found(new Newton(tolerance))),
        Whole("Newton.Newton.Iterations", "1,largest", static iterations => Found(new Newton(1, iterations))),
        Whole("RungeKutta4.RungeKutta4.Steps", "1", static steps => Followed(new RungeKutta4(steps)), endless: true),
        Real("DormandPrince.DormandPrince.RelativeTolerance", Positive, static tolerance => Followed(new DormandPrince(tolerance))),
        Real("DormandPrince.DormandPrince.AbsoluteTolerance", Positive, static tolerance => Followed(new DormandPrince(AbsoluteTolerance: tolerance))),
        Whole("DormandPrince.DormandPrince.Steps", "1,largest", static steps => Followed(new DormandPrince(Steps: steps))),
        Real("Trajectory.Scale.factor", Finite, static factor => new Trajectory<Tensor<double>>([0.5], [0.25]).Scale(factor)[1]),
        Real("Differentiable.Scale.factor", Finite, static factor => Square.Scale(factor)(Tensor.Full([2], 0.5)).Output),
        Whole("Differentiable.Directional.order", "0,1", static order => Traced.Directional(order)(Tensor.Full([2], 0.5), Tensor.Full([2], 1.0)), endless: true),
        Whole("Differentiable.Taylor.order", "0,1", static order => Traced.Taylor(order)(Tensor.Full([2], 0.5), Tensor.Full([2], 1.0))[^1], endless: true),
        Whole("Layers.Rematerialize.every", "1,largest", static every => Run(Layers<double>.Rematerialize(Layers<double>.Chain(Layers<double>.Dense(2), Layers<double>.Tanh), every))),
        Whole("Batches.Epoch.skip", "0,1,largest", static skip => Ten.Batches(2).Epoch(Seed, skip).Select(static batch => (double)batch.Count)),
        Real("Partition.Split.share", "", static share => Ten.Split(share, Seed).Training.Inputs),
        Real("Partition.SplitStratified.share", "", static share => Ten.SplitStratified(share, Seed).Training.Inputs),
        Whole("CrossValidation.KFold.folds", "", static folds => Ten.KFold(folds, Seed).SelectMany(static fold => fold.HeldOut.Inputs)),
        Whole("CrossValidation.KFold.repetitions", "1,largest", static times => Ten.KFold(2, Seed, times).Take(5).SelectMany(static fold => fold.HeldOut.Inputs)),
        Whole("CrossValidation.StratifiedKFold.folds", "", static folds => Ten.StratifiedKFold(folds, Seed).SelectMany(static fold => fold.HeldOut.Inputs)),
        Whole(
            "CrossValidation.StratifiedKFold.repetitions", "1,largest",
            static times => Ten.StratifiedKFold(2, Seed, times).Take(5).SelectMany(static fold => fold.HeldOut.Inputs)),
        Whole("CrossValidation.GroupKFold.folds", "", static folds => Ten.GroupKFold(Ten.Targets, folds, Seed).SelectMany(static fold => fold.HeldOut.Inputs)),
        Whole(
            "CrossValidation.GroupKFold.repetitions", "1,largest",
            static times => Ten.GroupKFold(Ten.Targets, 2, Seed, times).Take(5).SelectMany(static fold => fold.HeldOut.Inputs)),
        Whole("ConfusionMatrix.Of.classes", "1", static classes => [ConfusionMatrix.Of(Labels.Create(0), Labels.Create(0), classes).Accuracy]),
        Whole("TopKAccuracy.Among.k", "1,largest", static k => [TopKAccuracy.Of<double>([0.5, 0.25], Labels.Create(0)).Among(k)]),
        Whole("Ranking.Of.positive", "0,1", static positive => [Ranking.Of(Tensor.Matrix<double>([0.5, 0.25], [0, 1]), Labels.Create(0, 1), positive).AreaUnderRoc]),
        Whole("Calibration.Of.bins", "1", static bins => [Calibration.Of(Tensor.Vector(0.5, 0.25), Tensor.Vector(0.0, 1), bins).ExpectedError]),
        Real(
            "LogLoss.OfLogLikelihood.logLikelihood", "0,-0,-1,-∞",
            static logLikelihood => [1 / LogLoss.OfLogLikelihood(logLikelihood, 1).Perplexity]),
        Whole("LogLoss.OfLogLikelihood.count", "1,largest", static count => [LogLoss.OfLogLikelihood(-1, count).Value]),
        Whole("Moments.Variance.correction", "0,1", static correction => [Moments.Of<double>([0.5, 0.25]).Variance(correction)]),
        Whole("Moments.StandardDeviation.correction", "0,1", static correction => [Moments.Of<double>([0.5, 0.25]).StandardDeviation(correction)]),
        Whole("Samples.Batches.size", "1", static size => Ten.Batches(size).Epoch(Seed).SelectMany(static batch => batch.Inputs)),
        Whole("Draws.Permutation.count", "0,1", static count => Seed.Permutation(count).Select(static place => (double)place)),
        Whole("Key.FromSeed.seed", "0,-1,1,smallest,largest", static seed => [Key.FromSeed(unchecked((ulong)seed)).Uniform(0)]),
        Whole("Key.Split.number", "0,-1,1,smallest,largest", static number => [Seed.Split(number).Uniform(0)]),
        Whole("Key.Key.First", "0,-1,1,smallest,largest", static word => [new Key(unchecked((uint)word), 0).Uniform(0)]),
        Whole("Key.Key.Second", "0,-1,1,smallest,largest", static word => [new Key(0, unchecked((uint)word)).Uniform(0)]),
        Whole("Tensor.Pad.before", "0,1", static before => Tensor.Ones<double>([2]).Pad(0, before, 0, PadMode.Replicate)),
        Whole("Tensor.Pad.after", "0,1", static after => Tensor.Ones<double>([2]).Pad(0, 0, after)),
        Whole("Tensor.Repeat.times", "0,1", static times => Tensor.Ones<double>([2]).Repeat(0, times)),
        Whole("Tensor.Roll.shift", "0,-1,1,smallest,largest", static shift => Tensor.Ones<double>([3]).Roll(0, shift)),
        Whole("Tensor.TopK.count", "0,1", static count => Tensor.Ones<double>([2]).TopK(count).Values),
        Whole("Tensor.SegmentSum.count", "1", static count => Tensor.Ones<double>([2]).SegmentSum([0, 0], count), endless: true),
        Whole("Tensor.AddAlong.size", "1", static size => Tensor.Ones<double>([2]).AddAlong([0, 0], 0, size), endless: true),
        Whole("Tensor.LowerTriangle.diagonal", "0,-1,1,smallest,largest", static diagonal => Tensor.Ones<double>([3, 2]).LowerTriangle(diagonal)),
        Whole("Tensor.UpperTriangle.diagonal", "0,-1,1,smallest,largest", static diagonal => Tensor.Ones<double>([3, 2]).UpperTriangle(diagonal)),
        Whole("Tensor.Variance.correction", "0,1", static correction => Tensor.Vector(1.0, 0.5).Variance(correction: correction)),
        Whole("Tensor.StandardDeviation.correction", "0,1", static correction => Tensor.Vector(1.0, 0.5).StandardDeviation(correction: correction)),
        Whole("Tensor.Identity.size", "0,1", static size => Tensor.Identity<double>(size)),
        Whole("Threads.AtMost.count", "1,largest", static count => Threads.AtMost(count, static () => Tensor.Ones<double>([64, 64]).MatMul(Tensor.Ones<double>([64, 64])))),
        Whole("Workspace.Repeat.times", "0,1", static times => new Workspace().Repeat(Tensor.Ones<double>([2]), times, static x => x + 1.0), endless: true),
        Real("Indices.Scale.factor", Finite, static factor => Indices.Create(1).Scale(factor).Select(static value => (double)value)),
        Real("Mask.Scale.factor", Finite, static factor => Mask.Create(true).Scale(factor).Select(static value => value ? 1.0 : 0)),
        Whole("Mask.OfLengths.size", "0,1,largest", static size => Mask.OfLengths([], size).Select(static value => value ? 1.0 : 0)),
        Whole("TensorTree.Leafwise.count", "0,1", static count => TensorTree<double>.Leafwise(count, [Tensor.Ones<double>([1])], leaf =>
            [.. Enumerable.Repeat(leaf[0], count)]).SelectMany(static tree => tree[""]), endless: true),
        Whole("Layers.Split.first", "1,largest", static first => Layers<double>.Split(0, first).Links[0].Name.Select(static letter => (double)letter)),
        Whole("Every.Steps.count", "1,largest", static steps => Every.Steps(steps) == default ? [double.NaN] : [1]),
        Whole("Runs.Steps.count", "1,largest", static count => Trained().Steps(count).Take(1).SelectMany(static state => state.Parameters.Leaves).SelectMany(static leaf => leaf.Value)),
        Whole("Runs.StopAfter.patience", "1,largest", static patience => new[] { 2.0, 1 }.StopAfter(patience, static x => x)),
        Real("Runs.StopAfter.atLeast", "0,-0," + Positive, static atLeast => new[] { 2.0, 1 }.StopAfter(1, static x => x, atLeast)),
        Whole("Runs.KeepBest.count", "1,largest", static count => new[] { 2.0, 1 }.KeepBest(count, static x => x)),
        Whole("Training.Epochs.count", "1,largest", static count => Trained().Epochs(count).Take(1).SelectMany(static state => state.Parameters.Leaves).SelectMany(static leaf => leaf.Value)),

        Whole("Draw.Draw.Largest", "1,largest", static largest => new Draw(Seed, Largest: largest).Tensor<double>("x", [new Draw(Seed, Largest: largest).Size("n")])),
        Whole("Draw.Draw.Grain", "0,1", static grain => new Draw(Seed, Grain: grain).Tensor<double>("x", [3])),
        Whole("Draw.Size.lowest", "0,1,largest", static lowest => [Drawn.Size("n", lowest, Math.Max(lowest, 1))]),
        Whole("Draw.Size.highest", "0,1,largest", static highest => [Drawn.Size("n", 0, highest)]),
        Whole("Draw.Batch.lowest", "0,1,largest", static lowest => [Drawn.Batch(lowest)]),
        Whole("Draw.Choice.count", "1,largest", static count => [Drawn.Choice("n", count)]),
        Real("Draw.Number.lowest", "0,-0,-1,denormal,0 in float,denormal in float,1,1 in float", static lowest => [Drawn.Number("n", lowest, 2)]),
        Real("Draw.Number.highest", Finite, static highest => [Drawn.Number("n", -1, highest)]),
        Whole("Draw.Batched.lowestRank", "1", static rank => Drawn.Batched("n", rank, Math.Max(rank, 3)).Select(static size => (double)size), endless: true),
        Whole("Draw.Batched.highestRank", "1", static rank => Drawn.Batched("n", 1, rank).Select(static size => (double)size), endless: true),
        Whole("Draw.Labels.count", "0,1", static count => Drawn.Labels("n", count, 3).Select(static label => (double)label), endless: true),
        Whole("Draw.Indices.count", "1,largest", static count => Drawn.Indices("n", [3], count).Select(static index => (double)index)),
        Whole("Draw.Labels.classes", "1,largest", static classes => Drawn.Labels("n", 3, classes).Select(static label => (double)label)),
        Whole("Arbitraries.Networks.depth", "0,1", static depth => [Arbitraries.Networks(Grammar.Standard, depth) is null ? double.NaN : depth]),
        Whole("NetworkLaws.For.depth", "0,1", static depth => [NetworkLaws.For(Grammar.Standard, depth).Laws.Length]),
        Whole("Arbitraries.ShapesOf.lowest", "0,1", static lowest => [Arbitraries.ShapesOf(lowest, Math.Max(lowest, 3)) is null ? double.NaN : lowest], endless: true),
        Whole("Arbitraries.ShapesOf.highest", "0,1", static highest => [Arbitraries.ShapesOf(0, highest) is null ? double.NaN : highest]),
        Whole("LawAttribute.LawAttribute.cases", "1,largest", static cases => [new LawAttribute(cases).MaxTest]),
        Whole("LawSettings.Cases.usual", "1,largest", static usual => [LawSettings.Cases(null, usual)]),
        Whole("LawSuite.Run.cases", "1", static cases => [LayerLaws.For(Layers<double>.Tanh, [2]).Run(cases).Results.Length], endless: true),
        Whole("LawSuite.Check.cases", "1", static cases => Checked(cases), endless: true),
        Whole("LayerLaws.For.smallestBatch", "1,largest", static batch => [LayerLaws.For(Layers<double>.Tanh, [2], smallestBatch: batch).Laws.Length]),
        Whole("Network.Of.size", "1", static size => Run(Grammar.Standard.ToLayer(Network.Of("Dense", size)))) with { Named = "units" },
        Whole("Network.Network.Size", "1", static size => Run(Grammar.Standard.ToLayer(new Network("Dense", size, [])))) with { Named = "units" },
        Whole("NetworkCase.NetworkCase.Width", "1", static width => new NetworkCase(Network.Of("Dense", 2), width, Drawn).ToPoint().Input, endless: true),
        Whole("Grammar.Width.from", "0,1,largest", static from => [Grammar.Standard.Width(Network.Of("Parallel", Network.Of("Tanh"), Network.Of("Tanh")), from) ?? 0]),
    ];

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

    /// <summary>Output and gradients at a batch with a constant feature and one that is not, and what training leaves.</summary>
    private static IEnumerable<double> Run<T>(Layer<T, Tensor<T>, Tensor<T>> layer)
        where T : struct, IFloatingPointIeee754<T>
    {
        var made = layer.Start(Seed, [2]);
        var x = Tensor.Generate<T>([4, 2], static i => T.CreateChecked(i % 2 == 0 ? 3 : i * 0.25));
        var (y, back, statistics) = layer.Forward(made.Parameters, x, Context<T>.Training(Seed, made.State));
        var cotangents = back(Tensor.Ones<T>(y.Shape));
        return Numbers(y).Concat(Numbers(cotangents.Input)).Concat(statistics.Leaves.Concat(cotangents.Parameters.Leaves).SelectMany(static leaf => Numbers(leaf.Value)));
    }

    private static double[] Length<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => [x.Length];
    /// <summary>Output and gradients of a sequence, at inference.</summary>
    private static IEnumerable<double> Sequenced(Layer<double, Tensor<double>, Tensor<double>> layer, int time = 3)
    {
        var made = layer.Start(Seed, [time, 2]);
        var (y, back, state) = layer.Forward(made.Parameters, Seed.Normal<double>([2, time, 2]));
        var cotangents = back(Tensor.Ones<double>(y.Shape));
        return y.Concat(cotangents.Input).Concat(state.Leaves.Concat(cotangents.Parameters.Leaves).SelectMany(static leaf => leaf.Value));
    }

    /// <summary>The first parameters of a layer of a sequence and something beside it.</summary>
    private static IEnumerable<double> Planned<X, Y>(Layer<double, X, Y> layer, Shapes beside) =>
        layer.Initialize(Seed, Shapes.Pair([3, 2], beside)).Parameters.Leaves.SelectMany(static leaf => leaf.Value);
    private static IEnumerable<double> RunSequence<T>(Layer<T, Tensor<T>, Tensor<T>> layer)
        where T : struct, IFloatingPointIeee754<T> => Run(Layers<T>.Reshape([2, 1]).Then(layer));

    private static Tensor<double> Clipped<T>(double norm)
        where T : struct, IFloatingPointIeee754<T>
    {
        var network = Layers<T>.Dense(2);
        var x = Tensor.Generate<T>([3, 2], static i => T.CreateChecked(i * 0.25));
        return Numbers(network.PerSample(Layers<T>.CrossEntropy([0, 1, 0]))(network.Start(Seed, [2]).Parameters, x).Clipped(norm)["weight"]);
    }

    private static Tensor<double> Weights<T>(WeightInitializer<T> initializer)
        where T : struct, IFloatingPointIeee754<T> => Numbers(initializer(Seed, [5, 2], 1, 1));

    private static Tensor<double> Numbers<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Cast<double>();

    private static IEnumerable<TrainingState<double>> Trained() => Training.Run(
        Training.Start(Layers<double>.Dense(2), [1], Optimizer.Sgd(0.1), Seed), Layers<double>.Dense(2), Layers<double>.CrossEntropy, Ten.Batches(5));

    /// <summary>An equation of which each solver finds the very solution.</summary>
    private static Tensor<double> Solved(LinearSolver solver) => solver.Solve(static x => 2.0 * x, Tensor.Vector(1.0, 0.5)).Value;

    private static Tensor<double> Found(FixedPointIteration iteration) =>
        Differentiable.FixedPoint(static (Tensor<double> a, Tensor<double> x) => 0.0 * x + a, Tensor.Zeros<double>([2]), iteration)([0.5, 0.25]).Output;

    private static Tensor<double> Found(Newton newton) =>
        Differentiable.Root(static (Tensor<double> a, Tensor<double> x) => x - a, Tensor.Zeros<double>([2]), newton)([0.5, 0.25]).Output;

    private static Tensor<double> Convolved(Layer<double, Tensor<double>, Tensor<double>> layer) =>
        layer.At(layer.Start(Seed, [3, 1]).Parameters)(Tensor.Ones<double>([1, 3, 1])).Output;

    /// <summary>So short a way that one step is enough.</summary>
    private static Tensor<double> Followed(OdeSolver solver) => solver.Solve(static (_, y) => y.Zero, Tensor.Vector(1.0, 0.5), 0, 1e-7)[^1];

    private static double[] Checked(int cases)
    {
        LayerLaws.For(Layers<double>.Tanh, [2]).Only("linearity").Check(cases);
        return [cases];
    }
}
