#:project ../../Functional/Functional.csproj

// How do I write a layer of my own, and is its backward pass right?
// dotnet run src/Functional.Examples/Samples/own-layer.cs

using Functional;
using static Functional.Layers<double>;

// Without parameters it is one lambda: the output, and the way back from its gradient to the input's.
var swish = Function("Swish", x =>
{
    var s = x.Sigmoid();
    return (x * s, dy => dy * (s + x * s * (1.0 - s)));
});
var input = Key.FromSeed(1).Normal<double>([3, 4]);
Console.WriteLine(swish.CheckGradients(TensorTree<double>.Empty, input));

// The same with a mistake: the check says where, and both numbers.
var faulty = Function("Faulty", x =>
{
    var s = x.Sigmoid();
    return (x * s, dy => dy * s);
});
Console.WriteLine(faulty.CheckGradients(TensorTree<double>.Empty, input));

// With parameters it is a record. It is a layer like any other: it has a place in a network, and a path.
var gain = new Layer<double, Tensor<double>, Tensor<double>>(new Gain(2));
var network = Chain(Dense(4), swish, gain, Dense(1));
var θ = network.Start(Key.FromSeed(2), [4]).Parameters;
Console.WriteLine(θ);
Console.WriteLine(network.CheckGradients(θ, input));

internal sealed record Gain(double Start) : Link<double, Tensor<double>, Tensor<double>>
{
    public override string Name => Invariant($"Gain({Start})");

    public override Initialization<double> Initialize(Key key, Shapes input) =>
        Initialization<double>.Of(input, TensorTree<double>.Of(("gain", Tensor.Full(input.Shape, Start))));

    public override Evaluation<double, Tensor<double>, Tensor<double>> Apply(TensorTree<double> parameters, Tensor<double> input, Context<double> context)
    {
        var gain = parameters["gain"];
        return new(input * gain, dy => new(
            () => TensorTree<double>.Of(("gain", (dy * input).SumTo(gain.Shape))),
            () => dy * gain));
    }
}
