using Functional.Storage;

namespace Functional;

/// <summary>
/// Memory that is used again from one step to the next. What is computed in a step, and does not leave it with the result, has its memory taken
/// back when the step ends; the next step fills it anew. The results are bitwise those without a workspace.
/// <para>
/// A tensor of a step that is over cannot be read: it throws an <see cref="InvalidOperationException"/> that says so, and never shows other
/// numbers. So whatever is to be read later belongs in the result. A step runs on the thread that calls it; if it starts others, it waits for them.
/// Steps may lie in each other, and several threads may use one workspace.
/// </para>
/// </summary>
/// <example><code>
/// var workspace = new Workspace();
/// var (cost, gradient) = workspace.Run(() => network.On(x).Then(CrossEntropy(labels)).ValueAndGradient()(parameters));
/// </code></example>
public sealed class Workspace
{
    private readonly BufferPool pool;

    /// <summary>A workspace without any memory yet.</summary>
    public Workspace() : this(strict: false)
    {
    }

    /// <summary>
    /// A workspace that may be strict: it takes back tensors of any size, and fills what it has taken back with NaN. So a law finds out whether a layer
    /// reads memory that is no longer its own.
    /// </summary>
    /// <param name="strict">Whether it is strict; it is slow then.</param>
    public Workspace(bool strict) => pool = new(strict);

    /// <summary>Runs a step. The tensors of its result are the caller's, for good.</summary>
    /// <typeparam name="R">The type of the result.</typeparam>
    /// <param name="step">The step.</param>
    public R Run<R>(Func<R> step)
        where R : IHoldsTensors
    {
        ArgumentNullException.ThrowIfNull(step);
        var steps = Begin<Box<R>>(default);
        steps.Next(_ => new(step()));
        return steps.HandOut().Value;
    }

    /// <summary>Runs a step with two results. Their tensors are the caller's, for good.</summary>
    /// <typeparam name="A">The type of the first result.</typeparam>
    /// <typeparam name="B">The type of the second result.</typeparam>
    /// <param name="step">The step.</param>
    public (A First, B Second) Run<A, B>(Func<(A First, B Second)> step)
        where A : IHoldsTensors
        where B : IHoldsTensors
    {
        ArgumentNullException.ThrowIfNull(step);
        return Run(() => new Two<A, B>(step())).Values;
    }

    /// <summary>
    /// Runs a step several times, each on the result of the one before. The tensors of the last result are the caller's, for good; those of
    /// the results in between have their memory taken back as soon as the next one is there.
    /// </summary>
    /// <typeparam name="R">The type of the result.</typeparam>
    /// <param name="start">What the first step begins with; it stays the caller's.</param>
    /// <param name="times">How often; not negative.</param>
    /// <param name="step">From one result to the next.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public R Repeat<R>(R start, int times, Func<R, R> step)
        where R : IHoldsTensors
    {
        ArgumentNullException.ThrowIfNull(step);
        if (times < 0)
            throw new ArgumentOutOfRangeException(nameof(times), Invariant($"Repeat: a step is made at least 0 times, got {times}."));
        var steps = Begin(start);
        for (var i = 0; i < times; i++)
            steps.Next(step);
        return steps.HandOut();
    }

    /// <summary>Whether the steps that run here hold the memory of a tensor in these from one step to the next.</summary>
    internal static bool Holds(params ReadOnlySpan<IHoldsTensors> tensors) => Scope.Owns(tensors);

    /// <summary>Steps that are made one by one.</summary>
    internal Steps<R> Begin<R>(R start)
        where R : IHoldsTensors => new(pool, start);

    /// <summary>A result that there is not yet before the first step.</summary>
    private readonly record struct Box<R>(R Value) : IHoldsTensors
        where R : IHoldsTensors
    {
        public void Visit(Action<IHoldsTensors> visit) => visit(Value);
    }

    private sealed record Two<A, B>((A, B) Values) : IHoldsTensors
        where A : IHoldsTensors
        where B : IHoldsTensors
    {
        public void Visit(Action<IHoldsTensors> visit)
        {
            visit(Values.Item1);
            visit(Values.Item2);
        }
    }
}
