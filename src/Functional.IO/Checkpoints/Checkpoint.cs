using System.Numerics;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

/// <summary>
/// A training state in one safetensors file: parameters, running statistics, the optimiser's moments; the step, epoch and batch, the key, the cost. A run that goes on
/// from a loaded state is bitwise the one that was never interrupted. Network, optimiser and data are the program's, and are not kept.
/// </summary>
/// <example><code>
/// Checkpoint.Save("run.safetensors", state).ThrowIfFail();
/// var loaded = Checkpoint.Load("run.safetensors", Training.Start(network, [4], optimizer, key));
/// </code></example>
public static class Checkpoint
{
    private const string Parameters = "parameters", Statistics = "statistics", Moments = "moments";

    /// <summary>Writes a state to a file: whole or not at all. What was there before stays until the new file is on the disk.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <param name="state">The state.</param>
    /// <returns>Nothing; or why there is no new file.</returns>
    public static Fin<Unit> Save<T>(string path, TrainingState<T> state)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(state);
        return Replacement.Write(path, target => Write(target, state));
    }

    /// <summary>
    /// Loads a state. The program says what it is to be loaded into: its state before the first step, which has the optimiser and the names and shapes of all
    /// tensors. Rates and schedules are those of this optimiser, at the step of the file.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="start">The state before the first step; its numbers and its key do not matter.</param>
    /// <returns>The state of the file; or every tensor that is missing, unexpected, of another shape or type, and every other difference.</returns>
    public static Validation<Error, TrainingState<T>> Load<T>(string path, TrainingState<T> start)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(start);
        return Outside.TryAll(path, () =>
        {
            using var source = InputFile.Open(path);
            return Read(source, path, start);
        });
    }

    /// <summary>Loads the parameters of a run alone, or a part of them, into those that a program has: for another optimiser, or another network with the same part.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">A file that <see cref="Save"/> has made.</param>
    /// <param name="into">The parameters of the program.</param>
    /// <param name="part">The path of the part that is loaded; all when none is given. The rest stays as it is.</param>
    /// <param name="rename">From a path in the file to one of the program's, or to null for what is left out; the same when none is given.</param>
    /// <returns>The parameters; or every tensor that is missing, unexpected, of another shape or type.</returns>
    public static Validation<Error, TensorTree<T>> LoadParameters<T>(string path, TensorTree<T> into, string part = "", Func<string, string?>? rename = null)
        where T : struct, IFloatingPointIeee754<T> => Safetensors.Load(path, into, part, name =>
        name.StartsWith(Parameters + ".", StringComparison.Ordinal) ? name[(Parameters.Length + 1)..] is var own && rename is not null ? rename(own) : own : null);

    internal static void Write<T>(Stream target, TrainingState<T> state)
        where T : struct, IFloatingPointIeee754<T> => Safetensors.Write(target, TreeOf(state), TrainingTexts.Of(state));

    internal static Validation<Error, TrainingState<T>> Read<T>(Stream source, string path, TrainingState<T> start)
        where T : struct, IFloatingPointIeee754<T>
    {
        var header = Header.Read(source, source.Length);
        TrainingTexts.Expect(header.Metadata);
        var stored = Stored.Of(header, "", null);
        var (state, problems) = TrainingTexts.Read(header.Metadata, start);
        string[] differences = [.. problems, .. Differences.Between(stored, TreeOf(start), "")];
        if (differences.Length > 0)
            return Outside.Fail<TrainingState<T>>(path, differences);
        var tree = stored.Read<T>(source);
        return Validation<Error, TrainingState<T>>.Success(state with
        {
            Parameters = tree.Child(Parameters),
            NetworkState = tree.Child(Statistics),
            OptimizerState = state.OptimizerState with { Moments = tree.Child(Moments) },
        });
    }

    /// <summary>Refuses what is no whole training state: the header is checked, and that the file is as long as it says.</summary>
    /// <exception cref="InvalidDataException">The file is not whole, or no training state.</exception>
    internal static void ExpectWhole(string path)
    {
        using var source = InputFile.Open(path);
        TrainingTexts.Expect(Header.Read(source, source.Length).Metadata);
    }

    private static TensorTree<T> TreeOf<T>(TrainingState<T> state)
        where T : struct, IFloatingPointIeee754<T> => TensorTree<T>.Of(
        (Parameters, state.Parameters), (Statistics, state.NetworkState), (Moments, state.OptimizerState.Moments));
}
