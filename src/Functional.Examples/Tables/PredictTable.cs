using Functional.IO;

namespace Functional.Examples.Tables;

/// <summary>What a model makes of the rows of a table: a line of CSV for each.</summary>
internal static class PredictTable
{
    public static void Run(string model, string data, TextWriter output)
    {
        var known = UserException.Unless(TableModel.Load(model));
        Write(known, known.Outputs(UserException.Unless(Csv.ReadInputs<float>(data, known.Encoding))), output);
    }

    private static void Write(TableModel model, Tensor<float> outputs, TextWriter output)
    {
        var classes = model.Encoding.Target.Classes;
        var name = CsvText(model.Encoding.Target.Name);
        if (!model.IsOfClasses)
        {
            output.WriteLine(name);
            foreach (var value in outputs)
                output.WriteLine(Invariant($"{value}"));
            return;
        }
        var (shares, found) = (outputs.Softmax(), Labels.ArgMax(outputs));
        output.WriteLine($"{name},{string.Join(',', classes.Select(each => CsvText($"p({each})")))}");
        for (var row = 0; row < found.Count; row++)
            output.WriteLine($"{CsvText(classes[found[row]])},{string.Join(',', Enumerable.Range(0, classes.Length).Select(each => Invariant($"{shares[row, each]:0.####}")))}");
    }

    /// <summary>A field as RFC 4180 has it.</summary>
    private static string CsvText(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
