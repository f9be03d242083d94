using static Functional.Layers<double>;

namespace Functional.Tests.Golden;

public class GoldenTests
{
    [Fact]
    public void The_classifier_has_the_outputs_and_gradients_of_PyTorch()
    {
        var golden = GoldenValues.Of("classifier");
        var theta = Theta(golden);

        var (z2, denseBack, _) = Dense(2).Forward(theta, golden["x"].Tensor, null);
        var (z3, softmaxBack) = LogSoftmax.At(TensorTree<double>.Empty)(z2);
        var (cost, costBack) = NegativeLogLikelihood(golden["labels"].Labels, Reduction.Sum).At(TensorTree<double>.Empty)(z3);
        var delta3 = costBack(1);
        var delta2 = softmaxBack(delta3);
        var cotangents = denseBack(delta2);

        golden["z2"].Is(z2);
        golden["z3"].Is(z3);
        golden["cost"].Is(cost);
        golden["delta3"].Is(delta3);
        golden["delta2"].Is(delta2);
        golden["gradients"]["weight"].Is(cotangents.Parameters["weight"]);
        golden["gradients"]["bias"].Is(cotangents.Parameters["bias"]);
        golden["gradients"]["x"].Is(cotangents.Input);
    }

    [Fact]
    public void The_fused_cost_has_the_gradients_of_the_two_layers()
    {
        var golden = GoldenValues.Of("classifier");

        var (cost, gradient) = Dense(2).On(golden["x"].Tensor).Then(CrossEntropy(golden["labels"].Labels, Reduction.Sum)).ValueAndGradient()(Theta(golden));

        golden["cost"].Is(cost);
        golden["gradients"]["weight"].Is(gradient["weight"]);
        golden["gradients"]["bias"].Is(gradient["bias"]);
    }

    [Fact]
    public void A_network_of_three_layers_has_the_gradients_of_PyTorch()
    {
        var golden = GoldenValues.Of("deep");
        var network = Chain(Dense(7), Tanh, Dense(6), Relu, Dense(3));
        var theta = TensorTree<double>.Of(("0", Layer(1)), ("2", Layer(2)), ("4", Layer(3)));

        var (logits, back, _) = network.Forward(theta, golden["x"].Tensor, null);
        var (cost, costBack) = CrossEntropy(golden["labels"].Labels).At(TensorTree<double>.Empty)(logits);
        var cotangents = back(costBack(1));

        golden["logits"].Is(logits);
        golden["cost"].Is(cost);
        golden["gradients"]["x"].Is(cotangents.Input);
        for (var layer = 1; layer <= 3; layer++)
        {
            golden["gradients"][$"weight{layer}"].Is(cotangents.Parameters[$"{2 * layer - 2}.weight"]);
            golden["gradients"][$"bias{layer}"].Is(cotangents.Parameters[$"{2 * layer - 2}.bias"]);
        }

        TensorTree<double> Layer(int number) => TensorTree<double>.Of(("weight", golden[$"weight{number}"].Tensor), ("bias", golden[$"bias{number}"].Tensor));
    }

    [Theory]
    [InlineData("sigmoid", "mean")]
    [InlineData("sigmoid", "sum")]
    [InlineData("meanSquaredError", "mean")]
    [InlineData("meanSquaredError", "sum")]
    public void Costs_on_targets_have_the_gradients_of_PyTorch(string name, string summary)
    {
        var golden = GoldenValues.Of(name);
        var how = summary == "sum" ? Reduction.Sum : Reduction.Mean;
        var targets = golden["targets"].Tensor;
        var cost = name == "sigmoid" ? BinaryCrossEntropy(targets, how) : MeanSquaredError(targets, how);
        var network = Dense(targets.Shape[1]).Then(cost);
        var theta = TensorTree<double>.Of(("0", Theta(golden)));

        var (value, back, _) = network.Forward(theta, golden["x"].Tensor, null);
        var cotangents = back(1);

        golden[summary]["cost"].Is(value);
        golden[summary]["gradients"]["weight"].Is(cotangents.Parameters["0.weight"]);
        golden[summary]["gradients"]["bias"].Is(cotangents.Parameters["0.bias"]);
        golden[summary]["gradients"]["x"].Is(cotangents.Input);
    }

