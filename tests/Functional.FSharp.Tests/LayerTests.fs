module Functional.FSharp.Tests.LayerTests

open Functional
open Functional.FSharp
open Xunit

type F = Layers<float>

let key = Key.FromSeed 1uL

// begin
let swish =
    Layer.ofFunction "Swish" (fun (x: Tensor<float>) ->
        let s = x.Sigmoid()
        x * s, (fun dy -> dy * (s + x * s * (1.0 - s))))
// end

/// The same with a way back that forgets the second term.
let wrong =
    Layer.ofFunction "Wrong" (fun (x: Tensor<float>) ->
        let s = x.Sigmoid()
        x * s, (fun dy -> dy * s))

/// Each feature times a number that is learnt.
let gain =
    Layer.withParameters
        "Gain"
        (fun key sample -> tree [ "gain", key.Uniform<float>(sample, 0.5, 2.0) ])
        (fun theta x ->
            let gain = theta["gain"]

            x * gain, (fun dy -> tree [ "gain", (dy * x).SumTo gain.Shape ], dy * gain))

let checked' (layer: Layer<float, Tensor<float>, Tensor<float>>) =
    let sample = shape [ 3 ]
    let theta = (layer |> Layer.start key sample).Parameters
    layer.CheckGradients(theta, key.Normal<float>(shape [ 4; 3 ]))

[<Fact>]
let ``Lists make shapes, tensors, trees and labels`` () =
    Assert.Equal<int>([ 2; 3 ], shape [ 2; 3 ])
    Assert.True((shape [] = Shape.Scalar))
    let rows = matrix [ [ 1.0; 2.0; 3.0 ]; [ 4.0; 5.0; 6.0 ] ]
    Assert.True((rows.Shape = shape [ 2; 3 ]))
    Assert.Equal<float>([ 1.0 .. 6.0 ], rows)
    Assert.Equal<float>([ 0.5; 1.0 ], vector [ 0.5; 1.0 ])
    Assert.Equal<int>([ 0; 2; 1 ], labels [ 0; 2; 1 ])
    Assert.Equal<float>([ 0.5 ], (tree [ "a", vector [ 0.5 ]; "b", rows ])["a"])
    Assert.Throws<ShapeException>(fun () -> matrix [ [ 1.0 ]; [ 1.0; 2.0 ] ] |> ignore)

[<Fact>]
let ``A number stands on either side of a tensor`` () =
    let x = vector [ 2.0; 4.0 ]

    for expected, found in
        [ [ 3.0; 5.0 ], x + 1.0
          [ 3.0; 5.0 ], 1.0 + x
          [ 1.0; 3.0 ], x - 1.0
          [ -1.0; -3.0 ], 1.0 - x
          [ 4.0; 8.0 ], x * 2.0
          [ 4.0; 8.0 ], 2.0 * x
          [ 1.0; 2.0 ], x / 2.0
          [ 4.0; 2.0 ], 8.0 / x ] do
        Assert.Equal<float>(expected, found)

[<Fact>]
let ``A chain of a list, the operator and Then are one network`` () =
    let chained = Layer.chain [ F.Dense 4; F.Tanh; F.Dense 2 ]

    Assert.Equal(F.Dense(4).Then(F.Tanh).Then(F.Dense 2), chained)
    Assert.Equal(chained, F.Dense 4 >=> F.Tanh >=> F.Dense 2)
    Assert.Equal(F.Identity, Layer.chain [])

[<Fact>]
let ``Right ways back pass the gradient check and a wrong one does not`` () =
    Assert.True(((checked' swish).Verdict = Verdict.Passed))
    Assert.True(((checked' gain).Verdict = Verdict.Passed))
    Assert.True(((checked' (Layer.chain [ gain; swish; Layer.named "inner" gain ])).Verdict = Verdict.Passed))
    Assert.True(((checked' (Layer.ofOperations "Cube" (fun x -> x * x * x))).Verdict = Verdict.Passed))
    Assert.False(((checked' wrong).Verdict = Verdict.Passed))

[<Fact>]
let ``A layer at its parameters and on an input is a function to the output and the way back`` () =
    let network = Layer.chain [ gain; F.Tanh ]
    let theta = (network |> Layer.start key (shape [ 3 ])).Parameters
    let x = key.Normal<float>(shape [ 2; 3 ])
    let dy = key.Split(1).Normal<float>(shape [ 2; 3 ])

    let y, back = x |> (network |> Layer.at theta)
    let y', back' = theta |> (network |> Layer.on x)
    let struct (expected, pullback) = (network.At theta).Invoke x

    let struct (_, pullback') = (network.On x).Invoke theta

    Assert.True((expected = y))
    Assert.True((expected = y'))
    Assert.True((pullback.Invoke dy = back dy))
    Assert.True((pullback'.Invoke dy = back' dy))

[<Fact>]
let ``A function there and back is the same`` () =
    let square (x: Tensor<float>) = x * x, (fun (dy: Tensor<float>) -> 2.0 * x * dy)
    let x, dy = vector [ 1.0; -2.0 ], vector [ 1.0; 0.5 ]
    let y, back = (square |> Differentiable.ofFunction |> Differentiable.toFunction) x

    Assert.Equal<float>([ 1.0; 4.0 ], y)
    Assert.Equal<float>([ 2.0; -2.0 ], back dy)
