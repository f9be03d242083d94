namespace Functional.Documentation.StandIns;

// Tensors and functions of them.
public static partial class Given<T>
{
    /// <summary>Targets of a regression.</summary>
    public static Tensor<T> y => key.Split("y").Normal<T>([150, 3]);

    public static Tensor<T> dy => key.Split("dy").Normal<T>([150, 3]);

    public static Tensor<T> weight => key.Split("weight").Normal<T>([4, 3]);

    public static Tensor<T> bias => Tensor.Zeros<T>([3]);

    /// <summary>A direction in the space of the inputs.</summary>
    public static Tensor<T> v => key.Split("v").Normal<T>([150, 4]);

    public static Tensor<T> anchors => x;

    public static Tensor<T> positives => x + T.CreateChecked(0.1);

    public static Tensor<T> negatives => -x;

    /// <summary>What of the scores is there: those of the first two classes.</summary>
    public static Mask mask => Mask.OfLengths([.. Enumerable.Repeat(2, 150)], 3);

    /// <summary>Four images of three channels.</summary>
    public static Samples<Tensor<T>, Labels> images => new(key.Split("images").Uniform<T>([4, 32, 32, 3]), [0, 1, 0, 1]);

    /// <summary>Pairs of inputs, and whether their halves belong together: 1 or −1.</summary>
    public static Samples<Pair<Tensor<T>, Tensor<T>>, Tensor<T>> pairs => new((x, -x), Tensor.Ones<T>([150]));

    /// <summary>Of attention: from each of three words to each.</summary>
    public static Tensor<T> weights => key.Split("weights").Normal<T>([3, 3]).Softmax();

    /// <summary>Symmetric and positive definite.</summary>
    public static Tensor<T> matrix => Tensor.Create<T>([2, 2], T.CreateChecked(3), T.One, T.One, T.CreateChecked(2));

    public static Tensor<T> b => Tensor.Ones<T>([2, 1]);

    /// <summary>Points on a line, a row each, and the direction of the line.</summary>
    public static Tensor<T> points => Tensor.Ones<T>([3, 1]);

    public static Tensor<T> alongX => Tensor.Ones<T>([3, 1]);

    /// <summary>A function of rows.</summary>
    public static Differentiable<Tensor<T>, Tensor<T>> u { get; } = Differentiable.Trace((Tensor<T> x) => x.Tanh());

    public static Differentiable<Tensor<T>, Tensor<T>> f => u;

    public static Differentiable<Tensor<T>, Tensor<T>> g { get; } = Differentiable.Trace((Tensor<T> x) => x.Exp());

    public static Differentiable<Pair<Tensor<T>, Tensor<T>>, Tensor<T>> product { get; } = Layers<T>.Multiply.At(TensorTree<T>.Empty);

    public static Differentiable<Tensor<T>, Tensor<T>> sine { get; } =
        Differentiable.WithPullback((Tensor<T> x) => x.Map(T.Sin), (x, _, dy) => dy * x.Map(T.Cos));
}