    [Theory]
    [InlineData("training")]
    [InlineData("inference")]
    public void Batch_normalisation_is_that_of_PyTorch(string mode)
    {
        var golden = GoldenValues.Of("batchNorm");
        var statistics = TensorTree<double>.Of(("mean", golden["runningMean"].Tensor), ("variance", golden["runningVariance"].Tensor));
        var context = mode == "training" ? Context<double>.Training(default, statistics) : Context<double>.Inference(statistics);
        var theta = TensorTree<double>.Of(("scale", golden["scale"].Tensor), ("shift", golden["shift"].Tensor));

        var (y, back, after) = BatchNorm(golden["momentum"].Number, golden["epsilon"].Number).Forward(theta, golden["x"].Tensor, context);
        var cotangents = back(golden["cotangent"].Tensor);

        golden[mode]["y"].Is(y);
        golden[mode]["gradients"]["scale"].Is(cotangents.Parameters["scale"]);
        golden[mode]["gradients"]["shift"].Is(cotangents.Parameters["shift"]);
        golden[mode]["gradients"]["x"].Is(cotangents.Input);
        if (mode == "training")
        {
            golden[mode]["runningMean"].Is(after["mean"]);
            golden[mode]["runningVariance"].Is(after["variance"]);
        }
        else
            Assert.Equal(statistics, after);
    }

    [Fact]
    public void Attention_has_the_gradients_of_PyTorch()
    {
        var golden = GoldenValues.Of("attention");

        var (y, back) = Attention.At(TensorTree<double>.Empty)((golden["q"].Tensor, (golden["k"].Tensor, golden["v"].Tensor)));
        var (dq, (dk, dv)) = back(golden["cotangent"].Tensor);

        golden["y"].Is(y);
        golden["gradients"]["q"].Is(dq);
        golden["gradients"]["k"].Is(dk);
        golden["gradients"]["v"].Is(dv);
    }

    [Fact]
    public void A_scanned_cell_has_the_gradients_of_PyTorch_through_time()
    {
        var golden = GoldenValues.Of("recurrent");
        var recurrent = Scan(Concatenate.Then(Dense(3)).Then(Tanh).Then(Duplicate), [3]);

        var (y, back, _) = recurrent.Forward(TensorTree<double>.Of(("1", Theta(golden))), golden["x"].Tensor, null);
        var cotangents = back(golden["cotangent"].Tensor);

        golden["y"].Is(y);
        golden["gradients"]["weight"].Is(cotangents.Parameters["1.weight"]);
        golden["gradients"]["bias"].Is(cotangents.Parameters["1.bias"]);
        golden["gradients"]["x"].Is(cotangents.Input);
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("momentum")]
    [InlineData("adam")]
    public void Optimisers_take_the_steps_of_PyTorch(string name)
    {
        var golden = GoldenValues.Of(name);
        var (a, c, steps, rate) = (golden["a"].Tensor, golden["c"].Tensor, golden["steps"].Tensor, golden["lr"].Number);
        var optimizer = name switch
        {
            "adam" => Optimizer.Adam(rate),
            "momentum" => Optimizer.Sgd(rate, momentum: golden["momentum"].Number),
            _ => Optimizer.Sgd(rate),
        };
        TensorTree<double> theta = golden["start"].Tensor;
        theta = TensorTree<double>.Of(("theta", theta));
        var state = optimizer.Initialize(theta);

        for (var step = 0; step < steps.Shape[0]; step++)
        {
            (theta, state) = optimizer.Update(theta.Map(t => a * (t - c)), state, theta);
            var expected = steps[step..(step + 1)].Reshape(c.Shape);
            Assert.All(Enumerable.Range(0, c.Length), i => Assert.Equal(expected.Span[i], theta["theta"].Span[i], 1e-12));
        }
        Assert.Equal(steps.Shape[0], state.Step);
    }

    [Fact]
    public void Costs_are_stable_for_logits_of_a_thousand()
    {
        var golden = GoldenValues.Of("losses");
        var (logits, labels) = (golden["logits"].Tensor, golden["labels"].Labels);

        golden["logSoftmax"].Is(LogSoftmax.At(TensorTree<double>.Empty)(logits).Output);
        for (var i = 0; i < labels.Count; i++)
        {
            var expected = golden["crossEntropy"].Tensor.Span[i];
            Assert.Equal(expected, CrossEntropy([labels[i]]).At(TensorTree<double>.Empty)(logits[i..(i + 1)]).Output.Scalar, 1e-12);
        }
    }

    [Fact]
    public void Threefry_gives_the_published_answers()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", "threefry2x32.txt")).Where(static line => !line.StartsWith('#') && line.Length > 0).ToArray();

        Assert.Equal(3, lines.Length);
        Assert.All(lines, static line =>
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static word => Convert.ToUInt32(word, 16)).ToArray();
            Assert.Equal((words[4], words[5]), Threefry.Block((words[2], words[3]), (words[0], words[1])));
        });
    }

    private static TensorTree<double> Theta(GoldenValues golden) => TensorTree<double>.Of(("weight", golden["weight"].Tensor), ("bias", golden["bias"].Tensor));
}
