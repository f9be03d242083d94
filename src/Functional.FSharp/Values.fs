namespace Functional.FSharp

open System
open Functional

/// Shapes, tensors, trees and labels from lists, as C# makes them from collection expressions.
[<AutoOpen>]
module Values =

    /// A shape: `shape [28; 28; 1]`; `shape []` is that of one number.
    let shape (sizes: int list) = Shape.Create(ReadOnlySpan(List.toArray sizes))

    /// A tensor of one axis: `vector [0.5; 1.0]`.
    let vector (numbers: 'T list) = Tensor.Vector(ReadOnlySpan(List.toArray numbers))

    /// A tensor of two axes, row by row: `matrix [[1.0; 2.0]; [3.0; 4.0]]`. Rows of different lengths are refused with a ShapeException.
    let matrix (rows: 'T list list) = Tensor.Matrix(ReadOnlySpan(rows |> List.map List.toArray |> List.toArray))

    /// Classes, each a number from 0: `labels [0; 2; 1]`.
    let labels (classes: int list) = Labels.Create(ReadOnlySpan(List.toArray classes))

    /// A tree of named tensors, such as parameters and gradients are: `tree [ "weight", w; "bias", b ]`.
    let tree (branches: (string * Tensor<'T>) list) =
        TensorTree<'T>.Of(ReadOnlySpan [| for name, value in branches -> struct (name, TensorTree<'T>.op_Implicit value) |])
