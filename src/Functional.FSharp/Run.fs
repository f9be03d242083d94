namespace Functional.FSharp

open System
open Functional

/// Training in pipelines: the state comes last.
module Run =

    /// The start of a run for samples of a shape.
    let start (optimizer: Optimizer<'T>) (key: Key) (sample: Shape) (network: Layer<'T, Tensor<'T>, 'Y>) =
        Training.Start(network, sample, optimizer, key)

    /// The states after each epoch, without end: `start |> Run.on network cost batches |> Seq.item 29`.
    let on (network: Layer<'T, 'X, 'Y>) (cost: 'L -> Layer<'T, 'Y, Tensor<'T>>) (batches: Batches<'X, 'L>) (start: TrainingState<'T>) =
        Training.Run(start, network, Func<_, _>(cost), batches, Every.Epoch)
