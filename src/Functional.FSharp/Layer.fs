namespace Functional.FSharp

open System
open System.Numerics
open Functional

/// Differentiable functions are F# functions to an output and the way back, and the other way round.
module Differentiable =

    /// A differentiable function as an F# function.
    let toFunction (f: Differentiable<'X, 'Y>) : 'X -> 'Y * ('Y -> 'X) =
        fun x ->
            let struct (y, back) = f.Invoke x
            y, back.Invoke

    /// An F# function to an output and its pullback as a differentiable function.
    let ofFunction (f: 'X -> 'Y * ('Y -> 'X)) : Differentiable<'X, 'Y> =
        Differentiable(fun x ->
            let y, back = f x
            struct (y, Func<_, _>(back)))

/// Layers from functions and lists, and their use in pipelines; the layer comes last.
module Layer =

    /// One layer after the other: `Layer.chain [ Dense 64; Relu; Dense 10 ]`.
    let chain (layers: Layer<'T, Tensor<'T>, Tensor<'T>> list) = Layers<'T>.Chain(ReadOnlySpan(List.toArray layers))

    /// A layer under a label: the path of its parameters begins with it, and errors name it.
    let named label (layer: Layer<'T, 'X, 'Y>) = Layers<'T>.Named(label, layer)

    /// A layer without parameters that keeps shapes, of a function that returns its output and the way back.
    let ofFunction name (f: Tensor<'T> -> Tensor<'T> * (Tensor<'T> -> Tensor<'T>)) =
        Layers<'T>.Function(name, Differentiable.ofFunction f)

    /// A layer without parameters that keeps shapes, of a function whose operations are traced: its way back follows from them.
    let ofOperations name (f: Tensor<'T> -> Tensor<'T>) =
        Layers<'T>.Function(name, Func<Tensor<'T>, Tensor<'T>>(f))

    /// A layer with parameters, of a function that makes them from a key and the shape of a sample, and one that returns the output and the way back to both.
    let withParameters
        name
        (initialize: Key -> Shape -> TensorTree<'T>)
        (f: TensorTree<'T> -> Tensor<'T> -> Tensor<'T> * (Tensor<'T> -> TensorTree<'T> * Tensor<'T>))
        =
        Layers<'T>.Function(
            name,
            Func<_, _, _>(initialize),
            Func<_, _, _>(fun theta x ->
                let y, back = f theta x

                let pullback (dy: Tensor<'T>) =
                    let both = lazy (back dy)
                    Cotangents<'T, Tensor<'T>>((fun () -> fst both.Value), (fun () -> snd both.Value))

                struct (y, Func<_, _>(pullback)))
        )

    /// The first parameters and state of a layer for samples of a shape.
    let start (key: Key) (sample: Shape) (layer: Layer<'T, Tensor<'T>, 'Y>) = layer.Start(key, sample)

    /// The layer at its parameters: a function of the input, to the output and the way back.
    let at (parameters: TensorTree<'T>) (layer: Layer<'T, 'X, 'Y>) = Differentiable.toFunction (layer.At parameters)

    /// The layer on an input: a function of the parameters, to the output and the way back.
    let on (input: 'X) (layer: Layer<'T, 'X, 'Y>) = Differentiable.toFunction (layer.On input)

/// Composition of layers.
[<AutoOpen>]
module Operators =

    /// One layer, then another: `Dense 64 >=> Relu`.
    let (>=>) (first: Layer<'T, 'X, 'Y>) (next: Layer<'T, 'Y, 'Z>) = first.Then next
