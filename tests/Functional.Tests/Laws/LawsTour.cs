using Functional.Laws;
using static Functional.Layers<double>;

namespace Functional.Tests.Laws;

/// <summary>The story of src/Functional.Laws/README.md: the lines between the marks are those of the page, which tests hold to.</summary>
internal static class LawsTour
{
    public static Layer<double, Tensor<double>, Tensor<double>> Faulty()
    {
        // faulty
        var standardize = Function("Standardize", x =>
        {
            var centred = x - x.Mean([-1], keepAxes: true);
            var deviation = ((centred * centred).Mean([-1], keepAxes: true) + 1e-5).Sqrt();
            return (centred / deviation, dy => (dy - dy.Mean([-1], keepAxes: true)) / deviation);
        });
        // end
        return standardize;
    }

    public static Layer<double, Tensor<double>, Tensor<double>> Network()
    {
        var standardize = Faulty();
        // network
        var network = Chain(Dense(16), standardize, Tanh, Dense(3));
        // end
        return network;
    }

    /// <summary>How many of the flowers that it has learnt a network with the faulty layer knows.</summary>
    public static double Accuracy()
    {
        var (flowers, network) = (DataSets.Iris<double>().Samples, Network());
        var start = Training.Start(network, [4], Optimizer.Adam(0.01), Key.FromSeed(1));
        var trained = Training.Run(start, network, CrossEntropy, flowers.Batches(16)).Epochs(20).Last();
        return Functional.Accuracy.Of(network.At(trained.Parameters)(flowers.Inputs).Output, flowers.Targets).Value;
    }

    /// <summary>What the page shows under "one line": the suite of its line.</summary>
    public static LawSuite<Draw> OneLine()
    {
        var standardize = Faulty();
        return LayerLaws.For(standardize, inputShape: [5]);
    }

    public static LawSuite<Draw> OfTheNetwork()
    {
        var network = Network();
        return LayerLaws.For(network, inputShape: [4]);
    }

    public static LawSuite<NetworkCase> InNetworks()
    {
        var standardize = Faulty();
        return NetworkLaws.For(standardize);
    }

    public static void Check()
    {
        var standardize = Faulty();
        // check
        LayerLaws.For(standardize, inputShape: [5]).Check();
        // end
    }

    public static void CheckTheNetwork()
    {
        var network = Network();
        // check network
        LayerLaws.For(network, inputShape: [4]).Check();
        // end
    }

    public static void CheckInNetworks()
    {
        var standardize = Faulty();
        // check in networks
        NetworkLaws.For(standardize).Check();
        // end
    }

    /// <summary>A layer that reads numbers where a product of tensors would do.</summary>
    public static LawSuite<Draw> ReadingNumbers()
    {
        // reading
        var cubed = Function("Cubed", x => (x.Map(value => value * value * value), dy => 3.0 * x * x * dy));
        // end
        return LayerLaws.For(cubed, inputShape: [5]);
    }

    /// <summary>The counterexample of the page, pasted.</summary>
    public static void Pasted()
    {
        var standardize = Faulty();
        // pasted
        var layer = standardize;
        var input = Tensor.Matrix<double>([[1, 1.5]]);
        LayerLaws.Verify("finite differences", layer, TensorTree<double>.Empty, input, key: new Key(817261283, 4001016052));
        // end
    }

    public static void Repaired()
    {
        // repaired
        var standardize = Function("Standardize", x =>
        {
            var centred = x - x.Mean([-1], keepAxes: true);
            var deviation = ((centred * centred).Mean([-1], keepAxes: true) + 1e-5).Sqrt();
            var y = centred / deviation;
            return (y, dy => (dy - dy.Mean([-1], keepAxes: true) - y * (dy * y).Mean([-1], keepAxes: true)) / deviation);
        });

        LayerLaws.For(standardize, inputShape: [5]).Check();
        NetworkLaws.For(standardize).Check();
        // end
    }
}
