namespace Functional.FSharp


/// What may fail outside comes as a value of LanguageExt; here it is one of F#.
module Result =

    /// The value, or why there is none.
    let ofFin (fin: LanguageExt.Fin<'A>) : Result<'A, string> = fin.Match((fun value -> Ok value), (fun (problem: LanguageExt.Common.Error) -> Error problem.Message))

    /// The value, or all that is wrong.
    let ofValidation (validation: LanguageExt.Validation<LanguageExt.Common.Error, 'A>) : Result<'A, string list> =
        validation.Match((fun value -> Ok value), (fun (problems: LanguageExt.Seq<LanguageExt.Common.Error>) -> Error [ for problem in problems -> problem.Message ]))
