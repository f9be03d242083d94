module Functional.FSharp.Tests.IrisTests

open System.IO
open Functional
open Functional.FSharp
open Functional.IO
open Xunit

// begin
type F = Layers<float32>

let key = Key.FromSeed 1uL
let struct (train, test) = DataSets.Iris<float32>().Samples.SplitStratified(0.8, key)
let scale = Standardization.Fit train.Inputs
let network = Layer.chain [ F.Dense 16; F.Tanh; F.Dense 3 ]

let trained =
    network
    |> Run.start (Optimizer.Adam 1e-2f) key (shape [ 4 ])
    |> Run.on network (fun (labels: Labels) -> F.CrossEntropy labels) (scale.Apply(train).Batches 16)
    |> Seq.item 29 // after 30 epochs

let scores, _ = scale.Apply(test.Inputs) |> (network |> Layer.at trained.Parameters)
let accuracy = Accuracy.Of(scores, test.Targets).Value
// end

[<Fact>]
let ``Iris is learnt`` () =
    Assert.Equal(29, trained.Epoch)
    Assert.InRange(accuracy, 0.9, 1.0)

[<Fact>]
let ``What was saved is a Result, and what is not there an Error that says so`` () =
    let file = Path.GetTempFileName()

    Assert.True((Safetensors.Save(file, trained.Parameters) |> Result.ofFin).IsOk)
    Assert.Equal(Ok trained.Parameters, Safetensors.Load(file, trained.Parameters) |> Result.ofValidation)
    File.Delete file

    match Safetensors.Read<float32> file |> Result.ofFin with
    | Ok _ -> failwith "there is no file"
    | Error problem -> Assert.StartsWith(file, problem)

    match Safetensors.Load(file, trained.Parameters) |> Result.ofValidation with
    | Ok _ -> failwith "there is no file"
    | Error problems -> Assert.StartsWith(file, Assert.Single problems)
