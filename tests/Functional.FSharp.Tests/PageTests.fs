module Functional.FSharp.Tests.PageTests

open System
open System.IO
open Xunit

let rec root folder =
    if File.Exists(Path.Combine(folder, "Functional.sln")) then
        folder
    else
        root (Path.Combine(folder, ".."))

/// The lines between the marks of a test are those of the page.
[<Theory>]
[<InlineData("IrisTests.fs", "README.md")>]
[<InlineData("IrisTests.fs", "src/Functional.FSharp/README.md")>]
[<InlineData("LayerTests.fs", "src/Functional.FSharp/README.md")>]
let ``The page shows code that runs`` (file: string) page =
    let top = root AppContext.BaseDirectory

    let shown =
        File.ReadAllLines(Path.Combine(top, "tests/Functional.FSharp.Tests", file))
        |> Seq.skipWhile (fun line -> line <> "// begin")
        |> Seq.skip 1
        |> Seq.takeWhile (fun line -> line <> "// end")

    Assert.Contains(String.Join("\n", shown), File.ReadAllText(Path.Combine(top, page)))
