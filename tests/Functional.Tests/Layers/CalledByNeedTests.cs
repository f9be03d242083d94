using static Functional.Layers<double>;

namespace Functional.Tests.Layers;

public class CalledByNeedTests
{
    private int inputCotangents, parameterCotangents;

    [Fact]
    public void The_gradient_of_the_data_is_not_computed_when_nobody_asks()
    {
        var network = Chain(Counting(), Dense(3), Tanh, Dense(2));
        var x = Key.FromSeed(1).Normal<double>([4, 5]);
        var cost = network.On(x).Then(CrossEntropy([0, 1, 0, 1]));

        cost.Gradient()(network.Start(Key.FromSeed(2), [5]).Parameters);

        Assert.Equal((0, 1), (inputCotangents, parameterCotangents));
    }

    [Fact]
    public void A_training_step_does_not_compute_the_gradient_of_the_data()
    {
        var network = Chain(Counting(), Dense(2));
        var state = Training.Start(network, [5], Optimizer.Adam(0.01), Key.FromSeed(2));

        Training.Step(state, network, CrossEntropy([0, 1]), Key.FromSeed(1).Normal<double>([2, 5]));

        Assert.Equal((0, 1), (inputCotangents, parameterCotangents));
    }

    [Fact]
    public void The_gradient_of_the_data_alone_does_not_compute_that_of_parameters()
    {
        var network = Chain(Dense(5), Counting(), Dense(2));
        var theta = network.Start(Key.FromSeed(2), [5]).Parameters;

        network.At(theta)(Key.FromSeed(1).Normal<double>([2, 5])).Pullback(Tensor.Ones<double>([2, 2]));

        Assert.Equal((1, 0), (inputCotangents, parameterCotangents));
    }

    [Fact]
    public void Each_cotangent_is_computed_once_however_often_it_is_read()
    {
        var network = Chain(Dense(5), Counting(), Dense(2));
        var theta = network.Start(Key.FromSeed(2), [5]).Parameters;

        var cotangents = network.Forward(theta, Key.FromSeed(1).Normal<double>([2, 5]), null).Pullback(Tensor.Ones<double>([2, 2]));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal([2, 5], cotangents.Input.Shape);
            Assert.Equal(theta.Count, cotangents.Parameters.Count);
        }

        Assert.Equal((1, 1), (inputCotangents, parameterCotangents));
    }

    private Layer<double, Tensor<double>, Tensor<double>> Counting() => Function(
        "Counting",
        static (_, shape) => TensorTree<double>.Of(("bias", Tensor.Zeros<double>(shape))),
        (theta, x) => (x + theta["bias"], dy => new(
            () =>
            {
                parameterCotangents++;
                return TensorTree<double>.Of(("bias", dy.Sum([0])));
            },
            () =>
            {
                inputCotangents++;
                return dy;
            })));
}
