using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

/// <summary>Numbers and what is to take their place, which may be the same memory: read a number before it is written over.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="old">The numbers so far.</param>
/// <param name="next">Where the new numbers go.</param>
public readonly ref struct Replaced<T>(ReadOnlySpan<T> old, Span<T> next)
{
    /// <summary>The numbers so far.</summary>
    public ReadOnlySpan<T> Old { get; } = old;

    /// <summary>Where the new numbers go, as many.</summary>
    public Span<T> New { get; } = next;
}

/// <summary>Makes new numbers from old ones, each from those in its own place alone, so that threads may share a long range.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TState">The type of what else is needed.</typeparam>
/// <param name="values">A range of the tensor.</param>
/// <param name="start">Where the range begins in the tensor.</param>
/// <param name="state">What else is needed, such as a gradient.</param>
/// <returns>Whether all new numbers are known to be finite; where they are not, they are looked at again when somebody asks.</returns>
public delegate bool Updating<T, TState>(Replaced<T> values, int start, TState state);

/// <summary>The same with two tensors at once.</summary>
/// <inheritdoc cref="Updating{T, TState}"/>
/// <param name="first">A range of the first tensor.</param>
/// <param name="second">The same range of the second.</param>
/// <param name="start">Where the range begins.</param>
/// <param name="state">What else is needed.</param>
public delegate bool UpdatingTwo<T, TState>(Replaced<T> first, Replaced<T> second, int start, TState state);

/// <summary>The same with three tensors at once.</summary>
/// <inheritdoc cref="Updating{T, TState}"/>
/// <param name="first">A range of the first tensor.</param>
/// <param name="second">The same range of the second.</param>
/// <param name="third">The same range of the third.</param>
/// <param name="start">Where the range begins.</param>
/// <param name="state">What else is needed.</param>
public delegate bool UpdatingThree<T, TState>(Replaced<T> first, Replaced<T> second, Replaced<T> third, int start, TState state);

/// <summary>
/// Tensors that take the place of others, in one pass over memory: what an optimiser's update is made of. Where the old ones are donated, and a run holds
/// their memory alone, the new numbers lie where the old ones were; otherwise elsewhere. The numbers are the same.
/// </summary>
/// <example><code>
/// Func&lt;…&gt; Update(bool donate) =&gt; (gradient, state, parameters) =&gt; (
///     parameters.Zip(gradient, (p, g) =&gt; Replacing.Update(donate, p, g, static (values, start, g) =&gt;
///     {
///         var slopes = g.Span[start..];
///         for (var i = 0; i &lt; values.Old.Length; i++)
///             values.New[i] = values.Old[i] - 0.1f * slopes[i];
///         return false;
///     })),
///     state with { Step = state.Step + 1 });
///
/// var own = new Optimizer&lt;float&gt;("Own", static _ =&gt; new(0, TensorTree&lt;float&gt;.Empty), Update(donate: false)) { InPlace = Update(donate: true) };
/// </code></example>
public static class Replacing
{
    /// <summary>A tensor in the place of another.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TState">The type of what else is needed.</typeparam>
    /// <param name="donate">Whether the old one may be written over: then the caller lets nobody read it again.</param>
    /// <param name="old">The old one.</param>
    /// <param name="state">What else is needed.</param>
    /// <param name="update">Makes the new numbers; it may be called from several threads.</param>
    public static unsafe Tensor<T> Update<T, TState>(bool donate, Tensor<T> old, TState state, Updating<T, TState> update)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (from, finite) = (old.Data, true);
        var next = Scope.Next<T>(old, old.Length, donate);
        Ranges<UpdateRange<T, TState>>.Run(new((from, next.Memory), state, update, &finite), old.Length);
        return new(next, old.Shape, finite);
    }

    /// <summary>Two tensors in the places of two others.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TState">The type of what else is needed.</typeparam>
    /// <param name="donate">Whether the old ones may be written over: then the caller lets nobody read them again.</param>
    /// <param name="first">The first old one.</param>
    /// <param name="second">The second old one, of the same shape.</param>
    /// <param name="state">What else is needed.</param>
    /// <param name="update">Makes the new numbers; it may be called from several threads.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static unsafe (Tensor<T> First, Tensor<T> Second) Update<T, TState>(
        bool donate, Tensor<T> first, Tensor<T> second, TState state, UpdatingTwo<T, TState> update)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (a, b, finite) = (first.Data, second.Expect(first.Shape, "Update").Data, true);
        var (nextA, nextB) = (Scope.Next<T>(first, first.Length, donate), Scope.Next<T>(second, first.Length, donate));
        Ranges<UpdateTwoRange<T, TState>>.Run(new((a, nextA.Memory), (b, nextB.Memory), state, update, &finite), first.Length);
        return (new(nextA, first.Shape, finite), new(nextB, first.Shape, finite));
    }

    /// <summary>Three tensors in the places of three others.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TState">The type of what else is needed.</typeparam>
    /// <param name="donate">Whether the old ones may be written over: then the caller lets nobody read them again.</param>
    /// <param name="first">The first old one.</param>
    /// <param name="second">The second old one, of the same shape.</param>
    /// <param name="third">The third old one, of the same shape.</param>
    /// <param name="state">What else is needed.</param>
    /// <param name="update">Makes the new numbers; it may be called from several threads.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static unsafe (Tensor<T> First, Tensor<T> Second, Tensor<T> Third) Update<T, TState>(
        bool donate, Tensor<T> first, Tensor<T> second, Tensor<T> third, TState state, UpdatingThree<T, TState> update)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (length, shape, finite) = (first.Length, first.Shape, true);
        var (a, b, c) = (first.Data, second.Expect(shape, "Update").Data, third.Expect(shape, "Update").Data);
        var (nextA, nextB, nextC) = (Scope.Next<T>(first, length, donate), Scope.Next<T>(second, length, donate), Scope.Next<T>(third, length, donate));
        Ranges<UpdateThreeRange<T, TState>>.Run(new((a, nextA.Memory), (b, nextB.Memory), (c, nextC.Memory), state, update, &finite), length);
        return (new(nextA, shape, finite), new(nextB, shape, finite), new(nextC, shape, finite));
    }
}

// Several threads may say that their range is not known to be finite; the caller waits for all of them before it looks.
internal readonly unsafe struct UpdateRange<T, TState>((T[] Old, T[] New) values, TState state, Updating<T, TState> update, bool* finite) : IRange
{
    public void Do(int start, int end)
    {
        if (!update(values.Between(start, end), start, state))
            *finite = false;
    }
}

internal readonly unsafe struct UpdateTwoRange<T, TState>(
    (T[] Old, T[] New) first, (T[] Old, T[] New) second, TState state, UpdatingTwo<T, TState> update, bool* finite) : IRange
{
    public void Do(int start, int end)
    {
        if (!update(first.Between(start, end), second.Between(start, end), start, state))
            *finite = false;
    }
}

internal readonly unsafe struct UpdateThreeRange<T, TState>(
    (T[] Old, T[] New) first, (T[] Old, T[] New) second, (T[] Old, T[] New) third, TState state, UpdatingThree<T, TState> update, bool* finite) : IRange
{
    public void Do(int start, int end)
    {
        if (!update(first.Between(start, end), second.Between(start, end), third.Between(start, end), start, state))
            *finite = false;
    }
}

internal static class ReplacedRange
{
    public static Replaced<T> Between<T>(this (T[] Old, T[] New) memory, int start, int end) =>
        new(memory.Old.AsSpan(start, end - start), memory.New.AsSpan(start, end - start));
}
