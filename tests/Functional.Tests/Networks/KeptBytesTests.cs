using static Functional.Layers<float>;
using Net = Functional.Layer<float, Functional.Tensor<float>, Functional.Tensor<float>>;

namespace Functional.Tests.Networks;

/// <summary>The bytes that pullbacks keep, beside those worked out by hand: of a number of <c>float</c>, 4.</summary>
public sealed class KeptBytesTests
{
    private const int Number = sizeof(float);

    /// <summary>
    /// By itself the first dense layer keeps the input of the network, which is not counted; the activation keeps its output of 8 numbers, and the second dense
    /// layer its input, which is the same. In the network the first two are computed as one, whose output is the input of the last.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(300)]
    public void Of_two_dense_layers_are_the_values_between_them(int batch)
    {
        var description = DescribedNetworks.Small.Describe([4], batch);

        Assert.Equal([0, Number * batch * 8, Number * batch * 8], description.Layers.Select(static layer => layer.BytesKept));
        Assert.Equal(Number * batch * 8, description.BytesKept);
    }

    [Fact]
    public void Of_a_number_of_double_are_8() => Assert.Equal(
        8 * 8, Layers<double>.Chain(Layers<double>.Dense(8), Layers<double>.Relu, Layers<double>.Dense(3)).Describe([4]).BytesKept);

    [Fact]
    public void Of_a_traced_function_are_the_tensors_of_its_way_back_and_few_numbers_more() => Assert.InRange(
        Chain(Dense(400), Function("x·e^x", Differentiable.Trace((Tensor<float> x) => x * x.Exp()))).Describe([4]).Layers[1].BytesKept ?? 0,
        2 * Number * 400, 2 * Number * 400 + 100);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void A_pullback_that_captures_another_tensor_keeps_more_by_its_size(int more)
    {
        var plain = Chain(Dense(8), Capturing(static _ => null), Dense(3)).Describe([4]);
        var capturing = Chain(Dense(8), Capturing(_ => Tensor.Ones<float>([more])), Dense(3)).Describe([4]);

        Assert.Equal(plain.BytesKept + (Number * more), capturing.BytesKept);
        Assert.Equal(plain.Layers[1].BytesKept + (Number * more), capturing.Layers[1].BytesKept);
        Assert.Equal(plain.Layers[2], capturing.Layers[2]);
    }

    public static TheoryData<string, Func<Tensor<float>, object>, int> Holdings => new()
    {
        { "an array", static _ => new float[5], 5 * Number },
        { "an array of another type", static _ => new int[5], 5 * sizeof(int) },
        { "an array of flags", static _ => new bool[5], 5 },
        { "an array of arrays", static _ => new[] { new float[2], new float[3] }, 5 * Number },
        { "an array of two axes", static _ => new double[2, 3], 6 * sizeof(double) },
        { "pairs of numbers", static _ => new (int, int)[3], 3 * 2 * sizeof(int) },
        { "labels", static _ => Labels.Create(1, 2, 3), 3 * sizeof(int) },
        { "tensors in a record in a list", static _ => new List<Held> { new(Tensor.Ones<float>([5])) }, 5 * Number },
        { "a tree", static _ => TensorTree<float>.Of(("a", Tensor.Ones<float>([2])), ("b", Tensor.Ones<float>([3]))), 5 * Number },
        { "a pair", static _ => new Pair<Tensor<float>, Tensor<float>>(Tensor.Ones<float>([2]), Tensor.Ones<float>([3])), 5 * Number },
        { "a function", static _ => Closure(Tensor.Ones<float>([5])), 5 * Number },
        { "one of two functions", static _ => (Action)(static () => { }) + Closure(Tensor.Ones<float>([5])), 5 * Number },
        { "one tensor twice", static _ => Twice(Tensor.Ones<float>([5])), 5 * Number },
        { "a tensor and another shape of it", static _ => Reshaped(Tensor.Ones<float>([6])), 6 * Number },
        { "what refers to itself", static _ => Ring(), 0 },
        { "text, types and methods", static _ => new object[] { "text", typeof(Layers<float>), typeof(Layers<float>).GetMethods()[0] }, 0 },
        { "the input of the layer, which is the network's", static x => x, 0 },
    };

