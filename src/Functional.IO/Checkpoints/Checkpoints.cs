using System.Collections.Immutable;
using System.Numerics;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

/// <summary>The checkpoints of a run in a folder of its own: written as the run goes, found again after it was stopped, at whatever moment.</summary>
/// <example><code>
/// var trained = Checkpoints.Resume("run", Training.Start(network, [4], optimizer, key)).Map(start =>
///     Training.Run(start, network, CrossEntropy, batches).CheckpointEvery(100, "run", keep: 3).Epochs(20).Last());
/// </code></example>
public static class Checkpoints
{
    /// <summary>
    /// The same states; each time that so many steps are over, the state is written to <c>step-00001200.safetensors</c> before it is passed on. Older files are deleted once
    /// the new one is in place. Steps are counted from the very beginning of the run; where the run does not hand out that state, the first one after it is written.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="run">A run.</param>
    /// <param name="steps">From one file to the next; at least 1.</param>
    /// <param name="folder">The folder, of this run alone; it is made where there is none.</param>
    /// <param name="keep">How many of the newest files stay; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    /// <exception cref="IOException">
    /// Before the first step: the folder cannot be written. Later: a file cannot be written, and the older ones are as they were.
    /// </exception>
    /// <exception cref="InvalidOperationException">The folder has whole files of a run that was further than this one is at its first state.</exception>
    public static IEnumerable<TrainingState<T>> CheckpointEvery<T>(this IEnumerable<TrainingState<T>> run, int steps, string folder, int keep)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (steps < 1)
            throw new ArgumentOutOfRangeException(nameof(steps), Invariant($"CheckpointEvery: there is at least 1 step from one file to the next, got {steps}."));
        if (keep < 1)
            throw new ArgumentOutOfRangeException(nameof(keep), Invariant($"CheckpointEvery: at least 1 file is kept, got {keep}."));
        return Written(run, steps, folder, keep);
    }

    /// <summary>Finds the newest whole file of a run. Files are passed over that are temporary or not whole; the result says which.</summary>
    /// <param name="folder">The folder; it may be missing, as it is before the first run.</param>
    /// <returns>What was found; or why the folder cannot be read.</returns>
    public static Fin<LatestCheckpoint> Latest(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Outside.Try(folder, () =>
        {
            if (!Directory.Exists(folder) && !File.Exists(folder))
                return new LatestCheckpoint(Option<string>.None, []);
            var ignored = ImmutableArray.CreateBuilder<Error>();
            foreach (var path in CheckpointFolder.Temporary(folder))
                ignored.Add(Error.New($"{path}: it was not written to its end, by a run that was stopped."));
            foreach (var (_, path) in CheckpointFolder.Files(folder))
            {
                if (IsWhole(path).Case is not Error problem)
                    return new LatestCheckpoint(path, ignored.ToImmutable());
                ignored.Add(problem);
            }
            return new LatestCheckpoint(Option<string>.None, ignored.ToImmutable());
        });
    }

    /// <summary>Where a run goes on: the newest whole file of the folder, or the start where there is none.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="folder">The folder; it may be missing, as it is before the first run.</param>
    /// <param name="start">The state before the first step.</param>
    /// <returns>The state; or every difference between the file and the program.</returns>
    public static Validation<Error, TrainingState<T>> Resume<T>(string folder, TrainingState<T> start)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(start);
        return Latest(folder).Match(
            found => found.Path.Match(path => Checkpoint.Load(path, start), () => Validation<Error, TrainingState<T>>.Success(start)),
            static problem => Validation<Error, TrainingState<T>>.Fail(Prelude.Seq1(problem)));
    }

    private static IEnumerable<TrainingState<T>> Written<T>(IEnumerable<TrainingState<T>> run, int steps, string folder, int keep)
        where T : struct, IFloatingPointIeee754<T>
    {
        Expect(Prepare(folder));
        long? done = null;              // how many times so many steps are over, at the newest file
        foreach (var state in run)
        {
            done ??= Before(state.Step, folder) / steps;
            if (state.Step / steps > done)
            {
                Expect(Checkpoint.Save(CheckpointFolder.PathOf(folder, state.Step), state));
                Expect(Outside.Try(folder, () => DeleteBefore(state.Step, folder, keep)));
                done = state.Step / steps;
            }
            yield return state;
        }
    }

    /// <summary>Makes the folder, sees that it can be written, and removes what a stopped run has left half written.</summary>
    private static Fin<Unit> Prepare(string folder) => Outside.Try(folder, () =>
    {
        Directory.CreateDirectory(folder);
        foreach (var path in CheckpointFolder.Temporary(folder))
            File.Delete(path);
        var probe = Path.Combine(folder, "writable");
        Expect(Replacement.Write(probe, static _ => { }));
        File.Delete(probe);
        return Unit.Default;
    });

    /// <summary>The step of the newest file before a run's first state.</summary>
    private static long Before(long step, string folder)
    {
        var files = CheckpointFolder.Files(folder);
        foreach (var (later, path) in files.Where(file => file.Step >= step))
            if (IsWhole(path).IsSucc)
                throw new InvalidOperationException(Invariant(
                    $"CheckpointEvery: this run is at step {step}, but {path} is of step {later}, of a run that was further: go on from that by Checkpoints.Resume, or take another folder."));
        return files.Where(file => file.Step < step).Select(static file => file.Step).FirstOrDefault();
    }

    private static Fin<Unit> IsWhole(string path) => Outside.Try(path, () =>
    {
        Checkpoint.ExpectWhole(path);
        return Unit.Default;
    });

    private static Unit DeleteBefore(long step, string folder, int keep)
    {
        foreach (var (_, path) in CheckpointFolder.Files(folder).Where(file => file.Step <= step).Skip(keep))
            File.Delete(path);
        return Unit.Default;
    }

    private static void Expect(Fin<Unit> done)
    {
        if (done.Case is Error problem)
            throw new IOException(problem.Message);
    }
}
