using System.Numerics;

namespace Functional.Properties.Layers;

/// <summary>Recurrent cells whose state and output differ.</summary>
internal static class Cells
{
    /// <summary>(state, x) ↦ tanh of a dense layer of both, split into the next state and the output.</summary>
    public static Layer<T, Pair<Tensor<T>, Tensor<T>>, Pair<Tensor<T>, Tensor<T>>> Of<T>(int state, int output)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Concatenate
        .Then(Layers<T>.Dense(state + output))
        .Then(Layers<T>.Tanh)
        .Then(Layers<T>.Pure<Tensor<T>, Pair<Tensor<T>, Tensor<T>>>(
            "Split",
            input => Shapes.Pair(Shape.Create(state), Shape.Create(output)),
            x => ((x.Slice(1, 0, state), x.Slice(1, state, output)), d => Tensor.Concatenate(1, d.First, d.Second)),
            static _ => 0));

    /// <summary>Such a cell along a sequence.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Scan<T>(int state, int output)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Scan(Of<T>(state, output), Shape.Create(state));
}