    [Theory]
    [MemberData(nameof(Holdings))]
    public void Each_array_of_numbers_counts_once_wherever_it_is_held(string what, Func<Tensor<float>, object> held, int expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected, Capturing(held).Describe([4], 3).BytesKept);
    }

    /// <summary>A lambda in a layer holds what its function has captured: the network holds that anyway.</summary>
    [Fact]
    public void What_the_network_itself_holds_is_not_counted()
    {
        var constant = Tensor.Ones<float>([1000]);

        Assert.Equal(0, Function("Constant", x => (x, dy => dy * constant.Length)).Describe([4]).BytesKept);
    }

    /// <summary>A dense layer keeps its input, which is the network's, and so does batch normalisation; that also the inverse deviations, which it computes from its state.</summary>
    [Fact]
    public void Parameters_and_state_are_not_counted()
    {
        Assert.Equal(0, Dense(8).Describe([4]).BytesKept);
        Assert.Equal(Number * 4, BatchNorm().Describe([4], 2, Mode.Inference).BytesKept);
    }

    [Fact]
    public void The_state_that_a_pass_leaves_is_not_counted()
    {
        var counting = new Layer<float, Tensor<float>, Tensor<float>>(
            "Counting",
            static (_, input) => Initialization<float>.Of(input, state: TensorTree<float>.Of(("count", Tensor.Zeros<float>([100])))),
            static (_, x, context) =>
            {
                var after = context.State.Map(static count => count + 1f);
                return new(x, dy => after.IsEmpty ? throw new ParameterException() : (TensorTree<float>.Empty, dy), after);
            });

        Assert.Equal(0, counting.Describe([4]).BytesKept);
        Assert.Equal(0, Chain(Relu, counting).Describe([4]).Layers[1].BytesKept);
    }

    /// <summary>Normalisation keeps its input, here the network's, and of each mean three numbers: the mean in two parts, and the inverse deviation.</summary>
    [Fact]
    public void Of_normalisation_are_three_numbers_for_each_mean()
    {
        Assert.Equal(Number * 3 * 4, BatchNorm().Describe([4], 5).BytesKept);
        Assert.Equal(Number * 3 * 5, LayerNorm().Describe([4], 5).BytesKept);
        Assert.Equal(Number * 3 * 5 * 2, GroupNorm(2).Describe([3, 4], 5).BytesKept);
        Assert.Equal(Number * ((3 * 5) + (5 * 4)), Chain(Tanh, LayerNorm()).Describe([4], 5).BytesKept);
    }

    /// <summary>In training dropout keeps its mask; its input is the network's. At inference it keeps nothing.</summary>
    [Fact]
    public void Of_dropout_are_the_mask_in_training_and_none_at_inference()
    {
        Assert.Equal(Number * 5 * 4, Dropout(0.5).Describe([4], 5).BytesKept);
        Assert.Equal(0, Dropout(0.5).Describe([4], 5, Mode.Inference).BytesKept);
    }

    /// <summary>Of each of 6 steps the activation keeps its output of 3 numbers.</summary>
    [Fact]
    public void Of_a_layer_in_a_scan_are_those_of_all_steps()
    {
        var scan = Scan(Concatenate.Then(Dense(3)).Then(Named("tanh", Tanh)).Then(Duplicate), [3]).Describe([6, 2], 5).Layers[0];

        Assert.Equal(("tanh", Number * 5 * 6 * 3), (scan.Layers[2].Path, scan.Layers[2].BytesKept));
    }

    /// <summary>In a workspace memory is used again, and an array may be longer than its tensor.</summary>
    [Fact]
    public void Memory_of_a_workspace_counts_as_far_as_the_tensors_go()
    {
        var found = new List<long?>();
        new Workspace().Repeat(Tensor.Ones<float>([3]), 3, x =>
        {
            found.Add(DescribedNetworks.Small.Describe([4], 100).BytesKept);
            return x + 1f;
        });

        Assert.Equal([3200, 3200, 3200], found);
    }

    [Fact]
    public void Inputs_that_cannot_be_made_leave_them_unknown()
    {
        var count = Pure<Labels, Tensor<float>>(
            "Count", static input => input, static labels => (Tensor.Ones<float>([labels.Count, 1]), _ => labels));
        var description = count.Then(Dense(3)).Describe([1]);

        Assert.Equal((null, "no batch of type Labels can be made from shapes"), (description.BytesKept, description.WhyBytesUnknown));
        Assert.All(description.Layers, static layer => Assert.Null(layer.BytesKept));
        Assert.Equal(6, description.ParameterCount);
    }

    [Fact]
    public void Pairs_in_pairs_are_made_of_their_shapes() => Assert.Equal(
        Number * 2 * 2,             // of each query the sum of its exponentials
        Attention.Describe(Shapes.Pair(Shape.Create(2, 4), Shapes.Pair(Shape.Create(3, 4), Shape.Create(3, 5))), 2).BytesKept);

    private static Net Capturing(Func<Tensor<float>, object?> held) => Function("Capturing", x =>
    {
        var captured = held(x);
        return (x, dy => captured is string ? dy + dy : dy);
    });

    private static Action Closure(Tensor<float> tensor) => () => _ = tensor.Length;

    private static object[] Twice(Tensor<float> tensor) => [tensor, tensor];

    private static object[] Reshaped(Tensor<float> tensor) => [tensor, tensor.Reshape(2, 3)];

    private static object[] Ring()
    {
        var ring = new object[1];
        ring[0] = ring;
        return ring;
    }

    private sealed record Held(Tensor<float> Tensor);
}
