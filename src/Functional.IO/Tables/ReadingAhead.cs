using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Functional.IO;

/// <summary>Sequences that a thread of their own goes through, a little ahead of whoever asks for them.</summary>
public static class ReadingAhead
{
    /// <summary>
    /// The same sequence, gone through by another thread that is at most so many items ahead, so that a batch is read while the one before it is learnt from. An exception comes out where the
    /// item would; when the sequence is left, the thread has ended.
    /// </summary>
    /// <typeparam name="A">The type of the items.</typeparam>
    /// <param name="source">The sequence.</param>
    /// <param name="count">How many items wait at most; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static IEnumerable<A> ReadAhead<A>(this IEnumerable<A> source, int count)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (count < 1)
            throw new ArgumentOutOfRangeException(nameof(count), Invariant($"ReadAhead: at least 1 item waits, got {count}."));
        return Ahead(source, count);
    }

    private static IEnumerable<A> Ahead<A>(IEnumerable<A> source, int count)
    {
        using var waiting = new BlockingCollection<A>(count);
        using var left = new CancellationTokenSource();
        ExceptionDispatchInfo? problem = null;
        var reader = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    foreach (var item in source)
                        waiting.Add(item, left.Token);
                }
                catch (OperationCanceledException) when (left.IsCancellationRequested)
                {
                    // Nobody asks for more.
                }
                catch (Exception found)
                {
                    problem = ExceptionDispatchInfo.Capture(found);
                }
                finally
                {
                    waiting.CompleteAdding();
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (var item in waiting.GetConsumingEnumerable(CancellationToken.None))
                yield return item;
            problem?.Throw();
        }
        finally
        {
            left.Cancel();
            reader.Wait();
        }
    }
}
