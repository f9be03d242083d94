namespace Functional.Properties.Faults;

/// <summary>Layers that remember: what one call leaves behind is seen by the next, or by another thread. The static fields are the mistake.</summary>
public static class Memories
{
    private static readonly double[] Scratch = new double[4096];
    private static Tensor<double> lastInput = [];
    private static Tensor<double> buffer = [];
    private static Tensor<double> firstMask = [];
    private static int calls;

    /// <summary>The activation is kept in a field, which the next run overwrites before the way back has used it.</summary>
    public static Fault StaleActivation { get; } = Own.Function(static (x, faulty) =>
    {
        lastInput = x;
        return (x * x, dy => 2.0 * (faulty ? lastInput.Shape == x.Shape ? lastInput : x : x) * dy);
    });

    /// <summary>The output is written into a buffer that the next run of the same shape writes into again.</summary>
    public static Fault AliasedActivation { get; } = Own.Function(static (x, faulty) =>
    {
        var y = x.Tanh();
        if (faulty && buffer.Shape == y.Shape)
            y.Span.CopyTo(Own.Writable(buffer));
        else if (faulty)
            buffer = y;
        var output = faulty ? buffer : y;
        return (output, dy => dy * (1.0 - output * output));
    });

    /// <summary>The mask of a ReLU is computed for the first input of its shape, and kept.</summary>
    public static Fault MaskOfAnEarlierInput { get; } = Own.Function(static (x, faulty) =>
    {
        var mask = x.Map(static value => value > 0 ? 1 : 0);
        if (firstMask.Shape != x.Shape)
            firstMask = mask;
        var used = faulty ? firstMask : mask;
        return (x * mask, dy => dy * used);
    }).ReadingNumbers;

    /// <summary>A counter of calls in the layer scales its output: a warm-up that belongs into training.</summary>
    public static Fault CallCounterScales { get; } = Own.Function(static (x, faulty) =>
    {
        var scale = faulty ? 1 + 1.0 / Interlocked.Increment(ref calls) : 2;
        return (scale * x, dy => scale * dy);
    });

    /// <summary>One scratch buffer for all threads: what one has written, the other reads.</summary>
    public static Fault ScratchSharedByThreads { get; } = Own.Function(static (x, faulty) =>
    {
        var scratch = faulty && x.Length <= Scratch.Length ? Scratch : new double[x.Length];
        x.Span.CopyTo(scratch);
        Thread.Yield();                                 // what takes as long as this in a small case is the work on a large one
        for (var i = 0; i < x.Length; i++)
            scratch[i] *= scratch[i];
        return (Tensor.Create<double>(x.Shape, scratch.AsSpan(0, x.Length)), dy => 2.0 * x * dy);
    }).ReadingNumbers;

    /// <summary>The way back frees what it needs: a second call throws.</summary>
    public static Fault PullbackThrowsTheSecondTime { get; } = Own.Function(static (x, faulty) =>
    {
        Tensor<double>? kept = x;
        return (x * x, dy =>
        {
            var dx = 2.0 * (kept ?? throw new InvalidOperationException("The activations are no longer there.")) * dy;
            kept = faulty ? null : kept;
            return dx;
        });
    }).Placeless;

    /// <summary>The way back consumes what it needs: a second call returns zeros.</summary>
    public static Fault PullbackReturnsZerosTheSecondTime { get; } = Own.Function(static (x, faulty) =>
    {
        var kept = x;
        return (x * x, dy =>
        {
            var dx = 2.0 * kept * dy;
            kept = faulty ? kept.Zero : kept;
            return dx;
        });
    });

    /// <summary>The way back adds to what the last call has left: a second call returns the sum of both.</summary>
    public static Fault PullbackAccumulates { get; } = Own.Function(static (x, faulty) =>
    {
        var sum = x.Zero;
        return (x * x, dy =>
        {
            var dx = 2.0 * x * dy;
            sum += dx;
            return faulty ? sum : dx;
        });
    }).ReadingNumbers;

    /// <summary>The cotangent is computed for the first dy and kept, whatever comes next.</summary>
    public static Fault PullbackRemembersTheFirstCotangent { get; } = Own.Function(static (x, faulty) =>
    {
        Tensor<double>? first = null;
        return (x * x, dy => faulty ? first ??= 2.0 * x * dy : 2.0 * x * dy);
    });
}
