using System.Runtime.CompilerServices;

namespace Functional.Properties.Faults;

/// <summary>Convolutions over the features, as if these were places of an image, that go back another way than they came.</summary>
public static class Convolutions
{
    private static readonly ConvolutionSettings Same = new(Before: [1], After: [1]);
    private static readonly ConvolutionSettings Dilated = new(Dilation: [2], Before: [2], After: [2]);
    private static readonly ConvolutionSettings Strided = new(Strides: [2], Before: [1], After: [1]);
    private static readonly ConvolutionSettings Sparse = new(Strides: [2]);
    private static readonly ConvolutionSettings Grouped = new(Before: [1], After: [1], Groups: 2);

    /// <summary>On the way back there is one place of padding too many before, and one too few after.</summary>
    public static Fault PaddingOffByOne { get; } = WithWayBack(3, Same, static (dy, weight, size, faulty) =>
        dy.TransposedConvolution(weight, size, faulty ? new(Before: [2], After: [0]) : Same));

    /// <summary>The kernel goes over the cotangent as it goes over the input, and is not flipped.</summary>
    public static Fault KernelNotFlipped { get; } = WithWayBack(3, Same, static (dy, weight, size, faulty) =>
        faulty ? dy.Convolution(weight, Same) : dy.TransposedConvolution(weight, size, Same));

    /// <summary>The taps are apart on the way forward, and beside each other on the way back.</summary>
    public static Fault DilationForgotten { get; } = WithWayBack(3, Dilated, static (dy, weight, size, faulty) =>
        dy.TransposedConvolution(weight, size, faulty ? Same : Dilated));

    /// <summary>Every other place is seen, and the cotangent goes back to those between.</summary>
    public static Fault StridePhase { get; } = DownAndUp(3, Strided, static (dy, weight, size, faulty) =>
        dy.TransposedConvolution(weight, size, faulty && size[0] > 1 ? new(Strides: [2], Before: [0], After: [2]) : Strided));

    /// <summary>The place at the end that no step reaches is put at the beginning on the way back.</summary>
    public static Fault PlaceNotRead { get; } = DownAndUp(1, Sparse, static (dy, weight, size, faulty) => faulty && size[0] % 2 == 0
        ? Tensor.Concatenate(1, Tensor.Zeros<double>([dy.Shape[0], 1, 1]), dy.TransposedConvolution(weight, [size[0] - 1], Sparse))
        : dy.TransposedConvolution(weight, size, Sparse));

    /// <summary>The gradient of each group's kernel goes to the other group.</summary>
    public static Fault GroupsMixed { get; } = Fault.InLayer(static faulty => new(
        nameof(GroupsMixed), static (key, input) => Kernel(key, input, 3, 2), (parameters, x, _) =>
        {
            var (weight, image) = (parameters["weight"], Image(x));
            var twice = Tensor.Concatenate(-1, image, image * image);
            return new(twice.Convolution(weight, Grouped).Sum([-1]).Reshape(x.Shape), dy =>
            {
                var both = Image(dy).BroadcastTo(twice.Shape);
                return new(
                    () => TensorTree<double>.Of((
                        "weight", faulty ? Swapped(twice.ConvolutionToWeight(both, [3], Grouped)) : twice.ConvolutionToWeight(both, [3], Grouped))),
                    () =>
                    {
                        var dtwice = both.TransposedConvolution(weight, twice.Shape[1..^1], Grouped);
                        return (dtwice.Slice(-1, 0, 1) + 2.0 * image * dtwice.Slice(-1, 1, 1)).Reshape(x.Shape);
                    });
            }, TensorTree<double>.Empty);
        }));

    private static Tensor<double> Swapped(Tensor<double> dweight) => Tensor.Concatenate(-1, dweight.Slice(-1, 1, 1), dweight.Slice(-1, 0, 1));

    /// <summary>y = x ∗ w, of the size of x, with its way back to x given.</summary>
    private static Fault WithWayBack(
        int taps, ConvolutionSettings settings, Func<Tensor<double>, Tensor<double>, Shape, bool, Tensor<double>> back, [CallerMemberName] string name = "") => Fault.InLayer(
        faulty => new(name, (key, input) => Kernel(key, input, taps), (parameters, x, _) =>
        {
            var (weight, image, shape) = (parameters["weight"], Image(x), x.Shape);
            return new(image.Convolution(weight, settings).Reshape(shape), dy => new(
                () => TensorTree<double>.Of(("weight", image.ConvolutionToWeight(Image(dy), [taps], settings))),
                () => back(Image(dy), weight, image.Shape[1..^1], faulty).Reshape(shape)), TensorTree<double>.Empty);
        }), name: name);

    /// <summary>A convolution with a stride and its transpose with the same kernel, with the way back of the first one to x given.</summary>
    private static Fault DownAndUp(
        int taps, ConvolutionSettings settings, Func<Tensor<double>, Tensor<double>, Shape, bool, Tensor<double>> back, [CallerMemberName] string name = "") => Fault.InLayer(
        faulty => new(name, (key, input) => Kernel(key, input, taps), (parameters, x, _) =>
        {
            var (weight, image, shape) = (parameters["weight"], Image(x), x.Shape);
            var (size, down) = (image.Shape[1..^1], image.Convolution(weight, settings));
            return new(down.TransposedConvolution(weight, size, settings).Reshape(shape), dy =>
            {
                var ddown = Image(dy).Convolution(weight, settings);
                return new(
                    () => TensorTree<double>.Of((
                        "weight", image.ConvolutionToWeight(ddown, [taps], settings) + Image(dy).ConvolutionToWeight(down, [taps], settings))),
                    () => back(ddown, weight, size, faulty).Reshape(shape));
            }, TensorTree<double>.Empty);
        }), name: name);

    private static Tensor<double> Image(Tensor<double> x) => x.Reshape([x.Shape[..^1].ElementCount, x.Shape[^1], 1]);

    private static Initialization<double> Kernel(Key key, Shapes input, int taps, int filters = 1) =>
        Initialization<double>.Of(input, TensorTree<double>.Of(("weight", key.Normal<double>([taps, 1, filters]))));
}
